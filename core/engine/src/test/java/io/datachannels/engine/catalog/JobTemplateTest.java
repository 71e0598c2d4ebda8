package io.datachannels.engine.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.config.Datasources;
import io.datachannels.engine.config.JobFile;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.Parameters;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.Variables;
import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonText;
import org.junit.jupiter.api.Test;

class JobTemplateTest {
    private final String template =
            JobTemplate.of("examplereader", Example.parameters(), "nonewriter", Parameters.of(Example.None.class));

    @Test
    void whatMostJobsHaveIsAPlaceholder() {
        JobSpec spec = parse(template);
        assertThat(spec.reader().name()).isEqualTo("examplereader");
        assertThat(spec.writer().name()).isEqualTo("nonewriter");
        assertThat(JsonText.compact(spec.reader().parameter())).isEqualTo("""
                {"endpoint":"<endpoint>","accessKey":"<accessKey>","column":["<name>"],"rows":"<whole number>",\
                "mode":"<one of fast, safe>","limits":{"<key>":"<whole number>"}}""");
        assertThat(JsonText.compact(spec.writer().parameter())).isEqualTo("{}");
    }

    @Test
    void theRestIsCommentsWithDefaultAndMeaning() {
        assertThat(template)
                .contains("            # What stands between.\n            // \"delimiter\": \"\\t\",\n")
                .contains("// \"names\": [],")
                .contains("// \"details\": {\"trim\": true, \"begin\": [{\"type\": \"<type>\"}]},")
                .contains("// \"datasource\": \"<datasource>\",");
    }

    @Test
    void everyCommentedKeyMayBeTakenIn() {
        String all = template.replaceAll("(?m)^( +)// ", "$1");
        Json parameter = parse(all).reader().parameter();
        assertThat(JsonText.compact(parameter)).contains("\"other\":\"safe\"", "\"limits\":{");
    }

    @Test
    void theHeadlineNamesBothSides() {
        assertThat(template).startsWith("# A job from examplereader to nonewriter.");
        assertThat(JsonReader.read(template)).isNotNull();
    }

    private static JobSpec parse(String text) {
        String plain = text.replace("\"datasource\": \"<datasource>\",", "");
        return JobFile.parse("template", plain, Variables.none(), Datasources.none(), new ProblemList(true));
    }
}
