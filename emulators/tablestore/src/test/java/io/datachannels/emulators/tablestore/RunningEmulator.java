package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.SyncClient;

/** An emulator that has started, and a client of it. */
final class RunningEmulator implements AutoCloseable {
    private final TablestoreEmulator emulator;
    private final SyncClient client;

    RunningEmulator(TablestoreEmulator.Builder builder) {
        emulator = builder.start();
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
