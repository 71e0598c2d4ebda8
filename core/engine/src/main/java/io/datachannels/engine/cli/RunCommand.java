package io.datachannels.engine.cli;

import io.datachannels.engine.run.JobOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code datax JOB.json}: runs a job. */
@Command(
        name = "datax.sh",
        customSynopsis = {"datax.sh [OPTIONS] JOB.json", "       datax.sh COMMAND [--help]"},
        description = "Moves data between Tablestore, OSS and other systems, as a job file says.",
        mixinStandardHelpOptions = true,
        version = "Data Channels 0.1.0",
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the job is done",
            "1:it failed; the target is as it was, or the message says what is not",
            "2:the job file or what it refers to must be mended",
            "3:more rows failed than errorLimit allows; the target as with 1",
            "143:it was stopped; the target as with 1"
        })
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    private final Installation installation;

    @Spec
    private CommandSpec command;

    @Parameters(arity = "0..1", paramLabel = "JOB.json", description = "The job file.")
    private Path job;

    @ArgGroup(exclusive = false, validate = false, heading = "%nThe job file:%n")
    private JobFileOptions file = new JobFileOptions();

    @ArgGroup(exclusive = false, validate = false, heading = "%nWithout an account:%n")
    private LocalOptions local = new LocalOptions();

    @Option(names = "--dry-run", description = "Check both sides and show the plan; change nothing.")
    private boolean dryRun;

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            description = "Go on with a run that died or was kept, by its id, or last for the newest one of this job.")
    private String resume;

    @Option(
            names = "--keep",
            description = "If the job fails, keep what its finished tasks wrote, unseen, to be resumed.")
    private boolean keep;

    @Option(
            names = "--runs",
            paramLabel = "DIR",
            description = "Where run folders are made (default: runs of the installation).")
    private Path runs;

    @Option(
            names = "--retry-seconds",
            paramLabel = "N",
            defaultValue = "300",
            description =
                    "How long calls may keep failing, with none succeeding, before the job does (default: ${DEFAULT-VALUE}).")
    private int retrySeconds;

    @ArgGroup(exclusive = false, validate = false, heading = "%nWatching it:%n")
    private Watches watches = new Watches();

    @ArgGroup(exclusive = false, validate = false, heading = "%nAs in DataX:%n")
    private DataxOptions datax = new DataxOptions();

    /** Options that only jobs of DataX's schedulers have. */
    static final class DataxOptions {
        @Option(
                names = {"-j", "--jvm"},
                paramLabel = "\"OPTIONS\"",
                description = "Options for Java, such as \"-Xmx4g\"; the launcher takes them.")
        private String jvm;

        @Option(
                names = {"-r", "--reader"},
                paramLabel = "NAME",
                description = "With -w: print a job file to be filled in, as the command template does.")
        private String reader;

        @Option(
                names = {"-w", "--writer"},
                paramLabel = "NAME",
                description = "See -r.")
        private String writer;

        @Option(
                names = {"-m", "--mode"},
                paramLabel = "MODE",
                description = "Makes no difference: a job runs in this process.")
        private String mode;

        @Option(names = "--jobid", paramLabel = "ID", description = "Makes no difference: a run has an id of its own.")
        private String jobId;

        @Option(
                names = {"-d", "--debug"},
                description = "Wait for a debugger at port 9999; the launcher takes it.")
        private boolean debug;
    }

    RunCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() {
        if (datax.reader != null || datax.writer != null) {
            return template();
        }
        if (job == null) {
            throw new ParameterException(command.commandLine(), "Which job? Name its file.");
        }
        watches.log();
        if (datax.mode != null && !datax.mode.equalsIgnoreCase("standalone")) {
            LOG.info("--mode {} makes no difference: a job runs in this process", datax.mode);
        }
        JobOptions options = JobOptions.in(runs == null ? installation.runs() : runs)
                .withRetryBudget(Duration.ofSeconds(retrySeconds));
        if (resume != null) {
            options = options.resuming(resume);
        }
        if (keep) {
            options = options.keeping();
        }
        if (dryRun) {
            options = options.dry();
        }
        Optional<Path> folder = local.folder(installation);
        if (folder.isPresent()) {
            options = options.onLocalServices();
        }
        JobSource source = file.source(installation);
        JobOptions launched = options.from(source.origin(job));
        JobAccess access = new JobAccess(installation, source, folder);
        if (resume != null && !file.isScheduled()) {
            access = access.resuming(options);
        }
        try (StopSignal signal = new StopSignal()) {
            return signal.ended(access.use(job, new JobLaunch(launched, watches, signal)));
        }
    }

    private int template() {
        if (datax.reader == null || datax.writer == null) {
            throw new ParameterException(
                    command.commandLine(), "-r and -w go together: they name a reader and a writer.");
        }
        TemplateCommand.print(installation, datax.reader, datax.writer);
        return 0;
    }
}
