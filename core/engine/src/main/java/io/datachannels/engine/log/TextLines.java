package io.datachannels.engine.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * A log for people: {@code 2026-01-02 03:04:05.678 INFO  [main] Notes - what happened}, with the stack of what was thrown under it. In place
 * of logback's pattern, which makes sixty converters at every start.
 */
final class TextLines extends EncoderBase<ILoggingEvent> {
    private static final int LEVEL_WIDTH = 5;

    private final DateTimeFormatter time = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    private final ZoneId zone = ZoneId.systemDefault();
    private final String prefix;

    /** @param prefix what every line begins with */
    TextLines(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public byte[] headerBytes() {
        return null;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(prefix);
        time.formatTo(Instant.ofEpochMilli(event.getTimeStamp()).atZone(zone), line);
        String level = event.getLevel().toString();
        String logger = event.getLoggerName();
        line.append(' ').append(level).append(" ".repeat(LEVEL_WIDTH - level.length()));
        line.append(" [").append(event.getThreadName()).append("] ");
        line.append(logger, logger.lastIndexOf('.') + 1, logger.length());
        line.append(" - ").append(event.getFormattedMessage()).append('\n');
        IThrowableProxy thrown = event.getThrowableProxy();
        if (thrown != null) {
            line.append(ThrowableProxyUtil.asString(thrown));
        }
        return line.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
        return null;
    }
}
