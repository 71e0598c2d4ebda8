package io.datachannels.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever stands in a job file, it is read or refused with problems; nothing else happens, and no secret is shown. */
class JobFileFuzzTest {
    private static final int ROUNDS = 2_500;
    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "'",
            "#",
            "//",
            "/*",
            "*/",
            "\n",
            "\\",
            "\\u",
            "$",
            "${",
            "${n}",
            "${x}",
            "$[",
            "$<",
            "$n",
            "null",
            "true",
            "0",
            "-1",
            "1e999",
            "1e-999999999",
            "99999999999999999999",
            ".5",
            "\"\"",
            "{}",
            "[]",
            "\uFEFF",
            "\u0000",
            "表",
            "\ud800",
            "\"datasource\": \"a\",",
            "\"datasource\": {},",
            "\"name\":",
            "\"parameter\": [],",
            "\"setting\": 1,",
            "\"common\": {\"column\": {\"timeZone\": \"x\"}},",
            "${env:",
            "${file:/",
            "${env:A:${b}}");

    private static final String DATAX = """
            {"job": {"setting": {"speed": {"channel": "3", "byte": 1048576}, "errorLimit": {"record": 0, "percentage": 0.02}},
              // a remark
              "content": [{"reader": {"name": "otsreader", "parameter": {"accessKey": "S3cretS3cret", "batchRows": 5, "mode": "part",
                "column": ["a", {"name": "b"}], "limits": {"x": "1", "password": 7}}},
              "writer": {"name": "osswriter", "parameter": {"datasource": "a", "password": "S3cretS3cret"}}}]},
             "common": {"column": {"timeZone": "GMT+8", "extraFormats": ["yyyyMMdd"]}}}
            """;
    private static final String DATAWORKS = """
            {"type": "job", "version": "2.0", # a remark
             "steps": [{"stepType": "ots", "category": "reader", "parameter": {"accessKey": 'S3cretS3cret', batchRows: ${n},
                "column": "a", "limits": {},}},
              {"stepType": "oss", "category": "writer", "name": "Writer", "parameter": {"object": "${n}"}}],
             "setting": {"speed": {"concurrent": 3, "throttle": true, "mbps": "1"}, "errorLimit": {"strategy": "Tolerance", "record": 1}}}
            """;

    enum Mode {
        FULL,
        PART
    }

    record Column(@io.datachannels.spi.config.BareValue String name) {}

    record Config(
            io.datachannels.spi.config.SecretText accessKey,
            int batchRows,
            @io.datachannels.spi.config.Optional Mode mode,
            List<Column> column,
            Map<String, Integer> limits)
            implements io.datachannels.spi.config.Validated {
        @Override
        public void validate(io.datachannels.spi.config.Problems problems) {
            problems.add("accessKey", "is refused");
            problems.add("column[0].name", "is refused");
            problems.add("limits.password", "is refused");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {DATAX, DATAWORKS})
    void everyFileIsReadOrRefused(String text) {
        Random random = new Random(20260102);
        Variables variables = Variables.of(Map.of("n", "4")).withEnvironment(Map.of());
        Datasources datasources = Datasources.of(
                Map.of("a", (JsonObject) JsonReader.read("{\"accessKey\": \"S3cretS3cret\", \"table\": \"${n}\"}")),
                "here");
        int read = 0;
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            String mutant = mutant(text, random);
            ProblemList problems = new ProblemList(i % 2 == 0);
            try {
                JobSpec job = JobFile.parse("fuzz", mutant, variables, datasources, problems);
                read++;
                Binder.bind(Config.class, job.reader(), problems);
                assertThat(job.toString()).satisfies(each -> assertHidden(each, mutant));
            } catch (JobFileException e) {
                refused++;
                assertThat(e.errors()).isNotEmpty();
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("round " + i + ": " + mutant, e);
            }
            assertHidden(problems.all().toString(), mutant);
        }
        assertThat(read).isGreaterThan(ROUNDS / 20);
        assertThat(refused).isGreaterThan(ROUNDS / 20);
    }

    /** Where its key still stands before it. */
    private static void assertHidden(String shown, String mutant) {
        boolean known = mutant.split("S3cretS3cret", -1).length - 1
                == mutant.split("\"(accessKey|password)\": [\"']S3cretS3cret", -1).length - 1;
        if (known) {
            assertThat(shown).as(mutant).doesNotContain("S3cretS3cret");
        }
    }

    private static String mutant(String text, Random random) {
        StringBuilder mutant = new StringBuilder(text);
        for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
            int at = random.nextInt(mutant.length());
            int to = Math.min(mutant.length(), at + random.nextInt(4) * random.nextInt(8));
            switch (random.nextInt(4)) {
                case 0 -> mutant.delete(at, to);
                case 1 -> mutant.insert(at, PIECES.get(random.nextInt(PIECES.size())));
                case 2 -> mutant.replace(at, to, PIECES.get(random.nextInt(PIECES.size())));
                default -> mutant.insert(random.nextInt(mutant.length()), mutant.substring(at, to));
            }
        }
        return mutant.toString();
    }
}
