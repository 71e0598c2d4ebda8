package io.datachannels.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.config.Parameters;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginTextTest {
    @Test
    void theListHasALineForEachByRole() {
        Map<String, Parameters> plugins = Map.of(
                "examplewriter", Example.parameters(),
                "exreader", Example.parameters(),
                "anotherreader", Parameters.of(Example.None.class));
        assertThat(new PluginText(60).list(plugins)).isEqualTo("""
                Readers:
                  anotherreader\s\s
                  exreader       Reads an example, and says so in a sentence
                                 that is longer than a narrow screen.

                Writers:
                  examplewriter  Reads an example, and says so in a sentence
                                 that is longer than a narrow screen.

                """);
    }

    @Test
    void everyKeyIsExplained() {
        assertThat(new PluginText(72).of("examplereader", Example.parameters())).isEqualTo("""
                examplereader: Reads an example, and says so in a sentence that is
                  longer than a narrow screen.

                Parameters:
                  datasource: text, optional; also dataSource
                      A name in conf/datasources.json, whose keys count where they are
                      left out here: the endpoint, the access key and so on.
                  endpoint: text, required; also endPoint, url
                      Where it is.
                  accessKey: secret text, required
                      The secret.
                  column: list of objects or texts, required
                      The columns.
                      With the keys:
                        name: text, optional; may stand alone in place of the object
                            Its name.
                        type: text, default "string"
                            Its type.
                  rows: whole number, required
                      How many_*, 1..9.
                  mode: one of fast, safe, required
                      How.
                  delimiter: text, default "\\t"
                      What stands between.
                  other: one of fast, safe, default "safe"
                      How else.
                  names: list of texts, default []
                      More names.
                  limits: object, optional
                      Limits.
                  details: object, optional
                      The details.
                      With the keys:
                        trim: true or false, default true
                            Whether to trim.
                        begin: list of objects, optional
                            Where to begin.
                            With the keys:
                              type: text, required
                                  int | string.
                              value: text, optional
                                  The value.
                        Accepted, but they make no difference:
                          buffer: it grows
                  Accepted, but they make no difference:
                    old: there is a new one
                  Refused if they say something:
                    oldest: say it in mode
                """);
    }

    @Test
    void aPluginWithoutParametersSaysSo() {
        assertThat(new PluginText(72).of("x", Parameters.of(Example.None.class)))
                .endsWith("It has no parameters.\n");
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 60, 100})
    void noLineIsWiderThanTheScreen(int width) {
        assertThat(new PluginText(width)
                        .of("examplereader", Example.parameters())
                        .lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
    }
}
