package io.datachannels.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.GetRangeRequest;
import com.alicloud.openservices.tablestore.model.GetRangeResponse;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.Row;
import io.datachannels.emulators.kafka.KafkaBroker;
import io.datachannels.emulators.kafka.Topics;
import io.datachannels.emulators.kafka.Topics.Message;
import io.datachannels.emulators.oss.OssEmulator;
import io.datachannels.emulators.tablestore.TablestoreEmulator;
import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonArray;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonScalar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kafka as a source, end to end: real data, the template for each hour, and what a death of the process leaves. */
class KafkaTest {
    private static final int MESSAGES = 4_000;

    @TempDir
    private Path folder;

    @Test
    void earthquakesBecomeRowsWithNestedFieldsAsColumns() throws IOException {
        Datax datax = new Datax(folder);
        Path quakes = datax.root().resolve("../shared/data/earthquakes.json");
        Assumptions.assumeTrue(Files.exists(quakes), "the folder with earthquakes.json is not here");
        Datax.Result sent = datax.local("produce", "quakes", quakes.toString(), "--each", "features", "--key", "id");
        assertThat(sent.exitCode()).as(sent.toString()).isZero();
        assertThat(sent.out()).contains("kafka://local/quakes (1707 messages)");
        assertThat(datax.local("create-table", "quakes", "--key", "id:STRING").exitCode())
                .isZero();

        Datax.Result first = datax.runLocally(datax.template("kafka-to-ots.json"));
        assertThat(first.exitCode()).as(first.toString()).isZero();
        assertThat(first.out()).contains("Rows written        : 1,707");
        assertThat(rows(datax)).containsExactlyEntriesOf(expected(quakes));

        Datax.Result second = datax.runLocally(datax.template("kafka-to-ots.json"));
        assertThat(second.out()).as("the group's position has moved").contains("Rows written        : 0");
    }

    @Test
    void theTemplateForEachHourWritesThatHour() throws IOException {
        Datax datax = new Datax(folder);
        Path messages = Files.writeString(folder.resolve("messages"), "{\"properties\": {\"title\": \"now\"}}\n");
        assertThat(datax.local("produce", "quakes", messages.toString()).exitCode())
                .isZero();
        Datax.Result none =
                datax.runLocally(datax.template("kafka-to-oss.json"), "--schedule-time", "2025-07-27 00:05:00");
        assertThat(none.exitCode()).as(none.toString()).isZero();
        assertThat(none.out()).contains("Rows written        : 0");
        try (Stream<Path> files = Files.list(datax.localData().resolve("oss/local/quakes"))) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .allMatch(each -> each.startsWith("2025072623__"));
        }
        String hour = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:05:00")
                .withZone(ZoneId.of("Asia/Shanghai"))
                .format(Instant.now().plusSeconds(3600));
        Datax.Result one = datax.runLocally(datax.template("kafka-to-oss.json"), "--schedule-time", hour);
        assertThat(one.exitCode()).as(one.toString()).isZero();
        assertThat(one.out()).contains("Rows written        : 1");
    }

    @ParameterizedTest
    @CsvSource({"UploadPart, 2, true", "CompleteMultipartUpload, 2, true", "CompleteMultipartUpload, 2, false"})
    void afterADeathEveryMessageIsThereOnceAndThePositionIsRight(String operation, int count, boolean kill)
            throws IOException {
        Datax datax = new Datax(folder);
        KafkaBroker broker = KafkaBroker.start(folder.resolve("kafka"), 0);
        try (OssEmulator oss = OssEmulator.in(folder.resolve("oss")).start()) {
            oss.createBucket("backups");
            try (Topics topics = broker.topics()) {
                topics.create("t", 2);
                topics.send("t", messages(0));
            }
            Path job = job(datax, broker, oss);
            broker = dieAt(operation, count, kill, datax, job, broker, oss);
            oss.faults().observe(each -> {});
            try (Topics topics = broker.topics()) {
                topics.send("t", messages(MESSAGES));
                Datax.Result next = datax.run(job);
                assertThat(next.exitCode()).as(next.toString()).isZero();
                assertThat(values())
                        .isEqualTo(IntStream.range(0, 2 * MESSAGES).boxed().toList());
                assertThat(topics.committed("g", "t", 0)).isEqualTo(MESSAGES);
                assertThat(topics.committed("g", "t", 1)).isEqualTo(MESSAGES);
            }
        } finally {
            broker.close();
        }
    }

    /** Kills the job when it makes that call, or stops the broker then, so that the position cannot be moved; the broker runs afterwards. */
    private KafkaBroker dieAt(
            String operation, int count, boolean kill, Datax datax, Path job, KafkaBroker broker, OssEmulator oss) {
        CompletableFuture<Process> victim = new CompletableFuture<>();
        AtomicInteger calls = new AtomicInteger();
        oss.faults().observe(each -> {
            if (each.equals(operation) && calls.incrementAndGet() == count) {
                if (kill) {
                    victim.join().destroyForcibly();
                    victim.join().onExit().join();
                } else {
                    broker.close();
                }
            }
        });
        Datax.Running running = datax.start(job, "--retry-seconds", "1");
        victim.complete(running.process());
        Datax.Result died = running.end();
        assertThat(died.exitCode()).as(died.toString()).isEqualTo(kill ? 137 : 1);
        if (kill) {
            return broker;
        }
        assertThat(died.out()).contains("The commit was begun and is not finished.");
        return KafkaBroker.start(folder.resolve("kafka"), broker.port());
    }

    private static List<Message> messages(int first) {
        return IntStream.range(first, first + MESSAGES)
                .mapToObj(each -> Message.of(Integer.toString(each).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static Path job(Datax datax, KafkaBroker broker, OssEmulator oss) {
        return datax.job("job.json", """
                {"job": {"setting": {"speed": {"channel": 2}}, "content": [{
                  "reader": {"name": "kafkareader", "parameter": {"server": "%s", "topic": "t", "groupId": "g",
                    "beginType": "current", "autoOffsetReset": "earliest", "column": ["__value__"]}},
                  "writer": {"name": "osswriter", "parameter": {"endpoint": "%s", "accessId": "local", "accessKey": "local",
                    "bucket": "backups", "object": "t", "writeMode": "append"}}}]}}
                """.formatted(broker.servers(), oss.endpoint()));
    }

    /** The numbers in all objects, sorted. */
    private List<Integer> values() throws IOException {
        List<Integer> values = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("oss/backups"))) {
            files.filter(each -> each.getFileName().toString().startsWith("t__"))
                    .forEach(each -> {
                        try {
                            Files.readAllLines(each).forEach(line -> values.add(Integer.valueOf(line)));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        }
        values.sort(null);
        return values;
    }

    private static TreeMap<String, List<Object>> expected(Path quakes) throws IOException {
        TreeMap<String, List<Object>> rows = new TreeMap<>();
        JsonObject file = (JsonObject) JsonReader.read(Files.readString(quakes));
        for (Json each : ((JsonArray) file.get("features")).elements()) {
            JsonObject quake = (JsonObject) each;
            JsonObject properties = (JsonObject) quake.get("properties");
            List<Json> place = ((JsonArray) ((JsonObject) quake.get("geometry")).get("coordinates")).elements();
            List<Object> row = new ArrayList<>();
            row.add(text(properties.get("title")));
            row.add(number(properties.get("mag")));
            row.add(text(properties.get("place")));
            row.add(Long.valueOf(text(properties.get("time"))));
            row.add(Long.valueOf(text(properties.get("tsunami"))));
            place.forEach(coordinate -> row.add(number(coordinate)));
            rows.put(text(quake.get("id")), row);
        }
        return rows;
    }

    private static TreeMap<String, List<Object>> rows(Datax datax) {
        TreeMap<String, List<Object>> rows = new TreeMap<>();
        try (TablestoreEmulator tablestore =
                TablestoreEmulator.in(datax.localData().resolve("tablestore")).start()) {
            SyncClient client = new SyncClient(tablestore.endpoint().toString(), "local", "local", "local");
            PrimaryKey next = key(PrimaryKeyValue.INF_MIN);
            while (next != null) {
                RangeRowQueryCriteria range = new RangeRowQueryCriteria("quakes");
                range.setInclusiveStartPrimaryKey(next);
                range.setExclusiveEndPrimaryKey(key(PrimaryKeyValue.INF_MAX));
                range.setMaxVersions(1);
                GetRangeResponse page = client.getRange(new GetRangeRequest(range));
                page.getRows().forEach(each -> rows.put(id(each), cells(each)));
                next = page.getNextStartPrimaryKey();
            }
            client.shutdown();
        }
        return rows;
    }

    private static String id(Row row) {
        return row.getPrimaryKey().getPrimaryKeyColumn(0).getValue().asString();
    }

    private static List<Object> cells(Row row) {
        List<Object> cells = new ArrayList<>();
        for (String each :
                List.of("title", "magnitude", "place", "time", "tsunami", "longitude", "latitude", "depth")) {
            var value = row.getLatestColumn(each) == null
                    ? null
                    : row.getLatestColumn(each).getValue();
            if (value == null) {
                cells.add(null);
                continue;
            }
            cells.add(
                    switch (value.getType()) {
                        case INTEGER -> value.asLong();
                        case DOUBLE -> value.asDouble();
                        default -> value.asString();
                    });
        }
        return cells;
    }

    private static PrimaryKey key(PrimaryKeyValue value) {
        return PrimaryKeyBuilder.createPrimaryKeyBuilder()
                .addPrimaryKeyColumn("id", value)
                .build();
    }

    private static String text(Json json) {
        return ((JsonScalar) json).text();
    }

    private static Double number(Json json) {
        JsonScalar scalar = (JsonScalar) json;
        return scalar.isNull() ? null : Double.valueOf(scalar.text());
    }
}
