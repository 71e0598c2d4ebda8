package io.datachannels.engine.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command that contacts what a job file names: services on this machine may answer in its place. */
final class LocalOptions {
    @Option(names = "--local", description = "Let local services answer every endpoint and datasource of the job.")
    private boolean local;

    @Option(
            names = "--local-dir",
            paramLabel = "DIR",
            description = "The data of the local services (default: local-data of the installation).")
    private Path folder;

    /** The folder of the local services; empty if the job is to contact what it names. */
    Optional<Path> folder(Installation installation) {
        if (folder != null) {
            return Optional.of(folder);
        }
        return local ? Optional.of(installation.localData()) : Optional.empty();
    }
}
