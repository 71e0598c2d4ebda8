package io.datachannels.engine.cli;

import io.datachannels.engine.local.LocalServices;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code datax local cat}: prints a local object. */
@Command(name = "cat", description = "Prints a local object.", mixinStandardHelpOptions = true)
final class LocalCatCommand implements Callable<Integer> {
    private final Installation installation;

    @Mixin
    private LocalFolder folder;

    @Parameters(paramLabel = "oss://bucket/key", description = "The object.")
    private String address;

    LocalCatCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException {
        try (LocalServices services = folder.services(installation)) {
            services.forSystem(Address.parse(address).system()).show(address, Integer.MAX_VALUE, System.out);
            System.out.flush();
        }
        return 0;
    }
}
