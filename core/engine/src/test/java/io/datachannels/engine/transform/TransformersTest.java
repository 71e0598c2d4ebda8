package io.datachannels.engine.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.config.Datasources;
import io.datachannels.engine.config.JobFile;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.Parameters;
import io.datachannels.engine.config.Problem;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.Variables;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with the transformers of a job file is said before anything is contacted. */
class TransformersTest {
    private static List<String> problems(String transformers) {
        String text = """
                {"job": {"content": [{"reader": {"name": "streamreader"}, "writer": {"name": "streamwriter"},
                  "transformer": %s}]}}
                """.formatted(transformers);
        ProblemList problems = new ProblemList(true);
        JobSpec spec = JobFile.read("t.json", text, Variables.none(), Datasources.none(), problems)
                .orElseThrow();
        Transformers.bind(spec.transformers(), spec.settings(), problems);
        return problems.errors().stream().map(Problem::toString).toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dx_substr|'\"columnIndex\": 0'|paras (line 2, column 54): must be [\"start\", \"length\"], got a list of 0",
                "dx_substr|'\"paras\": [\"0\", \"1\"]'|columnIndex (line 2, column 54): is required: the place of a column, from 0; or \"column\" with its name",
                "dx_substr|'\"columnIndex\": -1, \"paras\": [\"0\", \"1\"]'|columnIndex (line 2, column 70): must be 0 or more, got -1",
                "dx_substr|'\"columnIndex\": 0, \"column\": \"a\", \"paras\": [\"0\", \"1\"]'|column (line 2, column 83): must be left out where \"columnIndex\" is given: both say which column, got \"a\"",
                "dx_substr|'\"columnIndex\": 0, \"paras\": [\"-1\", \"1\"]'|paras[0] (line 2, column 83): must be a whole number of 0 to 999999999, got \"-1\"",
                "dx_pad|'\"columnIndex\": 0, \"paras\": [\"x\", \"5\", \"\"]'|paras[0] (line 2, column 80): must be l or r, got \"x\"",
                "dx_pad|'\"columnIndex\": 0, \"paras\": [\"l\", \"5\", \"\"]'|paras[2] (line 2, column 90): must not be empty, got \"\"",
                "dx_pad|'\"columnIndex\": 0, \"paras\": [\"l\", \"9999999\", \"x\"]'|paras[1] (line 2, column 85): must be a whole number of 0 to 1048576, got \"9999999\"",
                "dx_filter|'\"columnIndex\": 0, \"paras\": [\"=>\", \"5\"]'|paras[0] (line 2, column 83): must be one of like, not like, >, <, >=, <=, =, !=, null, not null, got \"=>\"",
                "dx_filter|'\"columnIndex\": 0, \"paras\": [\"like\", \"(\"]'|paras[1] (line 2, column 91): must be a regular expression of Java: Unclosed group, got \"(\"",
                "dx_filter|'\"columnIndex\": 0, \"paras\": [\">\"]'|paras (line 2, column 82): must be [\">\", \"value\"], got a list of 1",
                "dx_digest|'\"columnIndex\": 0, \"paras\": [\"sha\", \"toUpperCase\"]'|paras[0] (line 2, column 83): must be md5 or sha1, got \"sha\"",
                "dx_cast|'\"columnIndex\": 0, \"type\": \"lonk\"'|type (line 2, column 79): must be one of bigint, bool, boolean, bytes, date, datetime, decimal, double, int, long, string, text, timestamp, got \"lonk\"",
                "dx_cast|'\"columnIndex\": 0, \"type\": \"long\", \"format\": \"yyyy\"'|format (line 2, column 97): is for the types text, date and timestamp alone; leave it out, got \"yyyy\"",
                "dx_select|'\"colum\": [\"a\"]'|colum (line 2, column 55): unknown key, did you mean \"column\"?",
                "dx_mask|'\"column\": \"a\", \"mask\": \"##\"'|mask (line 2, column 76): must be one character, got \"##\""
            })
    void saysWhatIsWrongAndWhere(String name, String parameter, String message) {
        assertThat(problems("[{\"name\": \"" + name + "\", \"parameter\": {" + parameter + "}}]"))
                .contains("job.content[0].transformer[0].parameter." + message);
    }

    @Test
    void namesTheNearest() {
        assertThat(problems("[{\"name\": \"dx_subst\"}]"))
                .containsExactly("job.content[0].transformer[0].name (line 2, column 28): there is no transformer"
                        + " \"dx_subst\", did you mean \"dx_substr\"? The transformers are dx_substr, dx_pad,"
                        + " dx_replace, dx_filter, dx_digest, dx_mask, dx_select, dx_rename, dx_cast.");
    }

    @Test
    void saysWhatToUseInPlaceOfGroovy() {
        assertThat(problems("[{\"name\": \"dx_groovy\", \"parameter\": {\"code\": \"return record\"}}]"))
                .singleElement()
                .asString()
                .contains("dx_groovy is not supported", "Use dx_substr, dx_pad");
    }

    @Test
    void everyKeyOfEveryTransformerIsExplained() {
        Transformers.kinds()
                .forEach((name, type) -> assertThat(Parameters.of(type).list())
                        .as(name)
                        .isNotEmpty()
                        .allSatisfy(each -> assertThat(each.doc()).isNotEmpty()));
    }
}
