package io.datachannels.engine.cli;

import io.datachannels.engine.catalog.JobTemplate;
import io.datachannels.engine.config.Role;
import io.datachannels.engine.plugin.Plugins;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code datax template -r NAME -w NAME}: a job file to be filled in. */
@Command(
        name = "template",
        description = {
            "Prints a job file to be filled in for a reader and a writer.",
            "What is required stands there as a placeholder, the rest as comments with default and meaning."
        },
        mixinStandardHelpOptions = true)
final class TemplateCommand implements Callable<Integer> {
    private final Installation installation;

    @Option(
            names = {"-r", "--reader"},
            required = true,
            paramLabel = "NAME",
            description = "The reader, such as ots or otsreader.")
    private String reader;

    @Option(
            names = {"-w", "--writer"},
            required = true,
            paramLabel = "NAME",
            description = "The writer, such as oss or osswriter.")
    private String writer;

    TemplateCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() {
        print(installation, reader, writer);
        return 0;
    }

    /** @throws io.datachannels.spi.JobFailure if there is no such plug-in */
    static void print(Installation installation, String reader, String writer) {
        Plugins plugins = installation.plugins();
        String from = Role.READER.fullName(reader);
        String to = Role.WRITER.fullName(writer);
        System.out.print(JobTemplate.of(from, plugins.parameters(from), to, plugins.parameters(to)));
    }
}
