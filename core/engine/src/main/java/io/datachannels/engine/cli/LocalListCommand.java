package io.datachannels.engine.cli;

import io.datachannels.engine.local.LocalServices;
import io.datachannels.spi.local.LocalService;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code datax local ls}: lists local objects and tables. */
@Command(name = "ls", description = "Lists local objects and tables.", mixinStandardHelpOptions = true)
final class LocalListCommand implements Callable<Integer> {
    private final Installation installation;

    @Mixin
    private LocalFolder folder;

    @Parameters(
            arity = "0..1",
            paramLabel = "SYSTEM://prefix",
            description = "What begins so, as oss://bucket/in/; everything if left out.")
    private String address;

    LocalListCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException {
        try (LocalServices services = folder.services(installation)) {
            if (address != null) {
                services.forSystem(Address.parse(address).system())
                        .list(address)
                        .forEach(System.out::println);
                return 0;
            }
            for (LocalService service : services.known()) {
                services.named(service.name()).list("").forEach(System.out::println);
            }
        }
        return 0;
    }
}
