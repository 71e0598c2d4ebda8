package io.datachannels.engine.run;

import io.datachannels.engine.config.Datasources;
import io.datachannels.engine.config.JobFile;
import io.datachannels.engine.config.JobFileException;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.Variables;
import io.datachannels.engine.plugin.Plugins;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * Makes jobs for a Java program, without the command line:
 *
 * <pre>{@code
 * JobBuilder jobs = JobBuilder.of(Path.of("/opt/datachannels"));
 * Job job = jobs.build("orders.json", Files.readString(file));
 * RunReport report = job.run(); // on this thread; job.cancel() from any other
 * }</pre>
 *
 * Jobs share nothing, not even the classes of their plug-ins, so any number may run at once; two with the same target and run folders
 * are refused. A job starts daemon threads only, which end with it, and changes nothing of the process. Builders are immutable.
 */
public final class JobBuilder {
    private final Supplier<Plugins> plugins;
    private final JobOptions options;
    private final Variables variables;
    private final Datasources datasources;
    private final boolean strict;

    private JobBuilder(
            Supplier<Plugins> plugins,
            JobOptions options,
            Variables variables,
            Datasources datasources,
            boolean strict) {
        this.plugins = plugins;
        this.options = options;
        this.variables = variables;
        this.datasources = datasources;
        this.strict = strict;
    }

    /**
     * Jobs of an installation.
     *
     * @param installation the folder that has {@code plugin/}; run folders are made in its {@code runs/}
     */
    public static JobBuilder of(Path installation) {
        return with(() -> Plugins.in(installation.resolve("plugin")), installation.resolve("runs"));
    }

    /**
     * Jobs with plug-ins of the program's own.
     *
     * @param plugins asked once for each job
     * @param runs where run folders are made
     */
    public static JobBuilder with(Supplier<Plugins> plugins, Path runs) {
        return new JobBuilder(plugins, JobOptions.in(runs), Variables.none(), Datasources.none(), false);
    }

    public JobBuilder options(JobOptions other) {
        return new JobBuilder(plugins, other, variables, datasources, strict);
    }

    /** What the options are so far, to be changed. */
    public JobOptions options() {
        return options;
    }

    public JobBuilder variables(Variables other) {
        return new JobBuilder(plugins, options, other, datasources, strict);
    }

    public JobBuilder datasources(Datasources other) {
        return new JobBuilder(plugins, options, variables, other, strict);
    }

    /** Takes keys that nobody knows for errors. */
    public JobBuilder strict() {
        return new JobBuilder(plugins, options, variables, datasources, true);
    }

    /**
     * Reads a job file; nothing is contacted before the job runs.
     *
     * @param name of the job, for messages and the report
     * @param text what the job file says, in any dialect
     * @throws JobFileException with all that is wrong; what is wrong with a plug-in's parameters is in the report of the run
     */
    public Job build(String name, String text) {
        ProblemList problems = new ProblemList(strict);
        return new Job(JobFile.parse(name, text, variables, datasources, problems), plugins.get(), options, problems);
    }
}
