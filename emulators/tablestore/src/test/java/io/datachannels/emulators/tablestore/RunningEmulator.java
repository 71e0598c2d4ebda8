package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.SyncClient;
import io.datachannels.emulators.http.Fault;
import java.time.Duration;

/** An emulator that has started, and a client of it. */
final class RunningEmulator implements AutoCloseable {
    private final TablestoreEmulator emulator;
    private final SyncClient client;

    RunningEmulator(TablestoreEmulator.Builder builder) {
        emulator = builder.start();
        // The SDK may take an answer that comes at once for a closed connection, and does not repeat a write.
        for (String write : new String[] {"PutRow", "UpdateRow", "DeleteRow", "BatchWriteRow", "BulkImport"}) {
            emulator.faults().add(Fault.latency(write, Duration.ofMillis(1)));
        }
        client = Rows.client(emulator);
    }

    /** One in memory without tables. */
    static RunningEmulator empty() {
        return new RunningEmulator(TablestoreEmulator.inMemory());
    }

    /** One in memory with the table of {@link Rows}. */
    static RunningEmulator withTable() {
        RunningEmulator running = empty();
        Rows.createTable(running.client);
        return running;
    }

    TablestoreEmulator emulator() {
        return emulator;
    }

    SyncClient client() {
        return client;
    }

    @Override
    public void close() {
        client.shutdown();
        emulator.close();
    }
}
