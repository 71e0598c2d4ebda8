package io.datachannels.engine.cli;

import io.datachannels.engine.local.LocalServices;
import io.datachannels.spi.JobFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datax local create-table}: makes a local Tablestore table. */
@Command(name = "create-table", description = "Makes a local Tablestore table.", mixinStandardHelpOptions = true)
final class LocalCreateTableCommand implements Callable<Integer> {
    private final Installation installation;

    @Mixin
    private LocalFolder folder;

    @Parameters(paramLabel = "NAME", description = "The table's name.")
    private String name;

    @Option(
            names = "--key",
            split = ",",
            paramLabel = "NAME:TYPE",
            description =
                    "The primary key's columns in order; types STRING, INTEGER, BINARY. For example state:STRING,id:INTEGER")
    private List<String> key;

    @Option(
            names = "--auto-increment",
            paramLabel = "NAME",
            description = "The key column whose values the service gives.")
    private String autoIncrement;

    @Option(names = "--stream", paramLabel = "HOURS", description = "Keep a stream of changes for that long, 1 to 168.")
    private Integer streamHours;

    @Option(names = "--timeseries", description = "Make a time series table, which has its own key and stream.")
    private boolean timeseries;

    @Option(
            names = "--instance",
            paramLabel = "I",
            defaultValue = "local",
            description = "The instance (default: local).")
    private String instance;

    LocalCreateTableCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException {
        String address = "ots://" + instance + "/" + name;
        String description = timeseries ? timeseries() : rows();
        try (LocalServices services = folder.services(installation)) {
            services.forSystem("ots")
                    .put(address, new ByteArrayInputStream(description.getBytes(StandardCharsets.UTF_8)));
        }
        System.out.println("Made " + address);
        return 0;
    }

    private String rows() {
        if (key == null) {
            throw new JobFailure("--key is missing", "Name the primary key's columns, or give --timeseries.");
        }
        return "key=" + String.join(",", key)
                + (autoIncrement == null ? "" : "\nautoIncrement=" + autoIncrement)
                + (streamHours == null ? "" : "\nstreamHours=" + streamHours);
    }

    private String timeseries() {
        if (key != null || autoIncrement != null || streamHours != null) {
            throw new JobFailure(
                    "--timeseries goes with none of --key, --auto-increment and --stream",
                    "Leave those out: a time series table has its own key and stream.");
        }
        return "timeseries=true";
    }
}
