package io.datachannels.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.cli.Installed.Ended;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code plugins} and {@code template}. */
class CatalogCommandsTest {
    @TempDir
    Path home;

    private Installed installed;

    @BeforeEach
    void install() throws IOException {
        installed = new Installed(home);
    }

    @Test
    void pluginsAreListed() throws Exception {
        Ended ended = installed.run("plugins");
        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(ended.out()).isEqualTo("""
                Readers:
                  toyreader  Numbers that fail as they are told.

                Writers:
                  toywriter  Numbers that fail as they are told.

                The parameters of one: datax.sh plugins NAME
                """);
    }

    @Test
    void aShortNameMeansBothSides() throws Exception {
        Ended ended = installed.run("plugins", "toy");
        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(ended.out())
                .contains(
                        "toyreader: Numbers",
                        "toywriter: Numbers",
                        "  mode: one of WORK, BLOCK",
                        "  file: text, required");
    }

    @Test
    void aTableIsPrintedForAPage() throws Exception {
        assertThat(installed.run("plugins", "--markdown", "toyreader").out())
                .startsWith("| key | type | default | meaning |\n")
                .contains("| `file` | text | **required** | Where the rows go. |\n");
    }

    @Test
    void anUnknownPluginIsSaidWithTheNearest() throws Exception {
        Ended ended = installed.run("plugins", "toireader");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err())
                .isEqualTo("there is no plug-in \"toireader\", did you mean \"toyreader\"?\n"
                        + "What to do: Those here are toyreader, toywriter.\n");
    }

    /** DataX's own form, and ours. */
    @ParameterizedTest
    @CsvSource({"-r,toyreader,-w,toywriter", "--reader,toy,--writer,toy"})
    void theTemplateIsTheSameByBothWays(String r, String reader, String w, String writer) throws Exception {
        Ended ours = installed.run("template", r, reader, w, writer);
        assertThat(ours.code()).as(ours.toString()).isZero();
        assertThat(ours.out()).contains("\"name\": \"toyreader\"", "\"file\": \"<file>\"", "// \"mode\": \"WORK\"");
        assertThat(installed.run(r, reader, w, writer)).isEqualTo(ours);
    }

    @Test
    void aTemplateThatIsFilledInRuns() throws Exception {
        String template = installed.run("template", "-r", "toy", "-w", "toy").out();
        Path job = installed.file(
                "job.json", template.replace("<file>", installed.rows().toString()));
        Ended ended = installed.run(job);
        assertThat(ended.code()).as(ended.toString()).isZero();
        assertThat(installed.rows()).exists();
    }

    @Test
    void halfATemplateIsAskedFor() throws Exception {
        assertThat(installed.run("-r", "toyreader").err()).startsWith("-r and -w go together");
        assertThat(installed.run("template", "-r", "toyreader").code()).isEqualTo(2);
        Ended unknown = installed.run("template", "-r", "toi", "-w", "toy");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("there is no reader \"toireader\", did you mean \"toyreader\"?");
    }
}
