package io.datachannels.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    private static final List<String> KEYS = List.of(
            "endpoint",
            "accessId",
            "accessKey",
            "instanceName",
            "table",
            "column",
            "batchRows",
            "fieldDelimiter",
            "id");

    @ParameterizedTest
    @CsvSource({
        "tabel, table",
        "tble, table",
        "tablee, table",
        "Table, table",
        "endpiont, endpoint",
        "acces_key, accessKey",
        "access-id, accessId",
        "fieldDelimeter, fieldDelimiter",
        "instance_name, instanceName",
        "columns, column",
        "ID, id",
    })
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(Nearest.name(typed, KEYS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"batchSize", "xy", "_", "partition", "tab", "object"})
    void doesNotGuess(String typed) {
        assertThat(Nearest.name(typed, KEYS)).isEmpty();
    }

    @Test
    void aNameThatIsAbsurdIsNotCompared() {
        assertThat(Nearest.name("x".repeat(1_000_000), List.of("x".repeat(1_000_000))))
                .isEmpty();
        assertThat(Nearest.name("", KEYS)).isEmpty();
    }

    @Test
    void theNearestWins() {
        assertThat(Nearest.name("accessKez", List.of("accessKeyId", "accessKey")))
                .contains("accessKey");
        assertThat(Nearest.name("name", List.of("nam", "nameX"))).contains("nam");
    }
}
