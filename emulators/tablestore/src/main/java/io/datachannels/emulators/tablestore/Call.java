package io.datachannels.emulators.tablestore;

import io.datachannels.emulators.http.Faults;
import io.datachannels.emulators.tablestore.store.Store;
import io.datachannels.emulators.tablestore.store.Table;
import io.datachannels.emulators.tablestore.store.TableDefinition;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What an operation is served with.
 *
 * @param store all tables
 * @param instance whose tables the request is about
 * @param operation the operation's name
 * @param now the server's time when the request came, in milliseconds
 * @param clock the server's time
 * @param faults which rows of a batch to refuse
 * @param buffers for large answers
 */
record Call(Store store, String instance, String operation, long now, Clock clock, Faults faults, Buffers buffers) {
    /** The server's time in microseconds. */
    long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    /**
     * The table of rows, its name checked before it is looked for.
     *
     * @throws ServiceException if it is a time series table
     */
    Table table(String name) {
        Table table = anyTable(name);
        if (table.definition().timeseries() != null) {
            throw notForTimeseries(name);
        }
        return table;
    }

    ServiceException notForTimeseries(String table) {
        return ServiceException.invalid("Table [" + table + "] is a timeseries table, not support " + operation);
    }

    /** The time series table, its name checked before it is looked for. */
    Table timeseries(String name) {
        Table table = anyTable(name);
        if (table.definition().timeseries() == null) {
            throw ServiceException.invalid("Table [" + name + "] is not a timeseries table, not support " + operation);
        }
        return table;
    }

    /**
     * To be called once for each row of a batch.
     *
     * @throws ServiceException if a fault says so
     */
    void refuseRowIfTold() {
        faults.rowRefusal(operation).ifPresent(refusal -> {
            throw ServiceException.invalid("Refused as told.").told(refusal);
        });
    }

    /** The table of either kind, its name checked before it is looked for. */
    Table anyTable(String name) {
        NameRules.checkTable(name);
        return store.table(instance, name);
    }

    /** The instance's tables that clients know of, by name. */
    List<TableDefinition> tables() {
        return store.definitions(instance).stream()
                .filter(table -> !TimeseriesTables.isHidden(table.name()))
                .toList();
    }
}
