package io.datachannels.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonScalar;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
    private static String line(String run, String message, Throwable thrown) {
        Logger logger = new LoggerContext().getLogger("io.datachannels.Some");
        LoggingEvent event = new LoggingEvent("", logger, Level.WARN, message, thrown, new Object[] {"ä\n\"x\""});
        event.setThreadName("lane-1");
        return new String(new JsonLines(() -> run).encode(event), StandardCharsets.UTF_8);
    }

    private static String text(String line, String name) {
        return ((JsonScalar) ((JsonObject) JsonReader.read(line)).get(name)).text();
    }

    @Test
    void isOneObjectPerLineWhateverTheMessage() {
        String line = line("20260102-030405-ab12", "a row {}", null);
        assertThat(line).endsWith("}\n").containsOnlyOnce("\n");
        assertThat(((JsonObject) JsonReader.read(line)).names())
                .containsExactly("time", "level", "thread", "logger", "message", "run");
        assertThat(text(line, "message")).isEqualTo("a row ä\n\"x\"");
        assertThat(text(line, "level")).isEqualTo("WARN");
        assertThat(text(line, "thread")).isEqualTo("lane-1");
        assertThat(text(line, "time")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
    }

    @Test
    void hasTheStackOfWhatWasThrownAndNoRunBeforeThereIsOne() {
        String line = line(null, "failed", new IllegalStateException("why"));
        assertThat(line).containsOnlyOnce("\n");
        assertThat(text(line, "stack")).contains("java.lang.IllegalStateException: why", "JsonLinesTest");
        assertThat(((JsonObject) JsonReader.read(line)).names()).doesNotContain("run");
    }
}
