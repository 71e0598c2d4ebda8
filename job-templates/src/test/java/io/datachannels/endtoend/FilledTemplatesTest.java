package io.datachannels.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.catalog.JobTemplate;
import io.datachannels.engine.config.Binder;
import io.datachannels.engine.config.Datasources;
import io.datachannels.engine.config.JobFile;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.Variables;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.plugin.Plugins;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code template} prints for each pair is a job once its placeholders are filled in. */
class FilledTemplatesTest {
    private static final Plugins PLUGINS = Plugins.in(Path.of(System.getProperty("installation"), "plugin"));
    private static final Pattern CHOICE = Pattern.compile("\"<one of ([^,>]+)[^>]*>\"");

    private static final Pattern NAME = Pattern.compile("<(\\w+)>");

    static List<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (String reader : PLUGINS.names()) {
            for (String writer : PLUGINS.names()) {
                if (reader.endsWith("reader") && writer.endsWith("writer")) {
                    pairs.add(Arguments.of(reader, writer));
                }
            }
        }
        return pairs;
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void itBinds(String reader, String writer) {
        ProblemList problems = new ProblemList(true);
        JobSpec job = JobFile.parse(
                "template", filled(template(reader, writer)), Variables.none(), Datasources.none(), problems);
        Binder.bind(PLUGINS.reader(reader).plugin().config(), job.reader(), problems);
        Binder.bind(PLUGINS.writer(writer).plugin().config(), job.writer(), problems);
        problems.throwIfErrors();
        assertThat(job.reader().name()).isEqualTo(reader);
        assertThat(job.writer().name()).isEqualTo(writer);
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void itStaysJsonWhateverIsTakenIn(String reader, String writer) {
        String all = template(reader, writer).replaceAll("(?m)^( +)// ", "$1");
        assertThat(JsonReader.read(all)).isNotNull();
    }

    private static String template(String reader, String writer) {
        return JobTemplate.of(reader, PLUGINS.parameters(reader), writer, PLUGINS.parameters(writer));
    }

    /** As a user would: an address, a time, a type and numbers where they are asked for, and for every other name one of its own. */
    private static String filled(String template) {
        String begun = CHOICE.matcher(template)
                .replaceAll("\"$1\"")
                .replace("\"<endpoint>\"", "\"https://localhost\"")
                .replace("\"<server>\"", "\"localhost:9092\"")
                .replace("\"<beginDateTime>\"", "\"20260101000000\"")
                .replace("\"<partition>\"", "\"dt=20250727\"")
                .replace("\"<type>\"", "\"string\"")
                .replace("\"<date>\"", "\"20250727\"")
                .replace("\"<true or false>\"", "true")
                .replace("\"<whole number>\"", "1");
        return NAME.matcher(begun).replaceAll(each -> each.group(1) + each.start());
    }
}
