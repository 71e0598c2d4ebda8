package io.datachannels.emulators.tablestore;

import io.datachannels.emulators.http.Faults;
import io.datachannels.emulators.tablestore.store.Store;
import io.datachannels.emulators.tablestore.store.Table;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What an operation is served with.
 *
 * @param store all tables
 * @param instance whose tables the request is about
 * @param now the server's time when the request came, in milliseconds
 * @param clock the server's time
 * @param faults which rows of a batch to refuse
 * @param buffers for large answers
 */
record Call(Store store, String instance, long now, Clock clock, Faults faults, Buffers buffers) {
    /** The server's time in microseconds. */
    long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    /** The table, its name checked before it is looked for. */
    Table table(String name) {
        NameRules.checkTable(name);
        return store.table(instance, name);
    }
}
