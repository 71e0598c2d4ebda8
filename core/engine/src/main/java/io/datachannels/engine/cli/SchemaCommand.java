package io.datachannels.engine.cli;

import io.datachannels.engine.config.Parameters;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonText;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.engine.schema.JobSchema;
import io.datachannels.spi.JobFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code datax schema}: a JSON Schema, with which an editor completes and checks job files. */
@Command(
        name = "schema",
        description = {
            "Prints the JSON Schema (draft 2020-12) of job files, with which an editor completes and checks them.",
            "It is strict where the product warns: an unknown key is an error."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SchemaCommand implements Callable<Integer> {
    private final Installation installation;

    @Option(
            names = "--plugin",
            paramLabel = "NAME",
            description = "Of the parameters of this plug-in alone, such as otsreader.")
    private String plugin;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write to this file (default: standard output).")
    private Path output;

    SchemaCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() {
        String text = JsonText.pretty(schema(installation.plugins())) + "\n";
        if (output == null) {
            System.out.print(text);
            System.out.flush();
            return 0;
        }
        try {
            Files.writeString(output, text);
        } catch (IOException e) {
            throw new JobFailure("the file " + output + " cannot be written: " + e, "Name another file.", e);
        }
        return 0;
    }

    private JsonObject schema(Plugins plugins) {
        if (plugin != null) {
            return JobSchema.ofParameter(plugin, plugins.parameters(plugin));
        }
        Map<String, Parameters> all = new TreeMap<>();
        plugins.names().forEach(each -> all.put(each, plugins.parameters(each)));
        return new JobSchema(all).ofJobFile();
    }
}
