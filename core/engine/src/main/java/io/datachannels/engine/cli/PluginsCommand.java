package io.datachannels.engine.cli;

import io.datachannels.engine.catalog.ParameterTable;
import io.datachannels.engine.catalog.PluginText;
import io.datachannels.engine.config.Parameters;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.NearestName;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code datax plugins [NAME]}: what plug-ins there are, and what can be said to them. */
@Command(
        name = "plugins",
        description = "Lists the readers and writers; with a name, the parameters of one of them.",
        mixinStandardHelpOptions = true)
final class PluginsCommand implements Callable<Integer> {
    private static final int WIDTH = 100;
    private static final int NARROWEST = 40;

    private final Installation installation;

    @picocli.CommandLine.Parameters(
            arity = "0..1",
            paramLabel = "NAME",
            description = "A plug-in such as otsreader, or ots for the reader and the writer.")
    private String name;

    @Option(
            names = "--markdown",
            description = "Print the parameters as a table in Markdown, as docs/plugins has them.")
    private boolean markdown;

    PluginsCommand(Installation installation) {
        this.installation = installation;
    }

    @Override
    public Integer call() {
        Plugins plugins = installation.plugins();
        List<String> names = plugins.names();
        PluginText text = new PluginText(width(System.getenv("COLUMNS")));
        if (name == null) {
            System.out.print(text.list(described(plugins, names)));
            System.out.println("The parameters of one: datax.sh plugins NAME");
            return 0;
        }
        System.out.print(described(plugins, named(names)).entrySet().stream()
                .map(each -> markdown ? ParameterTable.of(each.getValue()) : text.of(each.getKey(), each.getValue()))
                .collect(Collectors.joining("\n")));
        return 0;
    }

    private List<String> named(List<String> names) {
        String wanted = name.trim().toLowerCase(Locale.ROOT);
        List<String> found = names.stream()
                .filter(each -> each.equals(wanted) || each.equals(wanted + "reader") || each.equals(wanted + "writer"))
                .toList();
        if (found.isEmpty()) {
            String nearest = NearestName.of(wanted, names)
                    .map(each -> ", did you mean \"" + each + "\"?")
                    .orElse("");
            throw new JobFailure(
                    "there is no plug-in \"" + name + "\"" + nearest,
                    "Those here are " + String.join(", ", names) + ".");
        }
        return found;
    }

    private static Map<String, Parameters> described(Plugins plugins, List<String> names) {
        Map<String, Parameters> described = new TreeMap<>();
        names.forEach(each -> described.put(each, plugins.parameters(each)));
        return described;
    }

    /** What the launcher knows of the terminal; without one, a width that reads well. */
    private static int width(String columns) {
        return columns == null || !columns.matches("\\d{1,4}") ? WIDTH : Math.max(NARROWEST, Integer.parseInt(columns));
    }
}
