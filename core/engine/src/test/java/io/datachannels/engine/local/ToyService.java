package io.datachannels.engine.local;

import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Reader;
import io.datachannels.spi.ReaderPlugin;
import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.SecretText;
import io.datachannels.spi.local.LocalServer;
import io.datachannels.spi.local.LocalService;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A local service that only notes what it is asked, in system properties, because it is loaded by a class loader of its own. */
public final class ToyService implements LocalService {
    static final String CALLS = "toy.calls";

    /** The parameters of toyreader, which it serves. */
    record Config(
            @Doc("Where.") @AlsoKnownAs("endPoint") String endpoint,

            @Doc("The key.") @AlsoKnownAs({"accessKeySecret", "secret"})
            SecretText accessKey,

            @Doc("The container.") String bucket) {}

    /** The plug-in that it serves. */
    static final class ToyReader implements ReaderPlugin<Config> {
        @Override
        public String name() {
            return "toyreader";
        }

        @Override
        public Class<Config> config() {
            return Config.class;
        }

        @Override
        public Reader open(Config config, JobContext job) {
            throw new JobFailure("not here", "");
        }
    }

    @Override
    public String name() {
        return "toystore";
    }

    @Override
    public String system() {
        return "toy";
    }

    @Override
    public LocalServer start(Path folder, int port, List<String> faults) {
        note("start " + folder.getFileName() + " " + port + " " + faults);
        return new Server();
    }

    static void note(String call) {
        System.setProperty(CALLS, System.getProperty(CALLS, "") + call + "\n");
    }

    private record Server() implements LocalServer {
        @Override
        public URI endpoint() {
            return URI.create("http://127.0.0.1:1");
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of("endpoint", "http://127.0.0.1:1", "accessKey", "local");
        }

        @Override
        public Map<String, String> defaults() {
            return Map.of("bucket", "local");
        }

        @Override
        public Set<String> unwanted() {
            return Set.of("ssl");
        }

        @Override
        public void admit(Map<String, String> parameter) {
            note("admit " + parameter.get("bucket"));
        }

        @Override
        public void put(String address, InputStream content) {}

        @Override
        public List<String> list(String address) {
            return List.of();
        }

        @Override
        public void show(String address, int rows, OutputStream out) {}

        @Override
        public void close() {
            note("close");
        }
    }
}
