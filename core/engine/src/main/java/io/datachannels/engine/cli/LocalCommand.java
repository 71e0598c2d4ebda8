package io.datachannels.engine.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code datax local}: the parent of the commands on local services. */
@Command(
        name = "local",
        description = "Services that run on this machine in place of the real ones, and their data.",
        mixinStandardHelpOptions = true)
final class LocalCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Override
    public Integer call() {
        throw new ParameterException(
                command.commandLine(), "Which command? One of serve, put, produce, ls, cat, create-table, sql, table.");
    }
}
