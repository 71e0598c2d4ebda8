package io.datachannels.emulators.tablestore;

import static io.datachannels.emulators.tablestore.Rows.TABLE;
import static io.datachannels.emulators.tablestore.Rows.column;
import static io.datachannels.emulators.tablestore.Rows.key;
import static io.datachannels.emulators.tablestore.Rows.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.GetStreamRecordResponse;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.StreamRecord;
import com.alicloud.openservices.tablestore.model.StreamShard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shards that split and merge. */
class StreamShardsTest {
    private static final String INSTANCE = StreamReader.INSTANCE;

    @TempDir
    Path folder;

    private static PrimaryKeyValue at(String k) {
        return PrimaryKeyValue.fromString(k);
    }

    @Test
    void splitAndMergeCloseShardsAndBeginOthers() {
        MovedClock clock = new MovedClock();
        try (RunningEmulator running =
                new RunningEmulator(TablestoreEmulator.inMemory().clock(clock))) {
            SyncClient client = running.client();
            TablestoreEmulator emulator = running.emulator();
            StreamReader stream = new StreamReader(client);
            Rows.createTable(client);
            stream.enable();
            put(client, key("a", 1));
            put(client, key("z", 1));
            String before = stream.iterator(stream.shards().get(0));
            String open = stream.read(before, 10).getNextShardIterator();
            clock.move(Duration.ofHours(1));
            emulator.splitPartition(INSTANCE, TABLE, at("m"));
            put(client, key("a", 2));
            put(client, key("m", 2));

            List<StreamShard> shards = stream.shards();
            String parent = shards.get(0).getShardId();
            assertThat(shards).extracting(StreamShard::getParentId).containsExactly(null, parent, parent);
            assertThat(shards).extracting(StreamShard::getParentSiblingId).containsOnlyNulls();
            GetStreamRecordResponse end = stream.read(open, 10);
            assertThat(end.getRecords()).isEmpty();
            assertThat(end.getNextShardIterator()).isNull();
            assertThat(stream.read(before, 2).getNextShardIterator()).isNull();
            assertThat(stream.read(before, 1).getNextShardIterator()).isNotNull();
            assertThat(stream.readAll(stream.iterator(shards.get(1)), 10))
                    .extracting(StreamReader::key)
                    .containsExactly("a:2");
            assertThat(stream.readAll(stream.iterator(shards.get(2)), 10))
                    .extracting(StreamReader::key)
                    .containsExactly("m:2");

            clock.move(Duration.ofHours(1));
            emulator.mergePartitions(INSTANCE, TABLE, at("m"));
            put(client, key("z", 3));
            shards = stream.shards();
            assertThat(shards).hasSize(4);
            assertThat(shards.get(3).getParentId()).isEqualTo(shards.get(1).getShardId());
            assertThat(shards.get(3).getParentSiblingId())
                    .isEqualTo(shards.get(2).getShardId());
            assertThat(stream.readAll(stream.iterator(shards.get(3)), 10))
                    .extracting(StreamReader::key)
                    .containsExactly("z:3");

            clock.move(Duration.ofHours(23).plusMinutes(20));
            assertThat(stream.shards()).extracting(StreamShard::getShardId).doesNotContain(parent);
            clock.move(Duration.ofHours(2));
            assertThat(stream.shards())
                    .extracting(StreamShard::getShardId)
                    .containsExactly(shards.get(3).getShardId());
            emulator.splitPartition(INSTANCE, TABLE, at("q"));
            assertThat(stream.shards()).hasSize(3);
        }
    }

    @Test
    void tableCreatedWithPartitionsHasAShardForEach() {
        try (RunningEmulator running = RunningEmulator.withTable()) {
            StreamReader stream = new StreamReader(running.client());
            running.emulator().splitPartition(INSTANCE, TABLE, at("g"));
            running.emulator().splitPartition(INSTANCE, TABLE, at("p"));
            stream.enable();
            for (String k : List.of("a", "g", "o", "p", "z", "")) {
                put(running.client(), key(k, 1));
            }
            assertThat(stream.shards()).extracting(StreamShard::getParentId).containsOnlyNulls();
            assertThat(stream.shards().stream()
                            .map(shard -> stream.readAll(stream.iterator(shard), 10).stream()
                                    .map(StreamReader::key)
                                    .toList()))
                    .containsExactly(List.of("a:1", ":1"), List.of("g:1", "o:1"), List.of("p:1", "z:1"));
        }
    }

    /**
     * Four clients write 20,000 changes while shards split and merge; every change is in the stream once, in the order in which
     * the row had them, and the shards' places ascend.
     */
    @Test
    void nothingIsLostWhileShardsMove() throws Exception {
        try (RunningEmulator running = new RunningEmulator(TablestoreEmulator.in(folder))) {
            SyncClient client = running.client();
            Rows.createTable(client);
            StreamReader stream = new StreamReader(client);
            stream.enable();
            ExecutorService threads = Executors.newFixedThreadPool(4);
            List<Future<?>> writers = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                String name = "w" + t;
                writers.add(threads.submit(() -> write(client, name)));
            }
            String[] bounds = {"w05", "w1", "w15", "w2", "w25", "w3"};
            for (int i = 0; i < 60; i++) {
                String bound = bounds[i * 5 % bounds.length];
                if (i / bounds.length % 2 == 0) {
                    running.emulator().splitPartition(INSTANCE, TABLE, at(bound));
                } else {
                    running.emulator().mergePartitions(INSTANCE, TABLE, at(bound));
                }
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
            threads.shutdown();
            assertThat(stream.shards()).hasSize(1 + 30 * 2 + 30);
            assertEveryChangeIsThereOnce(stream.readAll());
            for (StreamShard shard : stream.shards()) {
                assertThat(stream.readAll(stream.iterator(shard), 100).stream().map(StreamRecord::getSequenceInfo))
                        .isSortedAccordingTo(StreamReader::compare)
                        .doesNotHaveDuplicates();
            }
        }
    }

    /** Changes each of 50 rows 100 times: every tenth change deletes the row, the others count in the column x. */
    private static void write(SyncClient client, String name) {
        for (long change = 0; change < 100; change++) {
            BatchWriteRowRequest batch = new BatchWriteRowRequest();
            for (int row = 0; row < 50; row++) {
                String k = name + row;
                batch.addRowChange(
                        change % 10 == 9
                                ? new RowDeleteChange(TABLE, key(k, row))
                                : Rows.row(key(k, row), column("x", change)));
            }
            assertThat(client.batchWriteRow(batch).isAllSucceed()).isTrue();
        }
    }

    private static void assertEveryChangeIsThereOnce(List<StreamRecord> records) {
        Map<String, Long> changes = new HashMap<>();
        for (StreamRecord record : records) {
            long change = changes.merge(StreamReader.key(record), 1L, Long::sum) - 1;
            if (change % 10 == 9) {
                assertThat(record.getRecordType()).isEqualTo(StreamRecord.RecordType.DELETE);
            } else {
                assertThat(record.getColumns().get(0).getColumn().getValue().asLong())
                        .isEqualTo(change);
            }
        }
        assertThat(changes).hasSize(200);
        assertThat(changes.values()).containsOnly(100L);
    }
}
