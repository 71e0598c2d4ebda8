package io.datachannels.engine.cli;

import io.datachannels.engine.run.RunHistory;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that says where run folders are. */
final class RunsFolder {
    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "Where run folders are (default: runs of the installation).")
    private Path runs;

    Path in(Installation installation) {
        return runs == null ? installation.runs() : runs;
    }

    RunHistory history(Installation installation) {
        return new RunHistory(in(installation));
    }
}
