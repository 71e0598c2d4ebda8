package io.datachannels.engine.schedule;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;

/** When a run was planned to begin, to the second; it does not move when the run is late. */
public final class ScheduledTime {
    private static final List<DateTimeFormatter> FORMATS = List.of(
            DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT),
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT),
            DateTimeFormatter.ISO_DATE_TIME.withLocale(Locale.ROOT));

    private final Instant instant;
    private final LocalDateTime local;

    /** One of the two is null. */
    private ScheduledTime(Instant instant, LocalDateTime local) {
        this.instant = instant;
        this.local = local;
    }

    public static ScheduledTime now(Clock clock) {
        return new ScheduledTime(clock.instant(), null);
    }

    /**
     * Of {@code yyyyMMddHHmmss}, {@code yyyy-MM-dd HH:mm:ss} or ISO 8601 with or without an offset; without, it is of the zone in which
     * it is asked for.
     *
     * @throws IllegalArgumentException if it is none of these
     */
    public static ScheduledTime parse(String text) {
        for (DateTimeFormatter format : FORMATS) {
            try {
                TemporalAccessor parsed = format.parseBest(text.trim(), ZonedDateTime::from, LocalDateTime::from);
                return parsed instanceof ZonedDateTime zoned
                        ? new ScheduledTime(zoned.toInstant(), null)
                        : new ScheduledTime(null, (LocalDateTime) parsed);
            } catch (DateTimeException e) {
                continue;
            }
        }
        throw new IllegalArgumentException(
                "must be yyyyMMddHHmmss, yyyy-MM-dd HH:mm:ss or ISO 8601 such as 2025-07-27T00:05:00+08:00, got \""
                        + text + "\"");
    }

    /** As the clocks of a zone show it. */
    public ZonedDateTime in(ZoneId zone) {
        ZonedDateTime time = local == null ? instant.atZone(zone) : local.atZone(zone);
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public String toString() {
        return String.valueOf(local == null ? instant : local);
    }
}
