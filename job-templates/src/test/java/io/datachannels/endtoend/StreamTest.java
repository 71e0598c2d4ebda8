package io.datachannels.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.DeleteRowRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.alicloud.openservices.tablestore.model.UpdateRowRequest;
import io.datachannels.emulators.http.Fault;
import io.datachannels.emulators.http.Faults;
import io.datachannels.emulators.oss.OssEmulator;
import io.datachannels.emulators.tablestore.TablestoreEmulator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The changes of a table as a source, end to end: the template for each five minutes, and what a death of the process leaves. */
class StreamTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final int ROWS = 50;

    @TempDir
    private Path folder;

    @Test
    void theTemplateForEachFiveMinutesWritesTheChangesOfThese() throws IOException {
        Datax datax = new Datax(folder);
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        change(datax, minute.minus(Duration.ofMinutes(7)), client -> {
            create(client, "orders", key("region", "n", "id", 1));
            client.putRow(new PutRowRequest(new RowPutChange("orders", key("region", "north", "id", 1))
                    .addColumn("amount", ColumnValue.fromDouble(2.5))));
            client.deleteRow(new DeleteRowRequest(new RowDeleteChange("orders", key("region", "south", "id", 2))));
        });
        DateTimeFormatter time = DateTimeFormatter.ofPattern("yyyyMMddHHmm").withZone(ZONE);
        Datax.Result one = datax.runLocally(
                datax.template("otsstream-to-oss.json"), "--schedule-time", time.format(minute) + "03");
        assertThat(one.exitCode()).as(one.toString()).isZero();
        assertThat(one.out()).contains("Rows written        : 2");
        List<String> lines = lines(
                datax.localData().resolve("oss/local/changes/orders"),
                time.format(minute.minus(Duration.ofMinutes(10))));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("region,id,customer,amount,").endsWith(",operation,sequence");
        assertThat(lines.get(1)).startsWith("north,1,\\N,2.5,").contains(",put,");
        assertThat(lines.get(2)).startsWith("south,2,\\N,\\N,").contains(",delete,");

        Datax.Result tooEarly = datax.runLocally(
                datax.template("otsstream-to-oss.json"),
                "--schedule-time",
                time.format(minute.plus(Duration.ofMinutes(5))) + "00");
        assertThat(tooEarly.exitCode()).as(tooEarly.toString()).isEqualTo(2);
        assertThat(tooEarly.err() + tooEarly.out()).contains("Run the job five minutes after the end of its window");
    }

    @Test
    void theTemplateForACopyAppliesTheChangesOfEachWindow() throws IOException {
        Datax datax = new Datax(folder);
        Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        change(datax, minute.minus(Duration.ofMinutes(12)), client -> {
            create(client, "orders", key("region", "n", "id", 1));
            for (int id = 0; id < ROWS; id++) {
                client.putRow(new PutRowRequest(new RowPutChange("orders", key("region", "north", "id", id))
                        .addColumn("amount", ColumnValue.fromDouble(2.5))
                        .addColumn("note", ColumnValue.fromString("old"))));
            }
        });
        DateTimeFormatter time = DateTimeFormatter.ofPattern("yyyyMMddHHmm").withZone(ZONE);
        Path template = datax.template("otsstream-to-ots.json");
        String first = time.format(minute.minus(Duration.ofMinutes(5))) + "00";
        Datax.Result one = datax.runLocally(template, "--schedule-time", first);
        assertThat(one.exitCode()).as(one.toString()).isZero();
        assertThat(one.out()).contains("Rows written        : 150");

        change(datax, minute.minus(Duration.ofMinutes(7)), client -> {
            client.deleteRow(new DeleteRowRequest(new RowDeleteChange("orders", key("region", "north", "id", 0))));
            client.updateRow(new UpdateRowRequest(new RowUpdateChange("orders", key("region", "north", "id", 1))
                    .put("amount", ColumnValue.fromDouble(3.5))
                    .deleteColumns("note")));
            client.putRow(new PutRowRequest(new RowPutChange("orders", key("region", "south", "id", 9))));
        });
        String second = time.format(minute) + "00";
        for (String window : List.of(second, first, second)) {
            Datax.Result next = datax.runLocally(template, "--schedule-time", window);
            assertThat(next.exitCode()).as(next.toString()).isZero();
        }
        List<String> orders = rows(datax, "orders");
        assertThat(orders).hasSize(ROWS).contains("region=north  id=1  amount=3.5", "region=south  id=9");
        assertThat(rows(datax, "orders_copy")).isEqualTo(orders);
    }

    /** With the local services' data as they are at a time. */
    private static void change(Datax datax, Instant at, Consumer<SyncClient> changes) {
        try (TablestoreEmulator tablestore = TablestoreEmulator.in(
                        datax.localData().resolve("tablestore"))
                .clock(Clock.fixed(at, ZONE))
                .start()) {
            tablestore.faults().add(Fault.latency("PutRow", Duration.ofMillis(1)));
            SyncClient client = client(tablestore);
            changes.accept(client);
            client.shutdown();
        }
    }

    /** What {@code local table} shows of the rows. */
    private static List<String> rows(Datax datax, String table) {
        return datax.local("table", table, "--rows", "1000")
                .out()
                .lines()
                .filter(line -> line.contains("region="))
                .map(String::strip)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "oss, UploadPart, 1",
        "oss, CompleteMultipartUpload, 1",
        "tablestore, BatchWriteRow, 1",
        "tablestore, BatchWriteRow, 2"
    })
    void afterADeathEveryWindowHasItsChangesOnce(String service, String operation, int count) throws IOException {
        Datax datax = new Datax(folder);
        MovedClock clock = new MovedClock();
        try (TablestoreEmulator tablestore =
                        TablestoreEmulator.inMemory().clock(clock).start();
                OssEmulator oss = OssEmulator.in(folder.resolve("oss")).start()) {
            tablestore.faults().add(Fault.latency("PutRow", Duration.ofMillis(1)));
            oss.createBucket("backups");
            SyncClient client = client(tablestore);
            create(client, "t", key("id", 1));
            long start = clock.pass();
            put(client, 0);
            tablestore.splitPartition("local", "t", PrimaryKeyValue.fromLong(100));
            put(client, ROWS);
            long middle = clock.pass();
            put(client, 2 * ROWS);
            long end = clock.pass();
            client.shutdown();
            Path job = job(datax, tablestore, oss);

            Faults faults = service.equals("oss") ? oss.faults() : tablestore.faults();
            dieAt(faults, operation, count, datax, job, window(start, middle));
            run(datax, job, window(start, middle));
            run(datax, job, window(middle, end));
            assertThat(ids("w" + start + "-"))
                    .isEqualTo(LongStream.range(0, 2 * ROWS).boxed().toList());
            assertThat(ids("w" + middle + "-"))
                    .isEqualTo(LongStream.range(2 * ROWS, 3 * ROWS).boxed().toList());
        }
    }

    private static final class MovedClock extends Clock {
        private volatile Instant now = Instant.now().minus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);

        long pass() {
            now = now.plusSeconds(1);
            return now.toEpochMilli();
        }

        @Override
        public ZoneId getZone() {
            return ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static void run(Datax datax, Path job, String window) {
        Datax.Result result = datax.run(job, "-p", window);
        assertThat(result.exitCode()).as(result.toString()).isZero();
    }

    /** Kills the job when it makes that call. */
    private static void dieAt(Faults faults, String operation, int count, Datax datax, Path job, String window) {
        CompletableFuture<Process> victim = new CompletableFuture<>();
        AtomicInteger calls = new AtomicInteger();
        faults.observe(each -> {
            if (each.equals(operation) && calls.incrementAndGet() == count) {
                victim.join().destroyForcibly();
                victim.join().onExit().join();
            }
        });
        Datax.Running running = datax.start(job, "-p", window);
        victim.complete(running.process());
        Datax.Result died = running.end();
        assertThat(died.exitCode()).as(died.toString()).isEqualTo(137);
        faults.observe(each -> {});
    }

    private static String window(long start, long end) {
        return "-Dstart=" + start + " -Dend=" + end;
    }

    private static Path job(Datax datax, TablestoreEmulator tablestore, OssEmulator oss) {
        return datax.job("job.json", """
                {"job": {"setting": {"speed": {"channel": 2}}, "content": [{
                  "reader": {"name": "otsstreamreader", "parameter": {"endpoint": "%s", "accessId": "local", "accessKey": "local",
                    "instanceName": "local", "dataTable": "t", "statusTable": "status", "startTimestampMillis": "${start}",
                    "endTimestampMillis": "${end}", "mode": "single_version_and_update_only", "column": ["id"]}},
                  "writer": {"name": "osswriter", "parameter": {"endpoint": "%s", "accessId": "local", "accessKey": "local",
                    "bucket": "backups", "object": "w${start}-", "writeMode": "truncate"}}}]}}
                """.formatted(tablestore.endpoint(), oss.endpoint()));
    }

    private static SyncClient client(TablestoreEmulator tablestore) {
        return new SyncClient(tablestore.endpoint().toString(), "local", "local", "local");
    }

    private static void create(SyncClient client, String table, PrimaryKey key) {
        TableMeta meta = new TableMeta(table);
        key.getPrimaryKeyColumnsMap()
                .forEach((name, column) -> meta.addPrimaryKeyColumn(
                        name,
                        column.getValue().getType() == PrimaryKeyType.STRING
                                ? PrimaryKeyType.STRING
                                : PrimaryKeyType.INTEGER));
        CreateTableRequest request = new CreateTableRequest(meta, new TableOptions(-1, 1));
        request.setStreamSpecification(new StreamSpecification(true, 24));
        client.createTable(request);
    }

    private static PrimaryKey key(Object... namesAndValues) {
        PrimaryKeyBuilder key = PrimaryKeyBuilder.createPrimaryKeyBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            key.addPrimaryKeyColumn(
                    (String) namesAndValues[i],
                    namesAndValues[i + 1] instanceof String text
                            ? PrimaryKeyValue.fromString(text)
                            : PrimaryKeyValue.fromLong((Integer) namesAndValues[i + 1]));
        }
        return key.build();
    }

    private static void put(SyncClient client, int first) {
        for (int id = first; id < first + ROWS; id++) {
            client.putRow(new PutRowRequest(new RowPutChange("t", key("id", id))));
        }
    }

    /** The numbers in all objects of a window, sorted. */
    private List<Long> ids(String prefix) throws IOException {
        return lines(folder.resolve("oss/backups"), prefix).stream()
                .map(Long::valueOf)
                .sorted()
                .toList();
    }

    private static List<String> lines(Path folder, String prefix) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(each -> each.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .forEach(each -> {
                        try {
                            lines.addAll(Files.readAllLines(each));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
        return lines;
    }
}
