package io.datachannels.engine.cli;

import io.datachannels.engine.config.JobFileException;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.local.AnyDatasource;
import io.datachannels.engine.local.LocalServices;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.engine.run.Outcome;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands the job of a file to a command, with the local services running that are to answer it. */
final class JobAccess {
    private static final Logger LOG = LoggerFactory.getLogger(JobAccess.class);

    private final Installation installation;
    private final JobSource source;
    private final Optional<Path> localFolder;

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
        this.installation = installation;
        this.source = localFolder.isEmpty() ? source : source.withDatasources(new AnyDatasource(source.datasources()));
        this.localFolder = localFolder;
    }

    /** @return the command's exit code, or that of a job file that is wrong, which is then said */
    int use(Path file, Use use) {
        ProblemList problems = source.problems();
        try {
            Optional<JobSpec> spec = source.read(file, problems);
            if (spec.isEmpty()) {
                problems.warnings().forEach(each -> LOG.warn("{}", each));
                throw new JobFileException(problems.all());
            }
            return localFolder.isEmpty()
                    ? use.with(spec.get(), installation.plugins(), problems)
                    : useLocally(spec.get(), use, problems);
        } catch (JobFileException e) {
            System.out.print("\nThe job cannot run as it is written.\n  "
                    + e.getMessage().replace("\n", "\n  ")
                    + "\n  What to do: Mend the job file; nothing was contacted.\n");
            return Outcome.JOB_WRONG.exitCode();
        } finally {
            System.out.flush();
        }
    }

    private int useLocally(JobSpec spec, Use use, ProblemList problems) {
        Plugins plugins = installation.plugins();
        try (LocalServices services = new LocalServices(plugins, localFolder.get())) {
            return use.with(services.answer(spec), plugins, problems);
        }
    }
}
