package io.datachannels.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.datachannels.engine.config.Binder;
import io.datachannels.engine.config.Datasources;
import io.datachannels.engine.config.JobFile;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.Parameters;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.Variables;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonText;
import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.BareValue;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Inline;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.RefusedKey;
import io.datachannels.spi.config.SecretText;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema and the engine, which is strict, say the same of a job file. */
class JobSchemaTest {
    enum Mode {
        PUT_ROW("PutRow"),
        DELETE("delete");

        private final String written;

        Mode(String written) {
            this.written = written;
        }

        @Override
        public String toString() {
            return written;
        }
    }

    record Access(
            @Doc("Where.") @AlsoKnownAs("endPoint") String endpoint,
            @Optional @AlsoKnownAs({"key", "secret"}) SecretText accessKey) {}

    record Column(
            @BareValue String name,
            @Default("string") String type,
            @Optional Integer index) {}

    @Doc("Reads toys.")
    @IgnoredKey(name = "threads", because = "there are enough")
    @RefusedKey(name = "copy", instead = "read and write rows")
    record Config(
            @Inline Access access,
            String table,
            @Default("10") int rows,
            @Optional BigDecimal factor,
            @Default("false") boolean strict,
            @Optional Mode mode,
            @Optional List<Column> column,
            @Default("[1, 2]") List<Integer> sizes,
            @Default("a") List<String> names,
            @Optional Map<String, Long> limits,
            @Optional Column only) {}

    private static final Map<String, Parameters> PLUGINS = Map.of(
            "toyreader", Parameters.of(Config.class).withDatasource(),
            "toywriter", Parameters.of(Column.class));
    private static final JsonObject SCHEMA = new JobSchema(PLUGINS).ofJobFile();
    private static final Schema VALIDATOR = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(JsonText.compact(SCHEMA));

    private static final String DATAX = """
            {"job": {"setting": {"speed": {"channel": 1}}, "content": [{
              "reader": {"name": "toyreader", "parameter": {"endpoint": "e", "table": "t"}},
              "writer": {"name": "toy", "parameter": {"name": "n"}}}]}}
            """;

    /** Each once as it is, with the schema and the engine of one mind. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`'table': 't'`      | `'table': 5`                             | true",
                "`'table': 't'`      | `'table': ''`                            | true",
                "`'table': 't'`      | `'table': null`                          | false",
                "`'table': 't'`      | `'table': ['t']`                         | false",
                "`'table': 't'`      | `'tabel': 't'`                           | false",
                "`'table': 't'`      | `'table': 't', 'threads': 5`             | true",
                "`'table': 't'`      | `'table': 't', 'copy': true`             | false",
                "`'table': 't'`      | `'table': 't', 'copy': false`            | true",
                "`'table': 't'`      | `'table': 't', 'copy': []`               | true",
                "`'endpoint': 'e'`   | `'endPoint': 'e'`                        | true",
                "`'endpoint': 'e'`   | `'endPoint': 'e', 'endpoint': 'f'`       | false",
                "`'endpoint': 'e'`   | `'accessKey': 'e'`                       | false",
                "`'endpoint': 'e'`   | `'endpoint': 'e', 'key': 'k'`            | true",
                "`'endpoint': 'e'`   | `'endpoint': 'e', 'key': 'k', 'secret': 's'` | false",
                "`'table': 't'`      | `'table': 't', 'rows': '5'`              | true",
                "`'table': 't'`      | `'table': 't', 'rows': ' -5.0e1 '`       | true",
                "`'table': 't'`      | `'table': 't', 'rows': ''`               | true",
                "`'table': 't'`      | `'table': 't', 'rows': null`             | true",
                "`'table': 't'`      | `'table': 't', 'rows': '${n}'`           | true",
                "`'table': 't'`      | `'table': 't', 'rows': 'many'`           | false",
                "`'table': 't'`      | `'table': 't', 'rows': 1.5`              | false",
                "`'table': 't'`      | `'table': 't', 'rows': true`             | false",
                "`'table': 't'`      | `'table': 't', 'factor': '1.5'`          | true",
                "`'table': 't'`      | `'table': 't', 'factor': '.'`            | false",
                "`'table': 't'`      | `'table': 't', 'strict': 'TRUE'`         | true",
                "`'table': 't'`      | `'table': 't', 'strict': 'yes'`          | false",
                "`'table': 't'`      | `'table': 't', 'strict': 1`              | false",
                "`'table': 't'`      | `'table': 't', 'mode': 'putrow'`         | true",
                "`'table': 't'`      | `'table': 't', 'mode': 'PUT_ROW'`        | true",
                "`'table': 't'`      | `'table': 't', 'mode': 'put'`            | false",
                "`'table': 't'`      | `'table': 't', 'mode': ''`               | true",
                "`'table': 't'`      | `'table': 't', 'column': ['a', {'name': 'b', 'index': '1'}]` | true",
                "`'table': 't'`      | `'table': 't', 'column': 'a'`            | true",
                "`'table': 't'`      | `'table': 't', 'column': {'name': 'a'}`  | false",
                "`'table': 't'`      | `'table': 't', 'column': [{'type': 'a'}]` | false",
                "`'table': 't'`      | `'table': 't', 'column': [null]`         | false",
                "`'table': 't'`      | `'table': 't', 'column': [{'name': 'a', 'x': 1}]` | false",
                "`'table': 't'`      | `'table': 't', 'sizes': '5'`             | true",
                "`'table': 't'`      | `'table': 't', 'sizes': [1, 'x']`        | false",
                "`'table': 't'`      | `'table': 't', 'limits': {'a': '1'}`     | true",
                "`'table': 't'`      | `'table': 't', 'limits': {'a': 'x'}`     | false",
                "`'table': 't'`      | `'table': 't', 'limits': 'x'`            | false",
                "`'table': 't'`      | `'table': 't', 'only': 'x'`              | true",
                "`'table': 't'`      | `'datasource': 'd'`                      | true",
                "`'table': 't'`      | `'dataSource': ''`                       | false",
                "toyreader           | `ToyReader`                              | true",
                "toyreader           | toy                                      | true",
                "`'toy'`             | `'toywriter'`                            | true",
                "`'toy'`             | `'toyreader'`                            | false",
                "`'toy'`             | `'tow'`                                  | false",
                "`'name': 'toyreader'` | `'title': 'toyreader'`                 | false",
                "`'channel': 1`      | `'channel': '3', 'mbps': 0.5, 'dmu': 1`  | true",
                "`'channel': 1`      | `'chanel': 3`                            | false",
                "`'channel': 1`      | `'channel': 1, 'concurrent': 1`          | false",
                "`{'job'`            | `{'core': {'transport': {'channel': {'speed': {'byte': -1}}}}, 'job'` | true",
                "`{'job'`            | `{'core': {'transport': {'chanel': {}}}, 'job'` | false",
                "`{'job'`            | `{'common': {'column': {'timeZone': 'UTC'}}, 'job'` | true",
                "`{'job'`            | `{'common': {'column': {'timezone': 'UTC'}}, 'job'` | false",
                "`{'job'`            | `{'jobs'`                                | false",
                "`'content': [{`     | `'jobInfo': 5, 'content': [{`            | true",
            })
    void saysWhatTheEngineSays(String part, String other, boolean right) {
        String text = DATAX.replace(part.replace('\'', '"'), other.replace('\'', '"'));
        assertThat(text).isNotEqualTo(DATAX);
        assertThat(errors(text).isEmpty()).as("schema: " + errors(text)).isEqualTo(right);
        assertThat(engine(text).isEmpty()).as("engine: " + engine(text)).isEqualTo(right);
    }

    @Test
    void allDialectsAreTaken() {
        assertThat(errors(DATAX)).isEmpty();
        String dataworks = """
                {"type": "job", "version": "1.0", "configuration": {"setting": {"speed": {"mbps": "1"}},
                  "reader": {"plugin": "toy", "parameter": {"endpoint": "e", "table": "t"}},
                  "writer": {"plugin": "toy", "parameter": {"name": "n"}}}}
                """;
        assertThat(errors(dataworks)).isEmpty();
        assertThat(errors(dataworks.replace("\"e\", \"table\"", "\"e\", \"tabel\"")))
                .isNotEmpty();
        String steps = """
                {"type": "job", "version": "2.0", "extend": {}, "steps": [
                   {"stepType": "toy", "category": "reader", "name": "Reader", "parameter": {"endpoint": "e", "table": "t"}},
                   {"stepType": "toy", "category": "Writer", "name": "Writer", "parameter": {"name": "n"}},
                   {"stepType": "x", "category": "processor", "parameter": {"any": 1}}],
                 "order": {"hops": [{"from": "Reader", "to": "Writer"}]}, "setting": {"errorLimit": {"strategy": "Ignore"}}}
                """;
        assertThat(errors(steps)).isEmpty();
        assertThat(errors(steps.replace("\"name\": \"n\"", "\"table\": \"n\""))).isNotEmpty();
        assertThat(errors(steps.replace("\"from\"", "\"form\""))).isNotEmpty();
    }

    @Test
    void anEditorFindsMeaningsAndDefaults() {
        JsonObject parameter = JobSchema.ofParameter("toyreader", PLUGINS.get("toyreader"));
        assertThat(JsonText.compact(parameter.get("title"))).isEqualTo("\"Parameters of toyreader\"");
        assertThat(JsonText.compact(parameter.get("description"))).isEqualTo("\"Reads toys.\"");
        JsonObject properties = (JsonObject) parameter.get("properties");
        assertThat(JsonText.compact(properties.get("endpoint")))
                .isEqualTo("{\"description\":\"Where.\",\"type\":[\"string\",\"number\",\"boolean\"]}");
        assertThat(JsonText.compact(properties.get("endPoint"))).contains("The same as endpoint.");
        assertThat(JsonText.compact(((JsonObject) properties.get("rows")).get("default")))
                .isEqualTo("10");
        assertThat(JsonText.compact(((JsonObject) properties.get("sizes")).get("default")))
                .isEqualTo("[1,2]");
        assertThat(JsonText.compact(((JsonObject) properties.get("names")).get("default")))
                .isEqualTo("[\"a\"]");
        assertThat(JsonText.compact(properties.get("mode"))).contains("{\"enum\":[\"PutRow\",\"delete\"]}");
        assertThat(JsonText.compact(properties.get("threads")))
                .isEqualTo("{\"description\":\"Makes no difference: there are enough.\",\"deprecated\":true}");
    }

    private static List<String> errors(String text) {
        String json = JsonText.compact(JsonReader.read(text));
        return VALIDATOR.validate(json, InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    /** What the engine finds, strictly. */
    private static List<String> engine(String text) {
        ProblemList problems = new ProblemList(true);
        Variables variables = Variables.of(Map.of("n", "5"));
        Datasources datasources =
                Datasources.of(Map.of("d", (JsonObject) JsonReader.read("{\"table\": \"t\"}")), "here");
        java.util.Optional<JobSpec> spec = JobFile.read("j", text, variables, datasources, problems);
        spec.filter(each -> PLUGINS.containsKey(each.reader().name())
                        && PLUGINS.containsKey(each.writer().name()))
                .ifPresentOrElse(
                        each -> {
                            Binder.bind(Config.class, each.reader(), problems);
                            Binder.bind(Column.class, each.writer(), problems);
                        },
                        () -> problems.error("", io.datachannels.engine.json.Position.NONE, "no such plug-in"));
        return problems.errors().stream().map(Object::toString).toList();
    }
}
