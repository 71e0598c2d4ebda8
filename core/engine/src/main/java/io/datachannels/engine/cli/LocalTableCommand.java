package io.datachannels.engine.cli;

import io.datachannels.engine.local.LocalServices;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datax local table}: shows a local table. */
@Command(
        name = "table",
        description = "Shows a local table: its schema, how many rows it has, and the first of them.",
        mixinStandardHelpOptions = true)
final class LocalTableCommand implements Callable<Integer> {
    private final Installation installation;

    @Mixin
    private LocalFolder folder;

    @Parameters(paramLabel = "NAME", description = "A Tablestore table, or odps://project/table.")
    private String name;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many rows (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--instance",
            paramLabel = "I",
            defaultValue = "local",
            description = "The Tablestore instance (default: local).")
    private String instance;

    LocalTableCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException {
        String address = name.contains("://") ? name : "ots://" + instance + "/" + name;
        try (LocalServices services = folder.services(installation)) {
            services.forSystem(Address.parse(address).system()).show(address, rows, System.out);
            System.out.flush();
        }
        return 0;
    }
}
