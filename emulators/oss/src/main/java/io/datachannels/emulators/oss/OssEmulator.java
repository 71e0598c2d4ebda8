package io.datachannels.emulators.oss;

import io.datachannels.emulators.http.Faults;
import io.datachannels.emulators.http.LoopbackServer;
import io.datachannels.emulators.http.ServedFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** OSS on 127.0.0.1, for the unmodified SDKs; its objects are plain files. */
public final class OssEmulator implements AutoCloseable {
    private final LoopbackServer server;
    private final ObjectStore store;
    private final Faults faults;
    private final ServedFolder folder;

    private OssEmulator(LoopbackServer server, ObjectStore store, Faults faults, ServedFolder folder) {
        this.server = server;
        this.store = store;
        this.faults = faults;
        this.folder = folder;
    }

    /** Objects are the files {@code folder/BUCKET/KEY}, those that are there already too. */
    public static Builder in(Path folder) {
        return new Builder(folder);
    }

    /** Objects are kept in a temporary folder, which {@link #close} removes. */
    public static Builder inMemory() {
        return new Builder(null);
    }

    /** Where it listens: {@code http://127.0.0.1:PORT}. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** The faults it shows; operations are named as in the service's API, {@code PutObject} and so on. */
    public Faults faults() {
        return faults;
    }

    /** The objects, to be looked at without a client. */
    public ObjectStore store() {
        return store;
    }

    /** Makes a bucket; no error if it is there. */
    public void createBucket(String bucket) {
        try {
            store.createBucket(bucket);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make bucket " + bucket, e);
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

        /** Tells objects' times and whether a request is of now: clients more than 15 minutes off it are refused. */
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
        public OssEmulator start() {
            return ServedFolder.serve(folder, Layout.LOCK, this::start);
        }

        private OssEmulator start(ServedFolder served) throws IOException {
            ObjectStore store = ObjectStore.in(served.root(), clock);
            ServedFolder.delete(store.layout().spare());
            store.layout().create();
            Map<String, String> keys = secrets.isEmpty() ? Map.of(DEFAULT, DEFAULT) : secrets;
            Faults faults = new Faults();
            Authenticator authenticator = new Authenticator(keys, clock);
            OssService service = new OssService(store, authenticator, faults, System.nanoTime());
            LoopbackServer server = LoopbackServer.start("oss", port, service, faults);
            return new OssEmulator(server, store, faults, served);
        }
    }
}
