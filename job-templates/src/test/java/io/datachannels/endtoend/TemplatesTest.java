package io.datachannels.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every job template runs as it is, and the demo does what the README says. */
class TemplatesTest {
    private static final String ORDERS = "backup/orders__";

    @TempDir
    private Path folder;

    @Test
    void everyTemplateIsRunByATest() throws IOException {
        try (Stream<Path> files = Files.list(new Datax(folder).template(""))) {
            List<String> templates = files.map(each -> each.getFileName().toString())
                    .filter(each -> each.endsWith(".json"))
                    .sorted()
                    .toList();
            assertThat(templates)
                    .containsExactly(
                            "kafka-to-odps.json",
                            "kafka-to-oss.json",
                            "kafka-to-ots.json",
                            "odps-to-ots.json",
                            "oss-parquet-to-ots.json",
                            "oss-to-ots.json",
                            "ots-timeseries-to-oss.json",
                            "ots-to-odps.json",
                            "ots-to-oss-gzip.json",
                            "ots-to-oss-parquet.json",
                            "ots-to-oss.json",
                            "ots-to-ots.json",
                            "ots-to-s3-parquet.json",
                            "otsstream-to-oss.json",
                            "otsstream-to-ots.json");
        }
    }

    @Test
    void demoExportsATableThatTheOtherTemplateRestores() throws IOException {
        Datax datax = new Datax(folder);
        Datax.Result demo = datax.start(
                        "demo",
                        "--dir",
                        datax.localData().toString(),
                        "--runs",
                        datax.runs().toString())
                .end();
        assertThat(demo.exitCode()).as(demo.toString()).isZero();
        assertThat(demo.out())
                .contains("Rows read           : 10,000")
                .contains("Rows written        : 10,000")
                .contains("oss://local/" + ORDERS + "00000.csv");
        List<byte[]> exported = objects(datax);
        assertThat(exported).isNotEmpty();
        assertThat(lines(exported)).hasSize(10_000 + exported.size());

        Datax fresh = new Datax(Files.createDirectory(folder.resolve("fresh")));
        for (int i = 0; i < exported.size(); i++) {
            String key = "oss://local/%s%05d.csv".formatted(ORDERS, i);
            Path file = Files.write(folder.resolve("object"), exported.get(i));
            assertThat(fresh.local("put", file.toString(), key).exitCode()).isZero();
        }
        assertThat(fresh.local("create-table", "orders", "--key", "region:STRING,id:INTEGER")
                        .exitCode())
                .isZero();
        Datax.Result restore = fresh.runLocally(fresh.template("oss-to-ots.json"));
        assertThat(restore.exitCode()).as(restore.toString()).isZero();
        assertThat(fresh.local("table", "orders", "--rows", "1").out())
                .contains("rows    10,000")
                .contains("region=");

        Datax.Result copy = fresh.runLocally(fresh.template("ots-to-ots.json"));
        assertThat(copy.exitCode()).as(copy.toString()).isZero();
        assertThat(fresh.local("table", "orders_copy", "--rows", "1").out())
                .contains("rows    10,000")
                .contains("region=");

        Datax.Result again = fresh.runLocally(fresh.template("ots-to-oss.json"));
        assertThat(again.exitCode()).as(again.toString()).isZero();
        assertThat(lines(objects(fresh)).stream().distinct().sorted())
                .containsExactlyElementsOf(
                        lines(exported).stream().distinct().sorted().toList());
    }

    @Test
    void parquetAndCompressedCsvHoldTheSameRows() throws IOException {
        Datax datax = new Datax(folder);
        String runs = datax.runs().toString();
        Datax.Result demo = datax.call("demo", "--dir", datax.localData().toString(), "--runs", runs);
        assertThat(demo.exitCode()).as(demo.toString()).isZero();
        List<String> rows = sorted(lines(objects(datax)));
        datax.runLocally(datax.template("ots-to-oss-parquet.json"));
        Path backup = datax.localData().resolve("oss/local/backup");
        assertThat(backup.resolve("orders__SUCCESS")).isEmptyFile();
        List<Path> parquet;
        try (Stream<Path> files = Files.list(backup)) {
            parquet = files.filter(each -> each.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
        assertThat(parquet).isNotEmpty();
        Datax.Result s3 = datax.runLocally(datax.template("ots-to-s3-parquet.json"));
        assertThat(s3.exitCode()).as(s3.toString()).isZero();
        Path lake = datax.localData().resolve("oss/local/lake");
        assertThat(lake.resolve("orders__SUCCESS")).isEmptyFile();
        for (Path each : parquet) {
            assertThat(lake.resolve(each.getFileName())).hasSameBinaryContentAs(each);
        }

        Datax fresh = new Datax(Files.createDirectory(folder.resolve("fresh")));
        for (Path each : parquet) {
            fresh.local("put", each.toString(), "oss://local/backup/" + each.getFileName());
        }
        fresh.local("create-table", "orders", "--key", "region:STRING,id:INTEGER");
        Datax.Result restore = fresh.runLocally(fresh.template("oss-parquet-to-ots.json"));
        assertThat(restore.exitCode()).as(restore.toString()).isZero();
        Datax.Result gzip = fresh.runLocally(fresh.template("ots-to-oss-gzip.json"));
        assertThat(gzip.exitCode()).as(gzip.toString()).isZero();
        List<byte[]> plain = new ArrayList<>();
        for (byte[] each : objects(fresh)) {
            plain.add(new GZIPInputStream(new ByteArrayInputStream(each)).readAllBytes());
        }
        assertThat(sorted(lines(plain)).stream().distinct())
                .containsExactlyElementsOf(rows.stream().distinct().toList());
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted().toList();
    }

    @Test
    void exportsATimeSeriesTable() throws IOException {
        Datax datax = new Datax(folder);
        Path fill = datax.job("fill.json", """
                {"job": {"setting": {"speed": {"channel": 2}}, "content": [{
                  "reader": {"name": "streamreader", "parameter": {"sliceRecordCount": 500, "column": [
                    {"value": "cpu"}, {"value": "room1"}, {"incr": "1767225600, 60", "type": "long"}, {"value": "h1"},
                    {"random": "0, 100", "type": "double"}, {"value": "up"}]}},
                  "writer": {"name": "otswriter", "parameter": {"datasource": "tablestore", "table": "metrics",
                    "isTimeseriesTable": true, "autoCreate": true, "timeunit": "SECONDS", "column": [
                    {"name": "_m_name"}, {"name": "_data_source"}, {"name": "_time"}, {"name": "host", "is_timeseries_tag": "true"},
                    {"name": "load", "type": "double"}, {"name": "state"}]}}}]}}
                """);
        Datax.Result filled = datax.runLocally(fill);
        assertThat(filled.exitCode()).as(filled.toString()).isZero();
        Datax.Result exported = datax.runLocally(datax.template("ots-timeseries-to-oss.json"));
        assertThat(exported.exitCode()).as(exported.toString()).isZero();
        try (Stream<Path> files = Files.list(datax.localData().resolve("oss/local/metrics"))) {
            assertThat(files.flatMap(each -> new String(read(each), StandardCharsets.UTF_8).lines()))
                    .filteredOn(line -> line.startsWith("cpu,room1,"))
                    .hasSize(1000)
                    .anyMatch(line -> line.startsWith("cpu,room1,\"[\"\"host=h1\"\"]\",1767225600000000,h1,")
                            && line.endsWith(",up"));
        }
    }

    @Test
    void exportsToAPartitionThatASecondRunReplaces() {
        Datax datax = new Datax(folder);
        String runs = datax.runs().toString();
        Datax.Result demo = datax.call("demo", "--dir", datax.localData().toString(), "--runs", runs);
        assertThat(demo.exitCode()).as(demo.toString()).isZero();
        for (int i = 0; i < 2; i++) {
            Datax.Result exported =
                    datax.runLocally(datax.template("ots-to-odps.json"), "--schedule-time", "20260102000000");
            assertThat(exported.exitCode()).as(exported.toString()).isZero();
        }
        assertThat(datax.local("table", "odps://local/orders", "--rows", "1").out())
                .contains("partition  dt STRING", "dt=20260101  10,000 rows", "rows       10,000", "region=");
    }

    private static List<byte[]> objects(Datax datax) throws IOException {
        Path backup = datax.localData().resolve("oss/local/backup");
        try (Stream<Path> files = Files.list(backup)) {
            return files.sorted().map(TemplatesTest::read).toList();
        }
    }

    private static List<String> lines(List<byte[]> objects) {
        return objects.stream()
                .flatMap(each -> new String(each, StandardCharsets.UTF_8)
                        .replace("\"two\nlines\"", "two lines")
                        .lines())
                .toList();
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
