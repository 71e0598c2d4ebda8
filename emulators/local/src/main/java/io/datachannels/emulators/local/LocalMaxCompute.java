package io.datachannels.emulators.local;

import io.datachannels.emulators.maxcompute.MaxComputeEmulator;
import io.datachannels.emulators.maxcompute.store.ServiceError;
import io.datachannels.emulators.maxcompute.store.TableName;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.local.LocalServer;
import io.datachannels.spi.local.LocalService;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** MaxCompute on this machine; its addresses are {@code odps://project/table} and {@code odps://project/schema.table}. */
public final class LocalMaxCompute implements LocalService {
    private static final String PROJECT = "local";

    @Override
    public String name() {
        return "maxcompute";
    }

    @Override
    public String system() {
        return "odps";
    }

    @Override
    public LocalServer start(Path folder, int port, List<String> faults) {
        return new Server(Starting.of(name(), folder, faults, () -> start(folder, port), MaxComputeEmulator::faults));
    }

    private static MaxComputeEmulator start(Path folder, int port) {
        MaxComputeEmulator emulator = MaxComputeEmulator.in(folder).port(port).start();
        try {
            emulator.createProject(PROJECT);
            return emulator;
        } catch (RuntimeException e) {
            emulator.close();
            throw e;
        }
    }

    private record Server(MaxComputeEmulator emulator) implements LocalServer {
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
            return Map.of("project", PROJECT);
        }

        /** The emulator says itself where its tunnel is. */
        @Override
        public Set<String> unwanted() {
            return Set.of("tunnelEndpoint", "tunnelServer", "tunnelQuota");
        }

        @Override
        public void admit(Map<String, String> parameter) {
            emulator.createProject(parameter.get("project"));
        }

        @Override
        public void put(String address, InputStream content) {
            throw new JobFailure(
                    address + " is no object", "Make a table and fill it with: local sql \"create table …\"");
        }

        @Override
        public String sql(String address, String statements) throws IOException {
            String project = Place.of(address).container();
            emulator.createProject(project);
            try {
                return emulator.sql(project, statements);
            } catch (ServiceError e) {
                throw new JobFailure(e.getMessage(), "local sql --help says which statements there are.", e);
            }
        }

        @Override
        public List<String> list(String address) throws IOException {
            List<String> lines = new ArrayList<>();
            for (String project : emulator.store().projects()) {
                for (String schema : emulator.store().schemas(project)) {
                    for (TableName name : emulator.store().tables(project, schema)) {
                        LocalOdpsTable table = new LocalOdpsTable(emulator.store(), name);
                        if (table.address().startsWith(address)) {
                            lines.add(table.line());
                        }
                    }
                }
            }
            return lines;
        }

        @Override
        public void show(String address, int rows, OutputStream out) throws IOException {
            Place place = Place.of(address);
            int dot = place.name().indexOf('.');
            TableName name = new TableName(
                    place.container(),
                    dot < 0 ? null : place.name().substring(0, dot),
                    place.name().substring(dot + 1));
            if (!emulator.store().hasTable(name)) {
                throw new JobFailure("there is no table " + address, "See what there is with: local ls");
            }
            PrintStream print = new PrintStream(out, false, StandardCharsets.UTF_8);
            new LocalOdpsTable(emulator.store(), name).show(rows, print);
            print.flush();
        }

        @Override
        public void close() {
            emulator.close();
        }
    }
}
