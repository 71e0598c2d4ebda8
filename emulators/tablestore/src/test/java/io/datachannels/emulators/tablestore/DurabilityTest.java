package io.datachannels.emulators.tablestore;

import static io.datachannels.emulators.tablestore.Rows.TABLE;
import static io.datachannels.emulators.tablestore.Rows.column;
import static io.datachannels.emulators.tablestore.Rows.get;
import static io.datachannels.emulators.tablestore.Rows.key;
import static io.datachannels.emulators.tablestore.Rows.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.ClientException;
import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.DeleteRowRequest;
import com.alicloud.openservices.tablestore.model.DeleteTableRequest;
import com.alicloud.openservices.tablestore.model.RangeIteratorParameter;
import com.alicloud.openservices.tablestore.model.Row;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.TableOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurabilityTest {
    @TempDir
    Path folder;

    @Test
    void everythingIsThereAfterARestart() {
        withClient(client -> {
            Rows.createTable(client);
            Rows.createTable(client, "gone", new TableOptions(-1, 1));
            put(client, key("a", 1), column("x", 1L));
            put(client, key("b", 2), column("x", 2L));
            client.deleteRow(new DeleteRowRequest(new RowDeleteChange(TABLE, key("b", 2))));
            client.deleteTable(new DeleteTableRequest("gone"));
        });
        for (int i = 0; i < 2; i++) {
            withClient(client -> {
                assertThat(client.listTable().getTableNames()).containsExactly(TABLE);
                assertThat(Rows.cells(get(client, key("a", 1)))).containsExactly("x=1");
                assertThat(get(client, key("b", 2))).isNull();
            });
        }
    }

    @Test
    void everyAcknowledgedRowSurvivesKill() throws Exception {
        Map<String, Long> acknowledged = new HashMap<>();
        for (int round = 0; round < 2; round++) {
            try (EmulatorProcess process = EmulatorProcess.start(folder)) {
                writeUntilKilled(process, round, acknowledged);
            }
        }
        assertThat(acknowledged).hasSizeGreaterThan(3_000);
        withClient(client -> {
            Map<String, Long> found = new HashMap<>();
            RangeIteratorParameter all = new RangeIteratorParameter(Rows.range(Rows.first(), Rows.last()));
            client.createRangeIterator(all)
                    .forEachRemaining(row -> found.put(
                            Rows.keyText(row),
                            row.getLatestColumn("x").getValue().asLong()));
            assertThat(found).containsAllEntriesOf(acknowledged);
        });
    }

    /** Four threads write batches of new rows and overwrite old ones; the process is killed in their midst. */
    private static void writeUntilKilled(EmulatorProcess process, int round, Map<String, Long> acknowledged)
            throws InterruptedException {
        SyncClient client = Rows.client(process.endpoint());
        if (round == 0) {
            Rows.createTable(client);
        }
        CountDownLatch enough = new CountDownLatch(40);
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            String name = "w" + t;
            Thread thread = new Thread(() -> write(client, name, round, acknowledged, enough));
            thread.start();
            threads.add(thread);
        }
        enough.await();
        process.kill();
        for (Thread thread : threads) {
            thread.join();
        }
        client.shutdown();
    }

    private static void write(
            SyncClient client, String name, int round, Map<String, Long> acknowledged, CountDownLatch enough) {
        for (long batch = 0; ; batch++) {
            BatchWriteRowRequest request = new BatchWriteRowRequest();
            Map<String, Long> written = new HashMap<>();
            for (long i = 0; i < 100; i++) {
                long n = (round * 50L + batch) * 100 + i;
                request.addRowChange(Rows.row(key(name, n), column("x", n * 10 + round)));
                written.put(name + ":" + n, n * 10 + round);
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

    @Test
    void anEntryCutOffAtTheEndOfTheLogIsDropped() throws Exception {
        try (EmulatorProcess process = EmulatorProcess.start(folder)) {
            SyncClient client = Rows.client(process.endpoint());
            Rows.createTable(client);
            put(client, key("a", 1), column("x", 1L));
            process.kill();
            client.shutdown();
        }
        Path log;
        try (Stream<Path> files = Files.list(folder)) {
            log = files.filter(file -> file.getFileName().toString().startsWith("log."))
                    .max(java.util.Comparator.comparing(Path::toString))
                    .orElseThrow();
        }
        Files.write(log, new byte[] {100, 0, 0, 0, 1, 2, 3, 4, 5, 6}, StandardOpenOption.APPEND);
        withClient(client -> {
            Row row = get(client, key("a", 1));
            assertThat(Rows.cells(row)).containsExactly("x=1");
            put(client, key("a", 2));
        });
        withClient(client -> assertThat(get(client, key("a", 2))).isNotNull());
    }

    @Test
    void aFolderInUseIsNamed() throws Exception {
        try (EmulatorProcess process = EmulatorProcess.start(folder)) {
            assertThat(process.endpoint()).isNotNull();
            assertThatThrownBy(() -> TablestoreEmulator.in(folder).start())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(folder + " is in use by another process");
        }
    }

    @Test
    void logsAreDroppedWhenTheStoreIsClosed() throws IOException {
        withClient(Rows::createTable);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("rows.mv");
        }
    }

    private void withClient(java.util.function.Consumer<SyncClient> use) {
        try (RunningEmulator running = new RunningEmulator(TablestoreEmulator.in(folder))) {
            use.accept(running.client());
        }
    }
}
