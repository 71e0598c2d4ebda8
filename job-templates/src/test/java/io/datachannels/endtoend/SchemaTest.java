package io.datachannels.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The printed schema takes every template, and finds what is changed for the worse in it. */
class SchemaTest {
    @TempDir
    private Path folder;

    @Test
    void everyTemplateFitsAndNoMisspeltOneDoes() throws IOException {
        Datax datax = new Datax(folder);
        Path file = folder.resolve("schema.json");
        assertThat(datax.call("schema", "-o", file.toString()).exitCode()).isZero();
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(file));
        try (Stream<Path> templates = Files.list(datax.template(""))) {
            for (Path each :
                    templates.filter(name -> name.toString().endsWith(".json")).toList()) {
                String text = JsonText.compact(JsonReader.read(each));
                assertThat(schema.validate(text, InputFormat.JSON))
                        .as(each.toString())
                        .isEmpty();
                for (String word : List.of("\"column\"", "\"ots\"", "\"setting\"", "\"parameter\"", "\"errorLimit\"")) {
                    if (!text.contains(word)) {
                        continue;
                    }
                    String misspelt = word.replaceFirst("[a-z]\"$", "\"");
                    assertThat(schema.validate(text.replace(word, misspelt), InputFormat.JSON))
                            .as(each + ": " + misspelt)
                            .isNotEmpty();
                }
            }
        }
    }

    @Test
    void thatOfAPluginIsPrinted() {
        Datax.Result schema = new Datax(folder).call("schema", "--plugin", "otsreader");
        assertThat(schema.exitCode()).isZero();
        assertThat(schema.out()).contains("\"title\": \"Parameters of otsreader\"", "\"instanceName\": {");
        Datax.Result none = new Datax(folder).call("schema", "--plugin", "otsreeder");
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("did you mean \"otsreader\"?");
    }
}
