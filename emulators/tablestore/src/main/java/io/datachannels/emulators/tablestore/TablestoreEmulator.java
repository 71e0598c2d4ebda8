package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import io.datachannels.emulators.http.Faults;
import io.datachannels.emulators.http.LoopbackServer;
import io.datachannels.emulators.tablestore.plainbuffer.Value;
import io.datachannels.emulators.tablestore.store.Store;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A Tablestore server on loopback for the unmodified SDKs. Instances need not be created: any name is one. What it does not
 * do as the service does is listed in the module's README.
 */
public final class TablestoreEmulator implements AutoCloseable {
    private final Store store;
    private final Clock clock;
    private final Faults faults;
    private final LoopbackServer server;

    private TablestoreEmulator(Store store, Clock clock, Faults faults, LoopbackServer server) {
        this.store = store;
        this.clock = clock;
        this.faults = faults;
        this.server = server;
    }

    /** Keeps the data in memory; it is gone when the emulator is closed. */
    public static Builder inMemory() {
        return new Builder(null);
    }

    /** Keeps the data in this folder, which is made if it is not there. */
    public static Builder in(Path folder) {
        return new Builder(folder);
    }

    /** Where it listens: {@code http://127.0.0.1:PORT}. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** The faults it shows; operations are named as in the protocol, for example {@code GetRange}. */
    public Faults faults() {
        return faults;
    }

    /** The instances that have tables, sorted. */
    public List<String> instances() {
        return store.instances();
    }

    /** The names of the instance's tables, time series tables too, sorted; none if the instance has never been used. */
    public List<String> tables(String instance) {
        return store.tables(instance).stream()
                .filter(name -> !TimeseriesTables.isHidden(name))
                .toList();
    }

    /**
     * Splits the partition of a table that has the value, while clients read and write; rows with the value come into the second
     * one. If the table has a stream, the partition's shard is closed and two others begin.
     *
     * @param at a value of the first key column
     * @throws IllegalArgumentException if the value is of another type than the column, or partitions meet there already
     */
    public void splitPartition(String instance, String table, PrimaryKeyValue at) {
        store.define(instance, table, before -> Partitions.split(before, value(at), micros()));
    }

    /**
     * Merges the two partitions of a table that meet at the value, while clients read and write. If the table has a stream, their
     * shards are closed and another one begins.
     *
     * @param at a value at which the table was split, or one of those with which it was created
     * @throws IllegalArgumentException if no partitions meet there
     */
    public void mergePartitions(String instance, String table, PrimaryKeyValue at) {
        store.define(instance, table, before -> Partitions.merge(before, value(at), micros()));
    }

    /** Trims what was written to a table's stream before that time, as if it had been kept for long enough. */
    public void trimStream(String instance, String table, Instant before) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, before);
        store.define(
                instance,
                table,
                definition -> definition.with(
                        definition.description(), definition.shards().trimmed(micros)));
    }

    private long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    private static Value value(PrimaryKeyValue value) {
        return switch (value.getType()) {
            case INTEGER -> Value.of(value.asLong());
            case STRING -> Value.of(value.asString());
            case BINARY -> Value.of(value.asBinary());
            default -> throw new IllegalArgumentException("not a key's value: " + value);
        };
    }

    /** Ends the calls under way and closes the data. Data in a folder also survives when this is not called. */
    @Override
    public void close() {
        try {
            server.close();
        } finally {
            store.close();
        }
    }

    /** How the emulator is to be. */
    public static final class Builder {
        private final Path folder;
        private final Map<String, String> secrets = new LinkedHashMap<>();
        private final Set<String> missing = new HashSet<>();
        private int port;
        private Clock clock = Clock.systemUTC();

        private Builder(Path folder) {
            this.folder = folder;
        }

        /** The port to listen on; 0, the default, picks a free one. */
        public Builder port(int newPort) {
            port = newPort;
            return this;
        }

        /** Admits an access key; may be called several times. If it is not called, it is {@code local}, {@code local}. */
        public Builder credentials(String id, String secret) {
            secrets.put(id, secret);
            return this;
        }

        /** Leaves an operation out: it is answered as one that the service does not know. */
        public Builder without(String operation) {
            missing.add(operation);
            return this;
        }

        /**
         * Where row timestamps, time to live and creation times come from; the system's clock if it is not set. The dates of
         * requests are compared with the system's clock in any case.
         */
        public Builder clock(Clock newClock) {
            clock = newClock;
            return this;
        }

        /**
         * Starts the emulator.
         *
         * @throws IllegalStateException if another process has opened the folder
         * @throws java.io.UncheckedIOException if the folder cannot be used or the port is taken
         */
        public TablestoreEmulator start() {
            Store store = folder == null ? Store.inMemory(clock) : Store.open(folder, clock);
            try {
                Faults faults = new Faults();
                Gatekeeper gatekeeper = new Gatekeeper(secrets.isEmpty() ? Map.of("local", "local") : secrets);
                TablestoreService service =
                        new TablestoreService(gatekeeper, new Operations(store, faults, clock, missing));
                return new TablestoreEmulator(
                        store, clock, faults, LoopbackServer.start("tablestore", port, service, faults));
            } catch (RuntimeException e) {
                store.close();
                throw e;
            }
        }
    }
}
