package io.datachannels.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
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
        "di, id",
    })
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(NearestName.of(typed, KEYS)).contains(meant);
    }

    @ParameterizedTest
    @CsvSource({"batchSize", "xy", "_", "partition", "tab", "object"})
    void doesNotGuess(String typed) {
        assertThat(NearestName.of(typed, KEYS)).isEmpty();
    }

    @Test
    void aNameThatIsAbsurdIsNotCompared() {
        assertThat(NearestName.of("x".repeat(1_000_000), List.of("x".repeat(1_000_000))))
                .isEmpty();
        assertThat(NearestName.of("", KEYS)).isEmpty();
    }

    @Test
    void theNearestWins() {
        assertThat(NearestName.of("accessKez", List.of("accessKeyId", "accessKey")))
                .contains("accessKey");
        assertThat(NearestName.of("name", List.of("nam", "nameX"))).contains("nam");
    }

    @Test
    void aHintIsPartOfASentence() {
        assertThat(NearestName.hint("tabel", KEYS)).isEqualTo(", did you mean \"table\"?");
        assertThat(NearestName.hint("batchSize", KEYS)).isEmpty();
        assertThat(NearestName.hint("x", List.of())).isEmpty();
    }

    @Test
    void showsTheFirstOfMany() {
        assertThat(NearestName.some(List.of("b", "a"))).isEqualTo("a, b");
        assertThat(NearestName.some(
                        IntStream.range(100, 130).mapToObj(i -> "t" + i).toList()))
                .startsWith("t100, t101")
                .endsWith("t109 and 20 more");
    }
}
