package io.datachannels.engine.cli;

import io.datachannels.engine.run.JobOptions;
import io.datachannels.engine.run.JobOrigin;
import io.datachannels.engine.run.Replay;
import io.datachannels.spi.JobFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code datax replay RUN}: moves the rows that a run set aside. */
@Command(
        name = "replay",
        description = {
            "Moves the dirty rows of a run that ended well to the target of its job, once what was wrong is mended: the"
                    + " target, the job file, or the rows in dirty.jsonl of the run folder.",
            "Rows that a transformer refused pass all transformers, rows that the writer refused none. What is at the target"
                    + " stays: osswriter adds objects with the replay's id. A replay is a run with a folder and a report of its"
                    + " own; rows that are refused again are in it, and errorLimit does not count. Rows that the reader refused"
                    + " never became rows; they are listed."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the rows are moved, or set aside again",
            "1:it failed; the message says what is at the target",
            "2:there is nothing to replay, or the job file must be mended",
            "143:it was stopped"
        })
final class ReplayCommand implements Callable<Integer> {
    private final Installation installation;

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id, the name of its folder.")
    private String run;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "JOB.json",
            description = "The job file, if not the one of the run; it may name another target.")
    private Path job;

    @Mixin
    private JobFileOptions file;

    @Mixin
    private LocalOptions local;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "Where the run folders are (default: runs of the installation).")
    private Path runs;

    @Option(names = "--again", description = "Move the rows though a former replay has moved them.")
    private boolean again;

    @Option(
            names = "--retry-seconds",
            paramLabel = "N",
            defaultValue = "300",
            description =
                    "How long calls may keep failing, with none succeeding, before the replay does (default: ${DEFAULT-VALUE}).")
    private int retrySeconds;

    @Mixin
    private Watches watches;

    ReplayCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() {
        watches.log();
        Replay replay = Replay.of(runs == null ? installation.runs() : runs, run, again, job != null);
        JobOrigin origin = job == null ? origin(replay) : null;
        Path path = job == null ? Path.of(origin.file()) : job;
        JobSource given = file.source(installation);
        JobSource source = origin == null || file.isScheduled() ? given : given.scheduledAs(origin);
        if (origin != null) {
            requireVariables(origin, source);
        }
        JobOptions options = JobOptions.in(runs == null ? installation.runs() : runs)
                .withRetryBudget(Duration.ofSeconds(retrySeconds))
                .from(source.origin(path));
        Optional<Path> folder = local.folder(installation);
        JobOptions there = folder.isPresent() ? options.onLocalServices() : options;
        JobAccess access = new JobAccess(installation, source, folder);
        try (StopSignal signal = new StopSignal()) {
            JobLaunch launch = new JobLaunch(replay.options(there), watches, signal);
            return signal.ended(access.use(
                    path,
                    (spec, plugins, problems) -> launch.with(replay.job(spec), replay.plugins(plugins), problems)));
        }
    }

    private JobOrigin origin(Replay replay) {
        return replay.origin()
                .orElseThrow(() -> new JobFailure(
                        "the job of run " + run + " came from no file", "Name a job file behind the run."));
    }

    private void requireVariables(JobOrigin origin, JobSource source) {
        List<String> missing = new ArrayList<>(origin.variables());
        missing.removeAll(source.variables().names());
        if (!missing.isEmpty()) {
            throw new JobFailure(
                    "run " + run + " was given values for the variables " + String.join(", ", missing),
                    "Give them again: -p \"-D" + missing.get(0)
                            + "=value\". Values are not kept, for they may be secrets.");
        }
    }
}
