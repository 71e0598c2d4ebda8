package io.datachannels.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.config.Datasources;
import io.datachannels.engine.config.JobFile;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.Variables;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FingerprintTest {
    private static final String WRITER = "\"endpoint\": \"http://h\", \"table\": \"t\"";

    private final Fingerprint fingerprint = new Fingerprint(false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"accessId\": \"i\", \"accessKey\": \"k\"",
                "\"securityToken\": \"s\"",
                "\"preSql\": [\"drop table a\"]",
                "\"postSql\": [\"drop table b\"]"
            })
    void whatChangesNeitherRowsNorTheirPlaceDoesNotCount(String more) {
        JobSpec with = job(WRITER + ", " + more);
        assertThat(fingerprint.target(with)).isEqualTo(fingerprint.target(job(WRITER)));
        assertThat(fingerprint.job(with).differences(fingerprint.job(job(WRITER))))
                .isEmpty();
    }

    @Test
    void whatElseTheWriterIsToldCounts() {
        JobSpec other = job(WRITER.replace("\"t\"", "\"u\""));
        assertThat(fingerprint.target(other)).isNotEqualTo(fingerprint.target(job(WRITER)));
        assertThat(fingerprint.job(other).differences(fingerprint.job(job(WRITER))))
                .isEqualTo(List.of("writer"));
        assertThat(new Fingerprint(true).target(job(WRITER))).isNotEqualTo(fingerprint.target(job(WRITER)));
    }

    private static JobSpec job(String writer) {
        return JobFile.parse(
                "job.json",
                """
                {"job": {"content": [{"reader": {"name": "r", "parameter": {}}, "writer": {"name": "w", "parameter": {%s}}}]}}
                """.formatted(writer),
                Variables.none(),
                Datasources.of(Map.of(), "the test"),
                new ProblemList(true));
    }
}
