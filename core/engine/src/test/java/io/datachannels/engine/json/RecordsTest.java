package io.datachannels.engine.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReport;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.WriterState;
import io.datachannels.spi.config.SecretText;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
    private static final ClassLoader LOADER = RecordsTest.class.getClassLoader();

    private enum Kind {
        FULL,
        PART {
            @Override
            public String toString() {
                return "a part";
            }
        }
    }

    private record Inner(String text, int number) {}

    private record Everything(
            String text,
            int number,
            long large,
            boolean flag,
            double real,
            BigDecimal decimal,
            Long boxed,
            Kind kind,
            List<Inner> inners,
            Map<String, List<Inner>> byName,
            Set<String> set,
            Inner inner,
            Instant instant,
            LocalDate date,
            Duration duration,
            ZoneId zone,
            Path path) {}

    private record Bytes(byte[] bytes) {}

    private record Range(String begin, String end, Kind kind) implements Split {
        @Override
        public String describe() {
            return begin + ".." + end;
        }
    }

    record Uploaded(long rows, List<String> tags) implements TaskReport {
        Uploaded {
            if (rows < 0) {
                throw new IllegalArgumentException("rows must not be negative");
            }
        }
    }

    private static Everything everything(String text, double real) {
        return new Everything(
                text,
                -1,
                Long.MAX_VALUE,
                true,
                real,
                new BigDecimal("1.10"),
                null,
                Kind.PART,
                Arrays.asList(new Inner("a", 1), null),
                Map.of("x", List.of(new Inner(null, 2))),
                Set.of("one"),
                new Inner("", 0),
                Instant.parse("2026-01-02T03:04:05.678Z"),
                LocalDate.of(2026, 1, 2),
                Duration.ofMillis(1500),
                ZoneId.of("GMT+8"),
                Path.of("a", "b"));
    }

    @Test
    void recordsComeBackAsTheyWent() {
        Everything value = everything("ä\u0000\"", 0.1);
        String text = JsonText.compact(Records.toJson(value));
        assertThat(Records.fromJson(Everything.class, JsonReader.read(text))).isEqualTo(value);
    }

    @Test
    void numbersThatAreNoneComeBack() {
        for (double real : new double[] {Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 1e300, 5}) {
            Json json = JsonReader.read(JsonText.compact(Records.toJson(everything("", real))));
            assertThat(Records.fromJson(Everything.class, json).real()).isEqualTo(Double.valueOf(real));
        }
    }

    @Test
    void bytesComeBack() {
        Json json = Records.toJson(new Bytes(new byte[] {0, -1, 127}));
        assertThat(JsonText.compact(json)).isEqualTo("{\"bytes\":\"AP9/\"}");
        assertThat(Records.fromJson(Bytes.class, json).bytes()).containsExactly(0, -1, 127);
    }

    @Test
    void writesLooseData() {
        assertThat(JsonText.compact(Records.toJson(Arrays.asList(
                        1,
                        (short) 2,
                        3L,
                        4.5f,
                        BigInteger.TWO.pow(70),
                        'c',
                        null,
                        false,
                        Kind.PART,
                        Map.of(Kind.FULL, 1)))))
                .isEqualTo("[1,2,3,4.5,1180591620717411303424,\"c\",null,false,\"PART\",{\"FULL\":1}]");
    }

    @Test
    void neverWritesASecret() {
        record Login(String id, SecretText key) {}
        assertThat(JsonText.compact(Records.toJson(new Login("me", new SecretText("S3cret")))))
                .isEqualTo("{\"id\":\"me\",\"key\":\"******\"}");
    }

    @Test
    void refusesWhatIsNotPlainData() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Records.toJson(List.of(new AtomicIntegerHolder(new Object()))))
                .withMessageContaining("java.lang.Object is not plain data");
    }

    private record AtomicIntegerHolder(Object value) {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"text\": \"a\"}",
                "{\"text\": \"a\", \"number\": 1, \"more\": 2}",
                "{\"text\": \"a\", \"number\": \"1\"}",
                "{\"text\": \"a\", \"number\": 1.5}",
                "{\"text\": \"a\", \"number\": 3000000000}",
                "{\"text\": \"a\", \"number\": null}",
                "{\"text\": 1, \"number\": 1}",
                "{\"text\": {}, \"number\": 1}",
                "[]",
                "1",
            })
    void readingIsStrict(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Records.fromJson(Inner.class, JsonReader.read(text)))
                .withMessageStartingWith("Inner");
    }

    @Test
    void messagesSayWhere() {
        JsonObject json = (JsonObject) Records.toJson(everything("", 1));
        assertThatThrownBy(() -> Records.fromJson(
                        Everything.class, json.with("inners", JsonReader.read("[{\"text\":\"\",\"number\":\"x\"}]"))))
                .hasMessage("Everything.inners[0].number: is not a int");
        assertThatThrownBy(() -> Records.fromJson(Everything.class, json.with("kind", JsonScalar.of("NONE"))))
                .hasMessage("Everything.kind: Kind has no NONE");
        assertThatThrownBy(() -> Records.fromJson(Everything.class, json.with("instant", JsonScalar.of("x"))))
                .hasMessage("Everything.instant: is not a Instant");
    }

    @Test
    void plainDataOfPluginsComesBack() {
        for (Object value : List.of(
                new Range("a", null, Kind.FULL), new Uploaded(5, List.of("t")), WriterState.NONE, SplitReport.NONE)) {
            Json json = JsonReader.read(JsonText.pretty(Records.toTypedJson(value)));
            assertThat(Records.fromTypedJson(json, LOADER)).isEqualTo(value);
        }
    }

    @Test
    void onlyPlainDataOfPluginsIsTyped() {
        assertThatIllegalArgumentException().isThrownBy(() -> Records.toTypedJson(new Inner("a", 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Records.toTypedJson((Split) () -> "not a record"));
        for (String type :
                List.of("java.lang.String", Inner.class.getName(), AtomicInteger.class.getName(), "no.Such")) {
            Json json = Records.toJson(Map.of("type", type, "value", Map.of()));
            assertThatIllegalArgumentException().isThrownBy(() -> Records.fromTypedJson(json, LOADER));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Records.fromTypedJson(JsonReader.read("{}"), LOADER));
    }

    @Test
    void aRecordsOwnRuleHolds() {
        Json json = Records.toJson(Map.of("rows", -1, "tags", List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Records.fromJson(Uploaded.class, json))
                .withMessage("rows must not be negative");
    }
}
