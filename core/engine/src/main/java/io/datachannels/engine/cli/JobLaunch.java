package io.datachannels.engine.cli;

import io.datachannels.engine.config.Datasources;
import io.datachannels.engine.config.JobFile;
import io.datachannels.engine.config.JobFileException;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.Variables;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonSyntaxException;
import io.datachannels.engine.local.AnyDatasource;
import io.datachannels.engine.local.LocalServices;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.engine.report.Progress;
import io.datachannels.engine.report.ReportText;
import io.datachannels.engine.run.Job;
import io.datachannels.engine.run.JobOptions;
import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.RunReport;
import io.datachannels.spi.JobFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Map;
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
    private JobOptions options;
    private Variables variables = Variables.none();
    private Datasources datasources = Datasources.none();
    private boolean strict;
    private Path localFolder;

    JobLaunch(Installation installation, JobOptions options) {
        this.installation = installation;
        this.options = options;
    }

    void variables(String params, Map<String, String> single) {
        try {
            variables = Variables.parse(params == null ? "" : params).and(single);
        } catch (IllegalArgumentException e) {
            throw new JobFailure("-p: " + e.getMessage(), "Write it as -p \"-Dname=value -Dother=value\".", e);
        }
    }

    /** @param file null for the installation's own, which need not be there */
    void datasources(Path file) {
        Path source = file == null ? installation.datasources() : file;
        Datasources stored = Datasources.of(Map.of(), source.toString());
        try {
            if (file != null || Files.exists(source)) {
                stored = Datasources.load(source);
            }
        } catch (NoSuchFileException e) {
            throw new JobFailure("there is no file " + source, "Name another file with --datasources.", e);
        } catch (IOException | JsonSyntaxException | JobFileException e) {
            throw new JobFailure(source + ": " + e.getMessage(), "Mend the file of datasources.", e);
        }
        datasources = stored.withEnvironment(System.getenv().keySet());
    }

    void strict(boolean strict) {
        this.strict = strict;
    }

    /** Lets local services with their data in the folder answer the job. */
    void local(Path folder) {
        localFolder = folder;
        options = options.onLocalServices();
    }

    /** @return the exit code */
    int run(Path file) {
        ProblemList problems = new ProblemList(strict);
        try {
            Optional<JobSpec> spec = JobFile.read(file.toString(), text(file), variables, sources(), problems);
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

    private Datasources sources() {
        return localFolder == null ? datasources : new AnyDatasource(datasources);
    }

    private static String text(Path file) {
        try {
            return JsonReader.text(file);
        } catch (NoSuchFileException e) {
            throw new JobFailure("there is no job file " + file, "Name another file.", e);
        } catch (IOException e) {
            throw new JobFailure(
                    "the job file " + file + " cannot be read: " + e.getMessage(), "Name another file.", e);
        }
    }
}
