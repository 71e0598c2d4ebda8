package io.datachannels.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonText;
import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.SecretText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasourcesTest {
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "OTS_KEY", "S3cret $table",
            "DATAX_DATASOURCE_MY_OTS_ENDPOINT", "http://elsewhere",
            "DATAX_DATASOURCE_MY_OTS_INSTANCE_NAME", "i2",
            "DATAX_DATASOURCE_other_accessId", "other ${x}");

    private final ProblemList problems = new ProblemList();
    private Path file;

    @BeforeEach
    void writeFile(@TempDir Path folder) throws IOException {
        file = Files.writeString(folder.resolve("datasources.json"), """
                {
                  # the production instance
                  "my-ots": {"type": "ots", "endpoint": "http://e", "accessId": "a", "accessKey": "${env:OTS_KEY}"},
                  "OTS2OSS": {"bucket": "b", "object": "from datasource", "list": [1]}
                }
                """);
    }

    @Test
    void fillWhatAParameterLeavesOut() throws IOException {
        JsonObject merged =
                merged("{\"datasource\": \"my-ots\",\n \"table\": \"t\", \"accessId\": \"mine\", \"endpoint\": \"\"}");
        assertThat(JsonText.compact(merged))
                .isEqualTo(
                        "{\"table\":\"t\",\"accessId\":\"mine\",\"endpoint\":\"http://e\",\"accessKey\":\"S3cret $table\"}");
        assertThat(merged.get("accessKey").position().toString()).isEqualTo("line 1, column 16");
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void areFoundUnderBothSpellings() throws IOException {
        assertThat(JsonText.compact(merged("{\"dataSource\": \" OTS2OSS \", \"object\": null}")))
                .isEqualTo("{\"object\":\"from datasource\",\"bucket\":\"b\",\"list\":[1]}");
    }

    @Test
    void anEmptyNameIsNone() throws IOException {
        assertThat(JsonText.compact(merged("{\"datasource\": \"\", \"table\": \"t\"}")))
                .isEqualTo("{\"table\":\"t\"}");
        assertThat(JsonText.compact(merged("{\"datasource\": null, \"table\": \"\"}")))
                .isEqualTo("{\"table\":\"\"}");
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void anUnknownOneIsAProblem() throws IOException {
        merged("{\"datasource\": \"my_otss\"}");
        merged("{\"datasource\": [\"x\"]}");
        assertThat(problems.errors())
                .extracting(Problem::toString)
                .containsExactly(
                        "p.datasource (line 1, column 16): there is no datasource \"my_otss\", did you mean \"my-ots\"?"
                                + " (looked in: " + file + ")",
                        "p.datasource (line 1, column 16): must be the name of a datasource, got a list");
    }

    @Test
    void aVariableInThemIsResolvedOnlyWhereTheyAreUsed() throws IOException {
        Variables none = Variables.none().withEnvironment(Map.of());
        Connection connection = connection(Datasources.load(file), none);
        connection.merged(object("{\"datasource\": \"OTS2OSS\"}"), "p");
        assertThat(problems.all()).isEmpty();
        connection.merged(object("{\"datasource\": \"my-ots\"}"), "p");
        assertThat(problems.errors())
                .hasToString("[p.accessKey (line 1, column 16): the environment variable OTS_KEY is not set"
                        + " (it comes from the datasource \"my-ots\")]");
    }

    record Keys(
            @AlsoKnownAs("endPoint") String endpoint,
            @AlsoKnownAs("accessKeyId") String accessId,
            @Optional SecretText accessKey,
            @Optional Integer list) {}

    @Test
    void whatIsWrongInOneNamesIt() throws IOException {
        bound("{\"datasource\": \"OTS2OSS\", \"endpoint\": \"e\", \"accessId\": \"a\"}");
        assertThat(problems.all())
                .extracting(Problem::toString)
                .contains("p.list (line 1, column 16): must be a whole number, got a list (it comes from the datasource"
                        + " \"OTS2OSS\")");
    }

    @Test
    void theParametersOtherNameOfAKeyWins() throws IOException {
        Keys keys = bound("{\"datasource\": \"my-ots\", \"endPoint\": \"http://mine\", \"accessKeyId\": \"mine\"}");
        assertThat(problems.all()).isEmpty();
        assertThat(keys.endpoint()).isEqualTo("http://mine");
        assertThat(keys.accessId()).isEqualTo("mine");
        bound("{\"endPoint\": \"http://mine\", \"endpoint\": \"x\", \"accessKeyId\": \"mine\"}");
        assertThat(problems.errors()).extracting(Problem::path).containsExactly("p.endpoint");
    }

    private Keys bound(String parameter) throws IOException {
        return Binder.bind(Keys.class, new PluginSpec("x", merged(parameter), "p"), problems);
    }

    @Test
    void theEnvironmentWins() throws IOException {
        Datasources both = Datasources.load(file).withEnvironment(ENVIRONMENT.keySet());
        assertThat(merged(both, "{\"datasource\": \"my-ots\"}"))
                .isEqualTo(
                        "{\"endpoint\":\"http://elsewhere\",\"accessId\":\"a\",\"accessKey\":\"S3cret $table\",\"instanceName\":\"i2\"}");
        assertThat(merged(both, "{\"datasource\": \"other\"}")).isEqualTo("{\"accessId\":\"other ${x}\"}");
        merged(both, "{\"datasource\": \"none\"}");
        assertThat(problems.errors())
                .singleElement()
                .satisfies(each -> assertThat(each.message())
                        .endsWith("(looked in: " + file + ", and in the environment DATAX_DATASOURCE_NAME_KEY)"));
    }

    @Test
    void withoutAFileThereIsNone() {
        Datasources none = Datasources.none().withEnvironment(Set.of());
        assertThat(none.find("x")).isEmpty();
        assertThat(none.names()).isEmpty();
        assertThat(none.where()).startsWith("no file of datasources was given");
    }

    @Test
    void aWrongFileIsRefusedWithoutValues(@TempDir Path folder) throws IOException {
        Path wrong = folder.resolve("wrong.json");
        for (String text : new String[] {
            "[]",
            "{\"a\": \"S3cret\"}",
            "{\"a\": {\"accessKey\": S3cret}}",
            "{\"a\": {}, \"a\": {}}",
            "{\"a\": {\"key\": \"S3cret\", \"key\": \"S3cret\"}}"
        }) {
            Files.writeString(wrong, text);
            assertThatThrownBy(() -> Datasources.load(wrong))
                    .isInstanceOf(JobFileException.class)
                    .hasMessageStartingWith(wrong.toString())
                    .satisfies(e -> assertThat(e.getMessage()).doesNotContain("S3cret"));
        }
        assertThatThrownBy(() -> Datasources.load(folder.resolve("none"))).isInstanceOf(NoSuchFileException.class);
    }

    private JsonObject merged(String parameter) throws IOException {
        Variables variables = Variables.of(Map.of("table", "wrong")).withEnvironment(ENVIRONMENT);
        return connection(Datasources.load(file), variables).merged(object(parameter), "p");
    }

    private String merged(Datasources datasources, String parameter) {
        Variables variables = Variables.of(Map.of("table", "wrong")).withEnvironment(ENVIRONMENT);
        return JsonText.compact(connection(datasources, variables).merged(object(parameter), "p"));
    }

    private Connection connection(Datasources datasources, Variables variables) {
        Substitution substitution = new Substitution(variables, variables.schedule(null), problems, use -> {});
        return new Connection(datasources, substitution, problems);
    }

    private static JsonObject object(String text) {
        return (JsonObject) JsonReader.read(text);
    }
}
