package io.datachannels.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.BareValue;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.RefusedKey;
import io.datachannels.spi.config.RequiredUnless;
import io.datachannels.spi.config.SecretText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ParametersTest {
    enum Mode {
        FAST,
        SAFE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    record Column(
            @BareValue @Doc("Its name.") String name,

            @Default("string") String type) {}

    @Doc("Writes nothing.")
    @IgnoredKey(name = "oldKey", because = "there is a new one")
    @RefusedKey(name = "oldestKey", instead = "use mode")
    record Keys(
            @Doc("Where.") @AlsoKnownAs({"endPoint", "url"}) String endpoint,

            @Optional SecretText accessKey,
            @Default("200") int rows,
            @Default("safe") Mode mode,
            List<Column> column,
            @Optional Map<String, Long> limits,
            @Optional(usual = true) Column only) {}

    record Either(@RequiredUnless("b") String a, @Optional String b) {}

    private final Parameters parameters = Parameters.of(Keys.class);

    @Test
    void everyKeyIsThereInOrder() {
        assertThat(parameters.doc()).isEqualTo("Writes nothing.");
        assertThat(parameters.ignored()).containsExactly(Map.entry("oldKey", "there is a new one"));
        assertThat(parameters.refused()).containsExactly(Map.entry("oldestKey", "use mode"));
        assertThat(parameters.list())
                .extracting(Parameter::name)
                .containsExactly("endpoint", "accessKey", "rows", "mode", "column", "limits", "only");
    }

    @Test
    void aKeyIsRequiredUnlessItHasADefaultOrIsOptional() {
        assertThat(parameters.list().stream().filter(Parameter::required).map(Parameter::name))
                .containsExactly("endpoint", "column");
        assertThat(key("rows").standard()).isEqualTo("200");
        assertThat(key("limits").standard()).isNull();
    }

    @Test
    void aKeyThatAnotherMayStandForIsUsualAndNotRequired() {
        Parameter key = Parameters.of(Either.class).list().get(0);
        assertThat(key.required()).isFalse();
        assertThat(key.usual()).isTrue();
    }

    @Test
    void whatMostJobsHaveIsKnown() {
        assertThat(parameters.list().stream().filter(Parameter::usual).map(Parameter::name))
                .containsExactly("endpoint", "column", "only");
    }

    @Test
    void aKeyHasItsOtherNamesAndItsMeaning() {
        assertThat(key("endpoint").otherNames()).containsExactly("endPoint", "url");
        assertThat(key("endpoint").doc()).isEqualTo("Where.");
        assertThat(key("rows").doc()).isEmpty();
    }

    @Test
    void secretsAreKnown() {
        assertThat(parameters.list().stream().filter(Parameter::secret).map(Parameter::name))
                .containsExactly("accessKey");
    }

    @Test
    void typesAreSaidInTheUsersWords() {
        assertThat(parameters.list())
                .extracting(each -> each.type().toString())
                .containsExactly(
                        "text",
                        "secret text",
                        "whole number",
                        "one of fast, safe",
                        "list of objects or texts",
                        "object",
                        "object or text");
        assertThat(key("mode").type().constants()).containsExactly("fast", "safe");
        assertThat(key("limits").type().element().kind()).isEqualTo(ValueType.Kind.WHOLE_NUMBER);
    }

    @Test
    void keysOfListedAndSingleObjectsAreTheSame() {
        Parameters column = key("column").type().membersWithin();
        assertThat(column).isEqualTo(key("only").type().membersWithin());
        assertThat(column.bare()).isEqualTo("name");
        assertThat(column.list()).extracting(Parameter::name).containsExactly("name", "type");
        assertThat(key("rows").type().membersWithin()).isNull();
        assertThat(parameters.bare()).isNull();
    }

    /** What is said to be enough is enough for the binder, and what is said to be required it asks for. */
    @Test
    void theBinderGoesByTheSame() {
        ProblemList none = new ProblemList(true);
        String enough = "{\"url\": \"here\", \"column\": [\"a\", {\"name\": \"b\"}], \"oldKey\": 1}";
        Keys keys = Binder.bind(Keys.class, new PluginSpec("x", json(enough), "p"), none);
        assertThat(keys)
                .isEqualTo(new Keys(
                        "here",
                        null,
                        200,
                        Mode.SAFE,
                        List.of(new Column("a", "string"), new Column("b", "string")),
                        Map.of(),
                        null));
        ProblemList missing = new ProblemList(true);
        Binder.bind(Keys.class, new PluginSpec("x", json("{}"), "p"), missing);
        assertThat(missing.errors()).extracting(Problem::path).containsExactly("p.endpoint", "p.column");
    }

    @Test
    void aComponentThatCannotBeBoundIsAMistakeOfTheRecord() {
        record Wrong(Thread thread) {}
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Parameters.of(Wrong.class))
                .withMessageContaining("Thread");
        assertThatIllegalArgumentException().isThrownBy(() -> Parameters.of(String.class));
    }

    private static JsonObject json(String text) {
        return (JsonObject) JsonReader.read(text);
    }

    private Parameter key(String name) {
        return parameters.list().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
