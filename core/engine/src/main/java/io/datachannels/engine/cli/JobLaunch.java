package io.datachannels.engine.cli;

import io.datachannels.engine.config.JobFileException;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.local.AnyDatasource;
import io.datachannels.engine.local.LocalServices;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.engine.report.Progress;
import io.datachannels.engine.report.ReportText;
import io.datachannels.engine.run.Job;
import io.datachannels.engine.run.JobOptions;
import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.RunReport;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one job file from the command line: reads it, watches over the run, prints the report. */
final class JobLaunch {
    private static final Logger LOG = LoggerFactory.getLogger(JobLaunch.class);
    private static final long STOP_SECONDS = 60;

    private final Installation installation;
    private JobSource source;
    private JobOptions options;
    private Path localFolder;

    JobLaunch(Installation installation, JobSource source, JobOptions options) {
        this.installation = installation;
        this.source = source;
        this.options = options;
    }

    /** Lets local services with their data in the folder answer the job. */
    void local(Path folder) {
        localFolder = folder;
        source = source.withDatasources(new AnyDatasource(source.datasources()));
        options = options.onLocalServices();
    }

    /** @return the exit code */
    int run(Path file) {
        ProblemList problems = source.problems();
        try {
            Optional<JobSpec> spec = source.read(file, problems);
            if (spec.isEmpty()) {
                problems.warnings().forEach(each -> LOG.warn("{}", each));
                throw new JobFileException(problems.all());
            }
            return localFolder == null
                    ? run(spec.get(), installation.plugins(), problems)
                    : runLocally(spec.get(), problems);
        } catch (JobFileException e) {
            System.out.print("\nThe job cannot run as it is written.\n  "
                    + e.getMessage().replace("\n", "\n  ")
                    + "\n  What to do: Mend the job file; nothing was contacted.\n");
            return Outcome.JOB_WRONG.exitCode();
        } finally {
            System.out.flush();
        }
    }

    private int runLocally(JobSpec spec, ProblemList problems) {
        Plugins plugins = installation.plugins();
        try (LocalServices services = new LocalServices(plugins, localFolder)) {
            return run(services.answer(spec), plugins, problems);
        }
    }

    private int run(JobSpec spec, Plugins plugins, ProblemList problems) {
        Job job = new Job(spec, plugins, options, problems);
        CountDownLatch ended = new CountDownLatch(1);
        Thread stop = new Thread(() -> stop(job, ended), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        RunReport report;
        try (Progress progress = new Progress(job, System.getenv("DATAX_TERMINAL") == null ? null : System.err)) {
            LOG.debug("{}", progress);
            report = job.run();
        }
        System.out.print("\n" + new ReportText(ZoneId.systemDefault()).of(report));
        System.out.flush();
        ended.countDown();
        removeHook(stop);
        return report.outcome().exitCode();
    }

    private static void stop(Job job, CountDownLatch ended) {
        job.cancel();
        try {
            if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("the job did not stop within {} s", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void removeHook(Thread stop) {
        try {
            Runtime.getRuntime().removeShutdownHook(stop);
        } catch (IllegalStateException e) {
            LOG.debug("the process is ending", e);
        }
    }
}
