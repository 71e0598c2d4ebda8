package io.datachannels.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real data: a csv of 10,000 rows goes into a table and out again on four channels, and every value is the source's. */
class BirdstrikesTest {
    private static final List<String> TEXTS = List.of(
            "Airport Name",
            "Aircraft Make Model",
            "Effect Amount of damage",
            "Flight Date",
            "Aircraft Airline Operator",
            "Origin State",
            "Phase of flight",
            "Wildlife Size",
            "Wildlife Species",
            "Time of day");
    private static final List<String> NUMBERS =
            List.of("Cost Other", "Cost Repair", "Cost Total $", "Speed IAS in knots");

    @TempDir
    private Path folder;

    @Test
    void everyValueComesBack() throws IOException {
        Path source = Path.of(System.getProperty("project.root")).resolve("../shared/data/birdstrikes.csv");
        assumeTrue(Files.exists(source), "the real data is not here: " + source);
        Datax datax = new Datax(folder);
        succeed(datax.local("put", source.toString(), "oss://local/in/birdstrikes.csv"));
        succeed(datax.local("create-table", "strikes", "--key", "line:INTEGER"));

        Datax.Result load = succeed(datax.runLocally(datax.job("load.json", load())));
        assertThat(load.out()).contains("Rows written        : 10,000");
        Datax.Result export = succeed(datax.runLocally(datax.job("export.json", export())));
        assertThat(export.out()).contains("Rows written        : 10,000").contains("Rows failed         : 0");

        Map<Long, List<String>> expected = new TreeMap<>();
        for (CSVRecord row : parse(source, true)) {
            expected.put(row.getRecordNumber() + 1, row.toList());
        }
        assertThat(expected).hasSize(10_000);
        Map<Long, List<String>> actual = new TreeMap<>();
        List<Path> objects = objects(datax);
        assertThat(objects).hasSizeGreaterThanOrEqualTo(4);
        for (Path object : objects) {
            for (CSVRecord row : parse(object, false)) {
                actual.put(Long.parseLong(row.get(0)), row.toList().subList(1, row.size()));
            }
        }
        assertThat(actual).isEqualTo(expected);
    }

    private static String load() {
        List<String> columns = new ArrayList<>(List.of("{\"name\": \"__line__\"}"));
        List<String> targets = new ArrayList<>();
        for (String each : TEXTS) {
            columns.add("{\"name\": \"" + each + "\", \"type\": \"string\"}");
            targets.add("{\"name\": \"" + each + "\", \"type\": \"string\"}");
        }
        for (String each : NUMBERS) {
            columns.add("{\"name\": \"" + each + "\", \"type\": \"long\"}");
            targets.add("{\"name\": \"" + each + "\", \"type\": \"int\"}");
        }
        return """
                {"job": {"setting": {"speed": {"channel": 4}}, "content": [{
                  "reader": {"name": "ossreader", "parameter": {"datasource": "x", "object": "in/birdstrikes.csv",
                    "nullFormat": "", "column": [%s]}},
                  "writer": {"name": "otswriter", "parameter": {"datasource": "x", "table": "strikes",
                    "primaryKey": [{"name": "line", "type": "int"}], "column": [%s], "writeMode": "PutRow"}}}]}}
                """.formatted(String.join(", ", columns), String.join(", ", targets));
    }

    private static String export() {
        List<String> columns = new ArrayList<>(List.of("{\"name\": \"line\"}"));
        Stream.concat(TEXTS.stream(), NUMBERS.stream()).forEach(each -> columns.add("{\"name\": \"" + each + "\"}"));
        return """
                {"job": {"setting": {"speed": {"channel": 4}}, "content": [{
                  "reader": {"name": "otsreader", "parameter": {"datasource": "x", "table": "strikes", "column": [%s],
                    "range": {"begin": [], "end": [], "split": [
                      {"type": "INT", "value": 2500}, {"type": "INT", "value": 5000}, {"type": "INT", "value": 7500}]}}},
                  "writer": {"name": "osswriter", "parameter": {"datasource": "x", "object": "out/strikes",
                    "writeMode": "truncate", "nullFormat": ""}}}]}}
                """.formatted(String.join(", ", columns));
    }

    private static List<CSVRecord> parse(Path file, boolean header) throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setSkipHeaderRecord(header)
                .setHeader(header ? new String[0] : null)
                .get();
        try (CSVParser parser = CSVParser.parse(file, StandardCharsets.UTF_8, format)) {
            return parser.getRecords();
        }
    }

    private static List<Path> objects(Datax datax) throws IOException {
        try (Stream<Path> files = Files.list(datax.localData().resolve("oss/local/out"))) {
            return files.sorted().toList();
        }
    }

    private static Datax.Result succeed(Datax.Result result) {
        assertThat(result.exitCode()).as(result.toString()).isZero();
        return result;
    }
}
