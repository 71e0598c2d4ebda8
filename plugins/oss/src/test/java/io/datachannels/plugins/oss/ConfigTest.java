package io.datachannels.plugins.oss;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.spi.ReaderPlugin;
import io.datachannels.spi.WriterPlugin;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.Validated;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a job file is told before anything is contacted. */
class ConfigTest {
    @Test
    void pluginsAreFound() {
        assertThat(ServiceLoader.load(ReaderPlugin.class)).singleElement().isInstanceOf(OssReaderPlugin.class);
        assertThat(ServiceLoader.load(WriterPlugin.class)).singleElement().isInstanceOf(OssWriterPlugin.class);
        assertThat(new OssReaderPlugin().name()).isEqualTo("ossreader");
        assertThat(new OssReaderPlugin().config()).isEqualTo(OssReaderConfig.class);
        assertThat(new OssWriterPlugin().name()).isEqualTo("osswriter");
        assertThat(new OssWriterPlugin().config()).isEqualTo(OssWriterConfig.class);
    }

    @Test
    void everyParameterIsExplained() {
        for (Class<?> type : List.of(
                OssReaderConfig.class, OssWriterConfig.class, Account.class, ReadColumn.class, CsvReaderConfig.class)) {
            assertThat(Arrays.stream(type.getRecordComponents()))
                    .filteredOn(each -> !each.isAnnotationPresent(Inline.class))
                    .allMatch(each -> each.isAnnotationPresent(Doc.class), "has a @Doc");
        }
    }

    @Test
    void whatIsRequiredIsEnough() {
        assertThat(problems(writer().as(OssWriterConfig.class))).isEmpty();
        assertThat(problems(reader().as(OssReaderConfig.class))).isEmpty();
    }

    @Test
    void defaults() {
        OssWriterConfig writer = writer().as(OssWriterConfig.class);
        assertThat(writer.writeMode()).isEqualTo(WriteMode.TRUNCATE);
        assertThat(writer.nullFormat()).isEqualTo("\\N");
        assertThat(writer.fieldDelimiter()).isEqualTo(",");
        assertThat(writer.lineDelimiter()).isEqualTo("\n");
        assertThat(writer.blockSizeInMB()).isEqualTo(10);
        assertThat(writer.generateEmptyFile()).isTrue();
        OssReaderConfig reader = reader().as(OssReaderConfig.class);
        assertThat(reader.nullFormat()).isEqualTo("\\N");
        assertThat(reader.skipHeader()).isFalse();
        assertThat(reader.successOnNoObject()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://oss-cn-hangzhou.aliyuncs.com",
                "http://127.0.0.1:9000",
                "oss-cn-hangzhou.aliyuncs.com",
                "http://127.0.0.1:9000/",
                "https://my-bucket.example.com"
            })
    void endpointsThatAreGood(String endpoint) {
        assertThat(problems(writer().with("endpoint", endpoint).as(OssWriterConfig.class)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host",
                "http://my-bucket.oss-cn-hangzhou.aliyuncs.com",
                "http://host/path",
                "not an address",
                "http://",
            })
    void endpointsThatAreBad(String endpoint) {
        assertThat(problems(writer().with("endpoint", endpoint).as(OssWriterConfig.class)))
                .containsOnlyKeys("endpoint");
    }

    @ParameterizedTest
    @CsvSource({"A", "ab", "-abc", "abc_d", "my.bucket"})
    void bucketsThatAreBad(String bucket) {
        assertThat(problems(writer().with("bucket", bucket).as(OssWriterConfig.class)))
                .containsOnlyKeys("bucket");
    }

    @Test
    void allProblemsOfAWriterAtOnce() {
        OssWriterConfig config = writer().with("accessId", " ")
                .with("object", "/t")
                .with("fileFormat", "orc")
                .with("encoding", "UTF-99")
                .with("nullFormat", "a,b")
                .with("dateFormat", "bad")
                .with("lineDelimiter", "")
                .with("header", List.of("a"))
                .with("writeHeader", true)
                .with("byteEncoding", "hex")
                .with("blockSizeInMB", 0)
                .with("maxFileSize", 0L)
                .with("writeSingleObject", true)
                .with("successMarker", true)
                .with("compress", "rar")
                .as(OssWriterConfig.class);
        assertThat(problems(config))
                .containsOnlyKeys(
                        "accessId",
                        "object",
                        "fileFormat",
                        "encoding",
                        "nullFormat",
                        "dateFormat",
                        "lineDelimiter",
                        "header",
                        "byteEncoding",
                        "blockSizeInMB",
                        "maxFileSize",
                        "successMarker",
                        "compress");
    }

    @Test
    void aFolderAndAFileNameStandForTheObject() {
        assertThat(objectOf("/lake/day", "t")).isEqualTo("lake/day/t");
        assertThat(objectOf("/", "t")).isEqualTo("t");
        assertThat(problems(account()
                        .with("path", "lake")
                        .with("object", "t")
                        .with("fileName", "a/b")
                        .as(OssWriterConfig.class)))
                .containsOnlyKeys("object", "path", "fileName");
        assertThat(problems(account().with("path", "/lake").as(OssWriterConfig.class)))
                .containsOnlyKeys("fileName");
        assertThat(problems(writer().with("fileName", "t").as(OssWriterConfig.class)))
                .containsOnlyKeys("fileName");
    }

    private static String objectOf(String path, String fileName) {
        OssWriterConfig config =
                account().with("path", path).with("fileName", fileName).as(OssWriterConfig.class);
        assertThat(problems(config)).isEmpty();
        assertThat(config.with(WriteMode.APPEND).object()).isEqualTo(config.object());
        return config.names().prefix();
    }

    @Test
    void valuesThatMakeNoDifferenceAreAccepted() {
        OssWriterConfig config = writer().with("maxFileSize", 100_000L)
                .with("compress", "")
                .with("byteEncoding", "")
                .with("suffix", "")
                .with("dateFormat", "")
                .with("encoding", "")
                .with("fileFormat", "CSV")
                .as(OssWriterConfig.class);
        assertThat(problems(config)).isEmpty();
        assertThat(config.names().task("run", 3, 0)).isEqualTo("t__00003.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ab", "\"", "\n", "\r"})
    void delimitersThatAreBad(String delimiter) {
        assertThat(problems(writer().with("fieldDelimiter", delimiter).as(OssWriterConfig.class)))
                .containsKey("fieldDelimiter");
        assertThat(problems(reader().with("fieldDelimiter", delimiter).as(OssReaderConfig.class)))
                .containsKey("fieldDelimiter");
    }

    @Test
    void namesHaveRoomForTheirEnd() {
        assertThat(problems(writer().with("object", "x".repeat(900)).as(OssWriterConfig.class)))
                .isEmpty();
        assertThat(problems(writer().with("object", "ü".repeat(451)).as(OssWriterConfig.class)))
                .containsEntry("object", "must not be longer than 900 bytes");
    }

    @Test
    void allProblemsOfAReaderAtOnce() {
        OssReaderConfig config = reader().with("object", List.of("a", " "))
                .with(
                        "column",
                        List.of(
                                new ReadColumn(0, null, "x", "STRING", null),
                                new ReadColumn(null, null, null, "STRING", null),
                                new ReadColumn(-1, null, null, "STRING", null),
                                new ReadColumn(0, null, null, "VARCHAR", null),
                                new ReadColumn(0, null, null, "DATE", "bad"),
                                new ReadColumn(0, null, null, "BYTES", "hex"),
                                new ReadColumn(null, "*", null, "STRING", null)))
                .with("fileFormat", "orc")
                .with("compress", "snappy")
                .with("encoding", "?")
                .with("csvReaderConfig", new CsvReaderConfig(true, false, true, "ü", true, "##", 2, true))
                .as(OssReaderConfig.class);
        assertThat(problems(config))
                .containsOnlyKeys(
                        "object[1]",
                        "column[0]",
                        "column[1]",
                        "column[2].index",
                        "column[3].type",
                        "column[4].format",
                        "column[5].format",
                        "column[6]",
                        "fileFormat",
                        "compress",
                        "encoding",
                        "csvReaderConfig.textQualifier",
                        "csvReaderConfig.comment",
                        "csvReaderConfig.escapeMode");
        assertThat(problems(reader().with("object", List.of())
                        .with("column", List.of())
                        .as(OssReaderConfig.class)))
                .containsOnlyKeys("object", "column");
    }

    @Test
    void detailsOfCsvAreForLinesOfCells() {
        for (String format : List.of("csv", "text", "jsonl", "parquet")) {
            boolean fits = format.equals("csv") || format.equals("text");
            OssReaderConfig config = reader().with("fileFormat", format)
                    .with("csvReaderConfig", CsvReaderConfig.STANDARD)
                    .as(OssReaderConfig.class);
            assertThat(problems(config).keySet()).isEqualTo(fits ? Set.of() : Set.of("csvReaderConfig"));
        }
    }

    @Test
    void aCharsetThatCanOnlyBeReadCannotBeWritten() {
        assertThat(problems(writer().with("encoding", "x-JISAutoDetect").as(OssWriterConfig.class)))
                .containsOnlyKeys("encoding");
        assertThat(problems(reader().with("encoding", "x-JISAutoDetect").as(OssReaderConfig.class)))
                .isEmpty();
    }

    @Test
    void rowsAreAddedInAppendModeAndNothingElseChanges() {
        for (WriteMode each : WriteMode.values()) {
            OssWriterConfig config =
                    writer().with("writeMode", each).with("suffix", ".txt").as(OssWriterConfig.class);
            OssWriterConfig adding = new OssWriterPlugin().adding(config);
            assertThat(adding.writeMode()).isEqualTo(WriteMode.APPEND);
            assertThat(adding.with(each)).isEqualTo(config);
        }
    }

    private static Parameters account() {
        return Parameters.none()
                .with("endpoint", "https://oss-cn-hangzhou.aliyuncs.com")
                .with("accessId", "id")
                .with("accessKey", Parameters.secret("secret"))
                .with("bucket", "my-bucket");
    }

    private static Parameters writer() {
        return account().with("object", "t");
    }

    private static Parameters reader() {
        return account()
                .with("object", List.of("a.csv"))
                .with("column", List.of(new ReadColumn(null, "*", null, "STRING", null)));
    }

    private static Map<String, String> problems(OssReaderConfig config) {
        return problems(config.account(), config);
    }

    private static Map<String, String> problems(OssWriterConfig config) {
        return problems(config.account(), config);
    }

    private static Map<String, String> problems(Validated... configs) {
        Map<String, String> problems = new LinkedHashMap<>();
        for (Validated each : configs) {
            each.validate(problems::put);
        }
        return problems;
    }
}
