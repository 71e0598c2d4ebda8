package io.datachannels.engine.cli;

import io.datachannels.engine.local.LocalServices;
import io.datachannels.spi.JobFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code datax local put}: stores a file as a local object. */
@Command(name = "put", description = "Stores a file as a local object.", mixinStandardHelpOptions = true)
final class LocalPutCommand implements Callable<Integer> {
    private final Installation installation;

    @Mixin
    private LocalFolder folder;

    @Parameters(index = "0", paramLabel = "FILE", description = "The file.")
    private Path file;

    @Parameters(
            index = "1",
            paramLabel = "oss://bucket/key",
            description = "Where to; the bucket is made if it is not there.")
    private String address;

    LocalPutCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new JobFailure("there is no file " + file + " that can be read", "Name another file.");
        }
        Address target = Address.parse(address);
        try (LocalServices services = folder.services(installation);
                InputStream content = Files.newInputStream(file)) {
            services.forSystem(target.system()).put(address, content);
        }
        System.out.println(file + " -> " + address + " (" + Files.size(file) + " bytes)");
        return 0;
    }
}
