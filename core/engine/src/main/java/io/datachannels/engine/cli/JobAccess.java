package io.datachannels.engine.cli;

import io.datachannels.engine.config.JobFileException;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.local.AnyDatasource;
import io.datachannels.engine.local.LocalServices;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.engine.run.JobOptions;
import io.datachannels.engine.run.JobOrigin;
import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.ResumedSchedule;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the job of a file to a command, with the local services running that are to answer it. */
final class JobAccess {
    private static final Logger LOG = LoggerFactory.getLogger(JobAccess.class);

    private final Installation installation;
    private final JobSource source;
    private final Optional<Path> localFolder;
    private final Optional<JobOptions> resumed;

    /** What a command does with a job. */
    interface Use {
        /**
         * @param problems what was found in the job file so far
         * @return the exit code
         * @throws JobFileException with all that is wrong with the job file
         */
        int with(JobSpec spec, Plugins plugins, ProblemList problems);
    }

    /** @param localFolder the data of the local services; empty to contact what the job names */
    JobAccess(Installation installation, JobSource source, Optional<Path> localFolder) {
        this(
                installation,
                localFolder.isEmpty() ? source : source.withDatasources(new AnyDatasource(source.datasources())),
                localFolder,
                Optional.empty());
    }

    private JobAccess(
            Installation installation, JobSource source, Optional<Path> localFolder, Optional<JobOptions> resumed) {
        this.installation = installation;
        this.source = source;
        this.localFolder = localFolder;
        this.resumed = resumed;
    }

    /** Reads the job with the scheduled time of the run that is to be resumed. */
    JobAccess resuming(JobOptions options) {
        return new JobAccess(installation, source, localFolder, Optional.of(options));
    }

    /** @return the command's exit code, or that of a job file that is wrong, which is then said */
    int use(Path file, Use use) {
        Plugins plugins = installation.plugins();
        try {
            if (localFolder.isEmpty()) {
                return use(file, use, plugins, UnaryOperator.identity());
            }
            try (LocalServices services = new LocalServices(plugins, localFolder.get())) {
                return use(file, use, plugins, services::answer);
            }
        } catch (JobFileException e) {
            System.out.print("\nThe job cannot run as it is written.\n  "
                    + e.getMessage().replace("\n", "\n  ")
                    + "\n  What to do: Mend the job file; nothing was contacted.\n");
            return Outcome.JOB_WRONG.exitCode();
        } finally {
            System.out.flush();
        }
    }

    /** @param answer puts the local services in place of those that a job names */
    private int use(Path file, Use use, Plugins plugins, UnaryOperator<JobSpec> answer) {
        ProblemList problems = source.problems();
        Optional<JobSpec> spec = scheduled(file, answer).read(file, problems);
        if (spec.isEmpty()) {
            problems.warnings().forEach(each -> LOG.warn("{}", each));
            throw new JobFileException(problems.all());
        }
        return use.with(answer.apply(spec.get()), plugins, problems);
    }

    private JobSource scheduled(Path file, UnaryOperator<JobSpec> answer) {
        Optional<JobOrigin> origin = resumed.flatMap(options -> new ResumedSchedule(options)
                .find(each ->
                        source.scheduledAs(each).read(file, source.problems()).map(answer)));
        origin.ifPresent(each -> LOG.info("dates are those of the resumed run, planned for {}", each.scheduleTime()));
        return origin.map(source::scheduledAs).orElse(source);
    }
}
