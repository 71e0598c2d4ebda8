package io.datachannels.engine.cli;

import io.datachannels.engine.config.JobFileException;
import io.datachannels.engine.run.Outcome;
import io.datachannels.spi.Failure;
import io.datachannels.spi.JobFailure;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: {@code datax JOB.json} runs a job, {@code datax COMMAND} does something else. */
public final class Main {
    private final Installation installation;

    /**
     * The command line of an installation.
     *
     * @param home the folder above {@code bin/}
     * @param built the folder of {@code plugin/}: the same, or in a checkout the one that the build fills
     */
    public Main(Path home, Path built) {
        this.installation = new Installation(home, built);
    }

    /** @param args as typed after {@code datax.sh} */
    public static void main(String[] args) {
        Path home = Path.of(System.getProperty("datax.home", "."));
        Path built = Path.of(System.getProperty("datax.installation", home.toString()));
        System.exit(new Main(home, built).execute(args));
    }

    /**
     * Does what a process would do that is started so, and returns when it is done. It writes to {@link System#out} and
     * {@link System#err}. To be used by one thread at a time.
     *
     * @return the exit code
     */
    public int execute(String... args) {
        return isJobFile(args) ? run(args) : commands(installation).execute(args);
    }

    private static boolean isJobFile(String[] args) {
        return args.length > 0 && args[0].contains(".") && Files.isRegularFile(Path.of(args[0]));
    }

    /**
     * To describe all commands takes a third of the time of a small job: where the job file comes first they are left out, and put in only
     * if the arguments cannot be understood without them, or ask for help.
     */
    private int run(String[] args) {
        if (List.of(args).contains("--help") || List.of(args).contains("-h")) {
            return commands(installation).execute(args);
        }
        return configured(new CommandLine(new RunCommand(installation)))
                .setParameterExceptionHandler(
                        (exception, all) -> commands(installation).execute(all))
                .execute(args);
    }

    /** All commands of an installation. */
    static CommandLine commands(Installation installation) {
        CommandLine commands = new CommandLine(new RunCommand(installation))
                .addSubcommand(new CommandLine(new LocalCommand())
                        .addSubcommand(new LocalServeCommand(installation))
                        .addSubcommand(new LocalPutCommand(installation))
                        .addSubcommand(new LocalProduceCommand(installation))
                        .addSubcommand(new LocalListCommand(installation))
                        .addSubcommand(new LocalCatCommand(installation))
                        .addSubcommand(new LocalCreateTableCommand(installation))
                        .addSubcommand(new LocalSqlCommand(installation))
                        .addSubcommand(new LocalTableCommand(installation)))
                .addSubcommand(new PluginsCommand(installation))
                .addSubcommand(new TemplateCommand(installation))
                .addSubcommand(new CheckCommand(installation))
                .addSubcommand(new ReplayCommand(installation))
                .addSubcommand(new SchemaCommand(installation))
                .addSubcommand(new PreviewCommand(installation))
                .addSubcommand(new PingCommand(installation))
                .addSubcommand(new RunsCommand(installation))
                .addSubcommand(new ReportCommand(installation))
                .addSubcommand(new DemoCommand(installation))
                .addSubcommand(new WarmUpCommand(installation));
        CommandGroups.in(commands);
        return configured(commands);
    }

    private static CommandLine configured(CommandLine commands) {
        commands.setAllowOptionsAsOptionParameters(true);
        commands.setAllowSubcommandsAsOptionParameters(true); // --runs runs
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
        commands.setParameterExceptionHandler(Main::misused);
        commands.setExecutionExceptionHandler((exception, command, parsed) -> explain(exception));
        return commands;
    }

    /** One line that says what is wrong is not drowned in the whole help, unless nothing was asked. */
    private static int misused(ParameterException exception, String[] args) {
        CommandLine command = exception.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(exception.getMessage());
        if (args.length == 0) {
            command.usage(err);
        } else {
            UnmatchedArgumentException.printSuggestions(exception, err);
            err.println("What to do: look at " + command.getCommandSpec().qualifiedName() + " --help.");
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** A failure that no report speaks of. */
    private static int explain(Exception exception) {
        if (exception instanceof Failure failure) {
            System.err.println(failure.getMessage());
            if (!failure.action().isEmpty()) {
                System.err.println("What to do: " + failure.action());
            }
            return failure instanceof JobFailure ? 2 : 1;
        }
        if (exception instanceof JobFileException wrong) {
            System.err.println(wrong.getMessage());
            return Outcome.JOB_WRONG.exitCode();
        }
        LoggerFactory.getLogger(Main.class).error("This looks like a mistake in the program", exception);
        return 1;
    }
}
