package io.datachannels.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.catalog.ParameterTable;
import io.datachannels.engine.config.Binder;
import io.datachannels.engine.config.Datasources;
import io.datachannels.engine.config.JobFile;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.Parameters;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.Settings;
import io.datachannels.engine.config.Variables;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.engine.transform.Transformers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages under {@code docs/} say what the product does: every plug-in has one, tables are made of the code, examples bind, code compiles. */
class PagesTest {
    private static final Path ROOT = Path.of(System.getProperty("project.root"));
    private static final Plugins PLUGINS = Plugins.in(Path.of(System.getProperty("installation"), "plugin"));
    private static final Path EXAMPLE = ROOT.resolve("docs/example-plugin/src/main/java/com/example/lines");

    private static final List<String> SECTIONS = List.of(
            "Example", "Parameters", "Types", "Delivery", "Limits", "What goes wrong", "Differences from DataX");

    private static final Datasources DATASOURCES = Datasources.of(
            Map.of(
                    "tablestore",
                    connection("\"instanceName\": \"i\""),
                    "oss",
                    connection("\"bucket\": \"bucket\""),
                    "odps",
                    connection("\"project\": \"p\""),
                    "kafka",
                    (JsonObject) JsonReader.read("{\"server\": \"localhost:9092\"}")),
            "the test");

    static List<String> plugins() {
        return PLUGINS.names();
    }

    static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            files.filter(each -> each.toString().endsWith(".md")))
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void everyPluginHasAPage(String name) {
        Page page = page(name);
        assertThat(page.text())
                .startsWith("# " + name + "\n\n" + PLUGINS.parameters(name).doc() + "\n");
        page.hasSections(SECTIONS);
        page.hasBetweenItsMarkers("parameters", ParameterTable.of(PLUGINS.parameters(name)));
    }

    @ParameterizedTest
    @MethodSource("plugins")
    void theExampleOfThePageIsAJob(String name) {
        List<String> examples = page(name).examples();
        assertThat(examples).as("examples").isNotEmpty();
        for (String each : examples) {
            ProblemList problems = new ProblemList(true);
            JobSpec job = JobFile.parse(name, each, Variables.none(), DATASOURCES, problems);
            Binder.bind(PLUGINS.reader(job.reader().name()).plugin().config(), job.reader(), problems);
            Binder.bind(PLUGINS.writer(job.writer().name()).plugin().config(), job.writer(), problems);
            problems.throwIfErrors();
            assertThat(List.of(job.reader().name(), job.writer().name())).contains(name);
        }
    }

    @Test
    void everyPageOfAPluginIsOfOneThatIsThere() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs/plugins"))) {
            assertThat(files.map(each -> each.getFileName().toString()))
                    .allSatisfy(each -> assertThat(plugins()).contains(each.replace(".md", "")));
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path file) {
        new Page(file).linksToWhatIsThere();
    }

    @Test
    void theGuideQuotesCodeThatCompiles() throws IOException {
        Page guide = new Page(ROOT.resolve("docs/plugin-author.md"));
        for (String name : List.of("LinesReaderConfig", "LinesReaderPlugin", "LinesWriterPlugin")) {
            String code = Files.readString(EXAMPLE.resolve(name + ".java"));
            guide.hasBetweenItsMarkers(name, "```java\n" + withoutImports(code) + "```\n");
        }
    }

    @Test
    void thePageOfJobFilesHasEverySettingAndTransformer() {
        Page page = new Page(ROOT.resolve("docs/job-file.md"));
        page.hasBetweenItsMarkers("setting", ParameterTable.of(Settings.parameters()));
        StringBuilder transformers = new StringBuilder();
        Transformers.kinds()
                .forEach((name, config) -> transformers
                        .append("### ")
                        .append(name)
                        .append("\n\n")
                        .append(ParameterTable.of(Parameters.of(config)))
                        .append('\n'));
        page.hasBetweenItsMarkers("transformers", transformers.toString().stripTrailing() + "\n");
        for (String each : page.examples()) {
            ProblemList problems = new ProblemList(true);
            Variables variables = Variables.of(Map.of("table", "orders"));
            JobSpec job = JobFile.parse("example", each, variables, DATASOURCES, problems);
            Transformers.bind(job.transformers(), job.settings(), problems);
            problems.throwIfErrors();
        }
    }

    private static String withoutImports(String code) {
        return code.replaceAll("(?m)^(package|import) .*\n", "").strip() + "\n";
    }

    private static Page page(String plugin) {
        return new Page(ROOT.resolve("docs/plugins").resolve(plugin + ".md"));
    }

    private static JsonObject connection(String more) {
        return (JsonObject) JsonReader.read(
                "{\"endpoint\": \"https://localhost\", \"accessId\": \"a\", \"accessKey\": \"k\", " + more + "}");
    }
}
