package io.datachannels.emulators.local;

import io.datachannels.emulators.tablestore.TablestoreEmulator;
import io.datachannels.spi.local.LocalServer;
import io.datachannels.spi.local.LocalService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Tablestore on this machine; its addresses are {@code ots://instance/table}. */
public final class LocalTablestore implements LocalService {
    private static final String INSTANCE = "local";

    @Override
    public String name() {
        return "tablestore";
    }

    @Override
    public String system() {
        return "ots";
    }

    @Override
    public LocalServer start(Path folder, int port, List<String> faults) {
        return new Server(Starting.of(
                name(),
                folder,
                faults,
                () -> TablestoreEmulator.in(folder).port(port).start(),
                TablestoreEmulator::faults));
    }

    private record Server(TablestoreEmulator emulator) implements LocalServer {
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
            return Map.of("instanceName", INSTANCE);
        }

        @Override
        public void admit(Map<String, String> parameter) {
            // any instance name will do
        }

        @Override
        public void put(String address, InputStream content) throws IOException {
            Place place = Place.of(address);
            try (LocalTables tables = new LocalTables(endpoint(), place.container())) {
                tables.create(place.name(), content);
            }
        }

        @Override
        public List<String> list(String address) {
            List<String> lines = new ArrayList<>();
            for (String instance : emulator.instances()) {
                for (String table : emulator.tables(instance)) {
                    String each = "ots://" + instance + "/" + table;
                    if (each.startsWith(address)) {
                        lines.add(each);
                    }
                }
            }
            return lines;
        }

        @Override
        public void show(String address, int rows, OutputStream out) throws IOException {
            Place place = Place.of(address);
            try (LocalTables tables = new LocalTables(endpoint(), place.container())) {
                tables.show(place.name(), rows, out);
            }
        }

        @Override
        public void close() {
            emulator.close();
        }
    }
}
