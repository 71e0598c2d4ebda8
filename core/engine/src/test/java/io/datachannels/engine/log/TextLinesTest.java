package io.datachannels.engine.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class TextLinesTest {
    private static final LocalDateTime TIME = LocalDateTime.parse("2026-01-02T03:04:05.678");

    private static String line(String logger, Level level, Throwable thrown) {
        Logger of = new LoggerContext().getLogger(logger);
        LoggingEvent event = new LoggingEvent("", of, level, "a row {}", thrown, new Object[] {"ä"});
        event.setThreadName("lane-1");
        event.setInstant(TIME.atZone(ZoneId.systemDefault()).toInstant());
        return new String(new TextLines("> ").encode(event), StandardCharsets.UTF_8);
    }

    @Test
    void hasTimeLevelThreadLoggerAndMessage() {
        assertThat(line("io.datachannels.engine.Some", Level.INFO, null))
                .isEqualTo("> 2026-01-02 03:04:05.678 INFO  [lane-1] Some - a row ä\n");
        assertThat(line("Some", Level.ERROR, null))
                .isEqualTo("> 2026-01-02 03:04:05.678 ERROR [lane-1] Some - a row ä\n");
    }

    @Test
    void hasTheStackOfWhatWasThrown() {
        assertThat(line("a.B", Level.WARN, new IllegalStateException("why", new RuntimeException("below"))))
                .startsWith(
                        "> 2026-01-02 03:04:05.678 WARN  [lane-1] B - a row ä\njava.lang.IllegalStateException: why\n")
                .contains(
                        "\tat io.datachannels.engine.log.TextLinesTest.",
                        "Caused by: java.lang.RuntimeException: below")
                .endsWith("\n");
    }
}
