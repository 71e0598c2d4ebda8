package io.datachannels.emulators.local;

import io.datachannels.emulators.oss.ListPage;
import io.datachannels.emulators.oss.ObjectInfo;
import io.datachannels.emulators.oss.ObjectStore;
import io.datachannels.emulators.oss.OssEmulator;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.local.LocalServer;
import io.datachannels.spi.local.LocalService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** OSS on this machine; its addresses are {@code oss://bucket/key}. */
public final class LocalOss implements LocalService {
    private static final String BUCKET = "local";

    @Override
    public String name() {
        return "oss";
    }

    @Override
    public String system() {
        return "oss";
    }

    @Override
    public LocalServer start(Path folder, int port, List<String> faults) {
        return new Server(Starting.of(name(), folder, faults, () -> start(folder, port), OssEmulator::faults));
    }

    private static OssEmulator start(Path folder, int port) {
        OssEmulator emulator = OssEmulator.in(folder).port(port).start();
        try {
            emulator.createBucket(BUCKET);
            return emulator;
        } catch (RuntimeException e) {
            emulator.close();
            throw e;
        }
    }

    private record Server(OssEmulator emulator) implements LocalServer {
        @Override
        public URI endpoint() {
            return emulator.endpoint();
        }

        @Override
        public Map<String, String> parameters() {
            return Starting.parameters(endpoint());
        }

        @Override
        public Map<String, String> defaults() {
            return Map.of("bucket", BUCKET);
        }

        @Override
        public void admit(Map<String, String> parameter) {
            try {
                emulator.createBucket(parameter.get("bucket"));
            } catch (RuntimeException e) {
                throw new JobFailure(
                        "bucket " + parameter.get("bucket") + " cannot be made: " + e.getMessage(),
                        "Name a bucket of 3 to 63 lower-case letters, digits and dashes.",
                        e);
            }
        }

        @Override
        public void put(String address, InputStream content) throws IOException {
            Place place = Place.of(address);
            admit(Map.of("bucket", place.container()));
            store().put(place.container(), place.name(), content, Map.of());
        }

        @Override
        public List<String> list(String address) throws IOException {
            List<String> lines = new ArrayList<>();
            if (address.isEmpty()) {
                for (var bucket : store().buckets()) {
                    list(bucket.name(), "", lines);
                }
            } else {
                Place place = Place.of(address);
                requireBucket(place.container());
                list(place.container(), place.name(), lines);
            }
            return lines;
        }

        @Override
        public void show(String address, int rows, OutputStream out) throws IOException {
            Place place = Place.of(address);
            requireBucket(place.container());
            if (store().find(place.container(), place.name()).isEmpty()) {
                throw new JobFailure("there is no object " + address, "See what there is with: local ls");
            }
            try (InputStream in = store().open(place.container(), place.name())) {
                in.transferTo(out);
            }
        }

        @Override
        public void close() {
            emulator.close();
        }

        private void list(String bucket, String prefix, List<String> lines) throws IOException {
            String after = "";
            do {
                ListPage page = store().list(bucket, prefix, "", after);
                for (ObjectInfo each : page.objects()) {
                    lines.add(String.format(
                            Locale.ROOT,
                            "oss://%s/%s  %,d bytes  %s",
                            bucket,
                            each.key(),
                            each.size(),
                            each.modified()));
                }
                after = page.next();
            } while (after != null && !after.isEmpty());
        }

        private void requireBucket(String bucket) {
            if (!store().hasBucket(bucket)) {
                throw new JobFailure("there is no bucket " + bucket, "See what there is with: local ls");
            }
        }

        private ObjectStore store() {
            return emulator.store();
        }
    }
}
