package io.datachannels.plugins.ots;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.spi.config.SecretText;
import io.datachannels.spi.config.Validated;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ConfigTest {
    private static final ReadColumn NAMED = ReadColumn.named("a");

    @Test
    void takesAPlainReader() {
        assertThat(problems(reader().config())).isEmpty();
    }

    @Test
    void reportsEveryProblemOfAReaderAtOnce() {
        ReaderJob job = reader();
        job.endpoint = "127.0.0.1:80/path";
        job.instance = "a b";
        job.accessId = "id with blanks";
        job.accessKey = " ";
        job.table = "1table";
        job.columns = List.of();
        job.mode = Mode.MULTI_VERSION;
        job.timeseries = true;
        job.timeout = 0;
        assertThat(problems(job.config()))
                .containsOnlyKeys(
                        "endpoint",
                        "instanceName",
                        "accessId",
                        "accessKey",
                        "table",
                        "mode",
                        "socketTimeoutInMillisecond",
                        "connectTimeoutInMillisecond")
                .containsEntry("mode", "must be normal for a time series table");
    }

    @Test
    void takesConstantsOfEveryTypeInAnyCase() {
        ReaderJob job = reader();
        job.columns = List.of(
                new ReadColumn(null, "STRING", "", false),
                new ReadColumn(null, "int", "1e3", false),
                new ReadColumn(null, "Double", "NaN", false),
                new ReadColumn(null, "bool", "TRUE", false),
                new ReadColumn(null, "binary", "AAEC", false),
                new ReadColumn("name", "int", "name wins", false));
        assertThat(problems(job.config())).isEmpty();
    }

    @Test
    void namesTheColumnThatIsNone() {
        ReaderJob job = reader();
        job.columns = List.of(
                NAMED,
                new ReadColumn(null, null, null, false),
                new ReadColumn(null, "int", null, false),
                new ReadColumn(null, "date", "1", false),
                new ReadColumn(null, "int", "1.5", false),
                new ReadColumn(null, "double", "x", false),
                new ReadColumn(null, "bool", "yes", false),
                new ReadColumn(null, "binary", "?", false),
                ReadColumn.named(""));
        assertThat(problems(job.config()))
                .containsOnly(
                        Map.entry("column[1]", "must have a name, or the type and value of a constant"),
                        Map.entry("column[2]", "must have a name, or the type and value of a constant"),
                        Map.entry("column[3].type", "must be string, int, double, bool or binary"),
                        Map.entry("column[4].value", "is not a whole 64-bit number"),
                        Map.entry("column[5].value", "is not a number"),
                        Map.entry("column[6].value", "is not true or false"),
                        Map.entry("column[7].value", "is not Base64"),
                        Map.entry("column[8].name", "must not be empty"));
    }

    @Test
    void namesTheItemOfARangeThatIsNone() {
        ReaderJob job = reader().range(
                        List.of(new KeyItem("text", "a"), new KeyItem("int", null)),
                        List.of(
                                new KeyItem("Integer", "1.5"),
                                new KeyItem("BINARY", "?"),
                                new KeyItem("Inf_Max", null)),
                        new KeyItem("INF_MIN", null));
        assertThat(problems(job.config()))
                .containsOnly(
                        Map.entry("range.begin[0].type", "must be string, int, binary, INF_MIN or INF_MAX"),
                        Map.entry("range.begin[1].value", "is required for type int"),
                        Map.entry("range.end[0].value", "must be a whole 64-bit number"),
                        Map.entry("range.end[1].value", "must be Base64"),
                        Map.entry("range.split[0].type", "must be string, int or binary"));
    }

    @Test
    void takesAPlainWriter() {
        assertThat(problems(writer().config())).isEmpty();
    }

    @Test
    void reportsEveryProblemOfAWriterAtOnce() {
        WriterJob job = writer().key("k", "int")
                .key("", "inf_min")
                .column("k", "int")
                .column("#x", "date")
                .column("x".repeat(256), "int");
        job.endpoint = "ots.example.com";
        job.table = "";
        job.timestamp = -1L;
        job.batchWriteCount = 201;
        job.requestSize = (4 << 20) + 1;
        job.concurrency = 0;
        job.mode = Mode.MULTI_VERSION;
        assertThat(problems(job.config()))
                .containsOnlyKeys(
                        "endpoint",
                        "table",
                        "primaryKey[1].name",
                        "primaryKey[2].name",
                        "primaryKey[2].type",
                        "column[0].name",
                        "column[1].name",
                        "column[1].type",
                        "column[2].name",
                        "defaultTimestampInMillisecond",
                        "batchWriteCount",
                        "requestTotalSizeLimitation",
                        "concurrencyWrite");
    }

    @Test
    void aModeNeedsColumnsOrNone() {
        WriterJob update = writer();
        update.writeMode = WriteMode.UPDATE_ROW;
        assertThat(problems(update.config())).containsOnlyKeys("column");
        WriterJob delete = writer().column("a", "int");
        delete.writeMode = WriteMode.DELETE_ROW;
        delete.autoIncrement = true;
        assertThat(problems(delete.config())).containsOnlyKeys("column", "enableAutoIncrement");
        WriterJob put = writer();
        put.primaryKey.clear();
        assertThat(problems(put.config())).containsOnlyKeys("primaryKey");
    }

    @Test
    void saysWhatDoesNotGoTogetherInAWriter() {
        WriterJob cells = writer();
        cells.mode = Mode.MULTI_VERSION;
        cells.writeMode = null;
        cells.autoIncrement = true;
        assertThat(problems(cells.config())).containsOnlyKeys("enableAutoIncrement");
        WriterJob rows = writer();
        rows.writeMode = null;
        rows.prefix = "cf:";
        assertThat(problems(rows.config())).containsOnlyKeys("writeMode", "columnNamePrefixFilter");
        WriterJob operations = writer().column("a", "int");
        operations.operationColumn = "b";
        operations.autoIncrement = true;
        operations.writeApi = WriteApiName.BULK_IMPORT;
        assertThat(problems(operations.config())).containsOnlyKeys("enableAutoIncrement", "writeApi");
        WriterJob told = writer();
        told.writeMode = null;
        told.operationColumn = "op";
        assertThat(problems(told.config())).isEmpty();
        WriterJob create = writer();
        create.autoCreate = new AutoCreate(true, 3600, 0);
        create.autoIncrement = true;
        assertThat(problems(create.config()))
                .containsOnlyKeys("autoCreate", "autoCreate.timeToLive", "autoCreate.maxVersions", "primaryKey");
        WriterJob wide = writer();
        for (int i = 0; i < 1024; i++) {
            wide.column("c" + i, "int");
        }
        assertThat(problems(wide.config())).isEmpty();
        wide.column("beyond", "int");
        assertThat(problems(wide.config())).containsOnlyKeys("column");
    }

    @Test
    void saysWhatDoesNotGoTogetherForATimeSeriesTable() {
        ReaderJob read = new ReaderJob(null, "table", "_time", "*");
        read.timeseries = true;
        read.range(List.of(new KeyItem("INF_MIN", null)), List.of());
        assertThat(problems(read.config())).containsOnlyKeys("range", "column");
        ReaderJob plain = new ReaderJob(null, "table");
        plain.columns = List.of(new ReadColumn("host", null, null, true));
        plain.measurement = "cpu";
        assertThat(problems(plain.config())).containsOnlyKeys("measurementName", "column[0].is_timeseries_tag");
        WriterJob write = new WriterJob(null, "table")
                .column("#f", "date")
                .column("f", null)
                .column("f", null);
        write.timeseries = true;
        write.writeMode = null;
        write.mode = Mode.MULTI_VERSION;
        write.autoIncrement = true;
        write.operationColumn = "f";
        assertThat(problems(write.config()))
                .containsOnlyKeys(
                        "mode",
                        "enableAutoIncrement",
                        "operationColumn",
                        "column[0].name",
                        "column[0].type",
                        "column[2].name",
                        "column");
        WriterJob well = new WriterJob(null, "table").column("_m_name", null).column("_time", null);
        well.timeseries = true;
        well.writeMode = null;
        assertThat(problems(well.config())).isEmpty();
    }

    @Test
    void showsNoSecret() {
        ReaderJob reader = reader();
        reader.accessKey = "marker-1";
        reader.securityToken = "marker-2";
        WriterJob writer = writer();
        writer.accessKey = "marker-3";
        assertThat(reader.config().toString()
                        + writer.config()
                        + reader.config().access())
                .doesNotContain("marker");
    }

    @Test
    void takesBlanksAroundNames() {
        Access access = new Access(" http://h ", " i ", " id ", new SecretText("k"), null, null, 1, 1);
        assertThat(access.toString()).isEqualTo("instance i at http://h");
    }

    private static ReaderJob reader() {
        return new ReaderJob(null, "table", "a");
    }

    private static WriterJob writer() {
        return new WriterJob(null, "table").key("k", null);
    }

    private static Map<String, String> problems(OtsReaderConfig config) {
        return problems(config.access(), config);
    }

    private static Map<String, String> problems(OtsWriterConfig config) {
        return problems(config.access(), config);
    }

    private static Map<String, String> problems(Validated... configs) {
        Map<String, String> problems = new TreeMap<>();
        for (Validated each : configs) {
            each.validate(problems::put);
        }
        return problems;
    }
}
