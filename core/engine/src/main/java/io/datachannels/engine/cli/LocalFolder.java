package io.datachannels.engine.cli;

import io.datachannels.engine.local.LocalServices;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says where the local services' data is. */
final class LocalFolder {
    @Option(
            names = {"--dir", "--local-dir"},
            paramLabel = "DIR",
            description = "The data of the local services (default: local-data of the installation).")
    private Path folder;

    Path of(Installation installation) {
        return folder == null ? installation.localData() : folder;
    }

    LocalServices services(Installation installation) {
        return new LocalServices(installation.plugins(), of(installation));
    }
}
