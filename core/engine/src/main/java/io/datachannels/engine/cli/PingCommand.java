package io.datachannels.engine.cli;

import io.datachannels.engine.config.DatasourceSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.Ping;
import io.datachannels.engine.run.Ping.Finding;
import io.datachannels.spi.JobFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code datax ping}: whether what a job or a datasource names can be reached and used. */
@Command(
        name = "ping",
        description = {
            "Tests the connections of a job's two sides, or of a datasource: address, key, and that what is named is there.",
            "Nothing is changed."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything works",
            "1:something does not, and may later",
            "2:the job file or the datasource must be mended"
        })
final class PingCommand implements Callable<Integer> {
    private final Installation installation;

    @Spec
    private CommandSpec command;

    @Parameters(arity = "0..1", paramLabel = "JOB.json", description = "The job file.")
    private Path job;

    @Option(
            names = {"--datasource"},
            paramLabel = "NAME",
            description = "Test this datasource in place of a job.")
    private String datasource;

    @Mixin
    private JobFileOptions file;

    @Mixin
    private LocalOptions local;

    PingCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() {
        if ((job == null) == (datasource == null)) {
            throw new ParameterException(
                    command.commandLine(), "What shall be tested? Name a job file, or a datasource with --datasource.");
        }
        JobSource source = file.source(installation);
        if (job != null) {
            return new JobAccess(installation, source, local.folder(installation))
                    .use(job, (spec, plugins, problems) -> say(new Ping(plugins).job(spec, problems)));
        }
        ProblemList problems = source.problems();
        DatasourceSpec spec = DatasourceSpec.of(datasource, source.datasources(), source.variables(), problems);
        problems.throwIfErrors();
        return say(new Ping(installation.plugins()).datasource(spec));
    }

    /** @return the exit code */
    private static int say(List<Finding> findings) {
        int code = Outcome.DONE.exitCode();
        for (Finding each : findings) {
            System.out.printf(
                    Locale.ROOT,
                    "%-6s %s: %s (%,d ms)%n",
                    each.works() ? "works" : "fails",
                    each.what(),
                    each.works() ? each.sentence() : each.failure().getMessage(),
                    each.millis());
            if (!each.works()) {
                String action = each.failure().action();
                if (!action.isEmpty()) {
                    System.out.println("       What to do: " + action);
                }
                boolean mend = each.failure() instanceof JobFailure;
                code = Math.max(code, mend ? Outcome.JOB_WRONG.exitCode() : Outcome.FAILED.exitCode());
            }
        }
        System.out.flush();
        return code;
    }
}
