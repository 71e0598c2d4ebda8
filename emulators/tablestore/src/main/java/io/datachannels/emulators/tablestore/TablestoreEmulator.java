package io.datachannels.emulators.tablestore;

import io.datachannels.emulators.http.Faults;
import io.datachannels.emulators.http.LoopbackServer;
import io.datachannels.emulators.tablestore.store.Store;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
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
    private final Faults faults;
    private final LoopbackServer server;

    private TablestoreEmulator(Store store, Faults faults, LoopbackServer server) {
        this.store = store;
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

    /** The names of the instance's tables, sorted; none if the instance has never been used. */
    public List<String> tables(String instance) {
        return store.tables(instance);
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
            Store store = folder == null ? Store.inMemory() : Store.open(folder);
            try {
                Faults faults = new Faults();
                Gatekeeper gatekeeper = new Gatekeeper(secrets.isEmpty() ? Map.of("local", "local") : secrets);
                TablestoreService service =
                        new TablestoreService(gatekeeper, new Operations(store, faults, clock, missing));
                return new TablestoreEmulator(store, faults, LoopbackServer.start("tablestore", port, service, faults));
            } catch (RuntimeException e) {
                store.close();
                throw e;
            }
        }
    }
}
