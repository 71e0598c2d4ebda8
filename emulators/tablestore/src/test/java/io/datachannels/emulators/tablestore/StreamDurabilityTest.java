package io.datachannels.emulators.tablestore;

import static io.datachannels.emulators.tablestore.Rows.TABLE;
import static io.datachannels.emulators.tablestore.Rows.column;
import static io.datachannels.emulators.tablestore.Rows.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.ClientConfiguration;
import com.alicloud.openservices.tablestore.ClientException;
import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.DefaultRetryStrategy;
import com.alicloud.openservices.tablestore.model.GetStreamRecordResponse;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.RangeIteratorParameter;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.StreamRecord;
import com.alicloud.openservices.tablestore.model.StreamShard;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream and its table after the process has been killed, and after a restart in order. */
class StreamDurabilityTest {
    @TempDir
    Path folder;

    @Test
    void streamSurvivesARestart() {
        List<StreamShard> shards = new ArrayList<>();
        List<String> iterators = new ArrayList<>();
        try (RunningEmulator running = new RunningEmulator(TablestoreEmulator.in(folder))) {
            Rows.createTable(running.client());
            StreamReader stream = new StreamReader(running.client());
            stream.enable("x");
            Rows.put(running.client(), key("a", 1), column("x", 1L));
            running.emulator().splitPartition(StreamReader.INSTANCE, TABLE, PrimaryKeyValue.fromString("m"));
            Rows.put(running.client(), key("a", 1), column("x", 2L));
            Rows.put(running.client(), key("z", 1), column("x", 3L));
            shards.addAll(stream.shards());
            iterators.add(stream.read(stream.iterator(shards.get(1)), 10).getNextShardIterator());
        }
        try (RunningEmulator running = new RunningEmulator(TablestoreEmulator.in(folder))) {
            StreamReader stream = new StreamReader(running.client());
            assertThat(stream.shards()).hasToString(shards.toString());
            Rows.put(running.client(), key("a", 2), column("x", 4L));
            assertThat(stream.readAll(iterators.get(0), 10))
                    .extracting(StreamReader::text)
                    .containsExactly("PUT a:2 x=4");
            assertThat(stream.readAll())
                    .extracting(StreamReader::text)
                    .containsExactly("PUT a:1 x=1", "PUT a:1 x=2 was x=1", "PUT a:2 x=4", "PUT z:1 x=3");
        }
    }

    /**
     * Four clients change rows until the process is killed, three times; one reads the stream meanwhile and goes on behind what
     * it read. What it read, applied in order, is the table; what was acknowledged is there.
     */
    @Test
    void rowsAndStreamAgreeAfterKill() throws Exception {
        Map<String, Long> acknowledged = new HashMap<>();
        Follower follower = new Follower();
        for (int round = 0; round < 3; round++) {
            try (EmulatorProcess process = EmulatorProcess.start(folder)) {
                changeUntilKilled(process, round, acknowledged, follower);
            }
        }
        try (RunningEmulator running = new RunningEmulator(TablestoreEmulator.in(folder))) {
            StreamReader stream = new StreamReader(running.client());
            follower.follow(stream);
            Map<String, Long> table = new TreeMap<>();
            RangeIteratorParameter all = new RangeIteratorParameter(Rows.range(Rows.first(), Rows.last()));
            running.client()
                    .createRangeIterator(all)
                    .forEachRemaining(row -> table.put(
                            Rows.keyText(row),
                            row.getLatestColumn("x").getValue().asLong()));
            assertThat(follower.table).isEqualTo(table);
            Map<String, Long> applied = new TreeMap<>();
            List<StreamRecord> again = stream.readAll();
            again.forEach(record -> apply(record, applied));
            assertThat(applied).isEqualTo(table);
            assertThat(again).hasSize(follower.records);
            assertThat(acknowledged).hasSizeGreaterThan(1_000);
            acknowledged.forEach((key, x) ->
                    assertThat(follower.seen.getOrDefault(key, -1L)).as(key).isGreaterThanOrEqualTo(x));
        }
    }

    private static void changeUntilKilled(
            EmulatorProcess process, int round, Map<String, Long> acknowledged, Follower follower) throws Exception {
        SyncClient client = Rows.client(process.endpoint());
        if (round == 0) {
            Rows.createTable(client);
            new StreamReader(client).enable();
        }
        CountDownLatch enough = new CountDownLatch(120);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            String name = "w" + t;
            threads.add(new Thread(() -> change(client, name, round, acknowledged, enough)));
        }
        AtomicBoolean killed = new AtomicBoolean();
        ClientConfiguration impatient = new ClientConfiguration();
        impatient.setRetryStrategy(new DefaultRetryStrategy(100, TimeUnit.MILLISECONDS));
        SyncClient reader =
                new SyncClient(process.endpoint().toString(), "local", "local", StreamReader.INSTANCE, impatient);
        threads.add(new Thread(() -> {
            while (!killed.get()) {
                try {
                    follower.follow(new StreamReader(reader));
                } catch (ClientException e) {
                    assertThat(killed).isTrue();
                }
            }
        }));
        threads.forEach(Thread::start);
        enough.await();
        killed.set(true);
        process.kill();
        for (Thread thread : threads) {
            thread.join();
        }
        client.shutdown();
        reader.shutdown();
    }

    /** Writes batches of rows, x counting up, and deletes every fifth again with the next batch. */
    private static void change(
            SyncClient client, String name, int round, Map<String, Long> acknowledged, CountDownLatch enough) {
        for (long batch = 0; ; batch++) {
            BatchWriteRowRequest request = new BatchWriteRowRequest();
            Map<String, Long> written = new HashMap<>();
            long x = round * 1_000_000L + batch;
            for (long n = 0; n < 100; n++) {
                if (n % 5 == 0 && batch % 2 == 1) {
                    request.addRowChange(new RowDeleteChange(TABLE, key(name, n)));
                } else {
                    request.addRowChange(Rows.row(key(name, n + batch % 10 * 100), column("x", x)));
                    written.put(name + ":" + (n + batch % 10 * 100), x);
                }
            }
            try {
                assertThat(client.batchWriteRow(request).isAllSucceed()).isTrue();
            } catch (ClientException e) {
                if (enough.getCount() == 0) {
                    return;
                }
                continue;
            }
            synchronized (acknowledged) {
                acknowledged.putAll(written);
            }
            enough.countDown();
        }
    }

    private static void apply(StreamRecord record, Map<String, Long> table) {
        String key = StreamReader.key(record);
        if (record.getRecordType() == StreamRecord.RecordType.DELETE) {
            table.remove(key);
        } else {
            table.put(key, record.getColumns().get(0).getColumn().getValue().asLong());
        }
    }

    /** Reads the one shard from where it was, and applies what it reads. */
    private static final class Follower {
        private final Map<String, Long> table = new TreeMap<>();
        private final Map<String, Long> seen = new HashMap<>();
        private int records;
        private String iterator;

        void follow(StreamReader stream) {
            if (iterator == null) {
                iterator = stream.iterator(stream.shards().get(0));
            }
            GetStreamRecordResponse page;
            do {
                page = stream.read(iterator, 1000);
                iterator = page.getNextShardIterator();
                for (StreamRecord record : page.getRecords()) {
                    records++;
                    apply(record, table);
                    if (record.getRecordType() == StreamRecord.RecordType.PUT) {
                        seen.put(
                                StreamReader.key(record),
                                record.getColumns()
                                        .get(0)
                                        .getColumn()
                                        .getValue()
                                        .asLong());
                    }
                }
            } while (!page.getRecords().isEmpty());
        }
    }
}
