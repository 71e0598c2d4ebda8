package io.datachannels.emulators.maxcompute;

import io.datachannels.emulators.http.Faults;
import io.datachannels.emulators.http.LoopbackServer;
import io.datachannels.emulators.http.ServedFolder;
import io.datachannels.emulators.maxcompute.sql.SqlEngine;
import io.datachannels.emulators.maxcompute.store.Layout;
import io.datachannels.emulators.maxcompute.store.Store;
import io.datachannels.emulators.maxcompute.store.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** MaxCompute and its tunnel on 127.0.0.1, for the unmodified SDKs; its tables are plain files. */
public final class MaxComputeEmulator implements AutoCloseable {
    private final LoopbackServer server;
    private final Store store;
    private final Faults faults;
    private final ServedFolder folder;

    private MaxComputeEmulator(LoopbackServer server, Store store, Faults faults, ServedFolder folder) {
        this.server = server;
        this.store = store;
        this.faults = faults;
        this.folder = folder;
    }

    /** Tables are kept as {@code folder/PROJECT/SCHEMA/TABLE}, those that are there already too. */
    public static Builder in(Path folder) {
        return new Builder(folder);
    }

    /** Tables are kept in a temporary folder, which {@link #close} removes. */
    public static Builder inMemory() {
        return new Builder(null);
    }

    /** Where it listens, the tunnel too: {@code http://127.0.0.1:PORT}. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** The faults it shows; operations are named as the module's README lists them, {@code UploadBlock} and so on. */
    public Faults faults() {
        return faults;
    }

    /** The tables, to be looked at without a client. */
    public Store store() {
        return store;
    }

    /** Runs SQL statements in a project, as a SQL task does, and returns what the last one answers. */
    public String sql(String project, String statements) throws IOException {
        return new SqlEngine(store)
                .run(statements, project, TableName.DEFAULT_SCHEMA)
                .text();
    }

    /** Makes a project; no error if it is there. */
    public void createProject(String project) {
        try {
            store.createProject(project);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make project " + project, e);
        }
    }

    @Override
    public void close() {
        server.close();
        folder.close();
    }

    /** What an emulator is started with. */
    public static final class Builder {
        private static final String DEFAULT = "local";

        private final Path folder;
        private final Map<String, String> secrets = new LinkedHashMap<>();
        private int port;
        private Clock clock = Clock.systemUTC();

        private Builder(Path folder) {
            this.folder = folder;
        }

        /** Where to listen; 0, the default, picks a free port. */
        public Builder port(int port) {
            this.port = port;
            return this;
        }

        /** Adds an access key; without any, {@code local} with the secret {@code local} is one. */
        public Builder credentials(String id, String secret) {
            secrets.put(id, secret);
            return this;
        }

        /** Tells the time of tables, partitions and sessions. */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Starts it.
         *
         * @throws UncheckedIOException if the folder cannot be used or the port is taken
         * @throws IllegalStateException if another emulator serves the folder
         */
        public MaxComputeEmulator start() {
            return ServedFolder.serve(folder, Layout.LOCK, this::start);
        }

        private MaxComputeEmulator start(ServedFolder served) throws IOException {
            Layout layout = new Layout(served.root());
            layout.create();
            Store store = Store.in(layout, clock);
            Map<String, String> keys = secrets.isEmpty() ? Map.of(DEFAULT, DEFAULT) : secrets;
            Faults faults = new Faults();
            Authenticator authenticator = new Authenticator(keys);
            MaxComputeService service = new MaxComputeService(store, authenticator, faults, System.nanoTime());
            LoopbackServer server = LoopbackServer.start("maxcompute", port, service, faults);
            return new MaxComputeEmulator(server, store, faults, served);
        }
    }
}
