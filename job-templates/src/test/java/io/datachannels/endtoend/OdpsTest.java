package io.datachannels.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The templates that read and fill tables of MaxCompute. */
class OdpsTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    @TempDir
    private Path folder;

    @Test
    void whatWasExportedToMaxComputeComesBack() throws IOException {
        Datax datax = new Datax(folder);
        String runs = datax.runs().toString();
        succeed(datax.call("demo", "--dir", datax.localData().toString(), "--runs", runs));
        succeed(datax.runLocally(datax.template("ots-to-odps.json")));

        Datax fresh = new Datax(Files.createDirectory(folder.resolve("fresh")));
        copy(datax.localData().resolve("maxcompute"), fresh.localData().resolve("maxcompute"));
        Datax.Result back = succeed(fresh.runLocally(fresh.template("odps-to-ots.json")));
        assertThat(back.out()).contains("Rows written        : 10,000");
        succeed(fresh.runLocally(fresh.template("ots-to-oss.json")));
        assertThat(csv(fresh)).isEqualTo(csv(datax));
    }

    @Test
    void theMessagesOfAnHourFillItsPartition() throws IOException {
        Datax datax = new Datax(folder);
        Path messages = Files.writeString(folder.resolve("messages"), """
                {"id": "a", "properties": {"title": "M 1.5 - here", "mag": 1.5, "time": 1767225600000, "tsunami": 0}, "geometry": {"coordinates": [-116.5, 33.25, 10]}}
                {"id": "b", "properties": {"title": "M 2.0 - there", "mag": 2}}
                """);
        succeed(datax.local("produce", "quakes", messages.toString(), "--key", "id"));
        ZonedDateTime now = Instant.now().atZone(SHANGHAI);
        for (int i = 0; i < 2; i++) {
            Datax.Result hour = succeed(datax.runLocally(
                    datax.template("kafka-to-odps.json"),
                    "--schedule-time",
                    DateTimeFormatter.ofPattern("yyyy-MM-dd HH:05:00").format(now.plusHours(1))));
            assertThat(hour.out()).contains("Rows written        : 2");
        }
        Datax.Result empty = succeed(
                datax.runLocally(datax.template("kafka-to-odps.json"), "--schedule-time", "2025-07-27 00:05:00"));
        assertThat(empty.out()).contains("Rows written        : 0");
        String partition = DateTimeFormatter.ofPattern("'dt='yyyyMMdd',hh='HH").format(now);
        assertThat(datax.local("table", "odps://local/quakes").out())
                .contains("dt=20250726,hh=23  0 rows", partition + "  2 rows", "rows       2")
                .contains("id=\"a\"  title=\"M 1.5 - here\"  magnitude=1.5  place=NULL  time=1767225600000  tsunami=0"
                        + "  longitude=-116.5  latitude=33.25  depth=10.0  arrived=" + now.getYear());
    }

    private static Datax.Result succeed(Datax.Result result) {
        assertThat(result.exitCode()).as(result.toString()).isZero();
        return result;
    }

    /** The rows that ots-to-oss.json exported, in any order, without the headers. */
    private static List<String> csv(Datax datax) throws IOException {
        try (Stream<Path> files = Files.list(datax.localData().resolve("oss/local/backup"))) {
            return files.flatMap(each ->
                            read(each).replace("\"two\nlines\"", "two lines").lines())
                    .filter(each -> !each.startsWith("region,"))
                    .sorted()
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Path target = to.resolve(from.relativize(each).toString());
                Files.createDirectories(target.getParent());
                Files.copy(each, target);
            }
        }
    }
}
