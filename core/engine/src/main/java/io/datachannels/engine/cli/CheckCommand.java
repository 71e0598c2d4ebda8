package io.datachannels.engine.cli;

import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.Problem;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.VariableUse;
import io.datachannels.engine.run.Job;
import io.datachannels.engine.run.Outcome;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code datax check JOB.json}: says all that is wrong with a job file, and contacts nothing. */
@Command(
        name = "check",
        description = "Checks a job file, its datasources and the parameters of its plug-ins; contacts nothing.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the job file is right", "2:it must be mended"})
final class CheckCommand implements Callable<Integer> {
    private final Installation installation;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "JOB.json", description = "The job file.")
    private Path job;

    @Mixin
    private JobFileOptions file;

    @Option(
            names = "--show-variables",
            description = "List every variable and date in the file with its place and its value; secrets are masked.")
    private boolean showVariables;

    CheckCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() {
        JobSource source = file.source(installation);
        ProblemList problems = source.problems();
        List<VariableUse> uses = new ArrayList<>();
        Optional<JobSpec> spec = source.read(job, problems, uses::add);
        spec.ifPresent(each -> Job.check(each, installation.plugins(), problems));
        PrintWriter out = command.commandLine().getOut();
        for (Problem each : problems.all()) {
            out.printf("%-8s %s%n", each.severity().name().toLowerCase(Locale.ROOT), each);
        }
        if (showVariables) {
            uses.forEach(each -> out.println(line(each)));
        }
        out.println(job + ": " + (problems.hasErrors() ? "must be mended" : "is right") + ", " + counted(problems));
        out.flush();
        return problems.hasErrors() ? Outcome.JOB_WRONG.exitCode() : 0;
    }

    private static String line(VariableUse use) {
        String origin = use.position().isBorrowed() ? ", " + use.position().origin() : "";
        return "value    " + use.path() + " (" + use.position() + origin + "): " + use.written() + " is " + use.value();
    }

    private static String counted(ProblemList problems) {
        return counted(problems.errors().size(), "error") + ", "
                + counted(problems.warnings().size(), "warning") + ", "
                + counted(problems.notes().size(), "note");
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
