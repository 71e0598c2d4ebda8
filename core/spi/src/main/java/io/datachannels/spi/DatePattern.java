package io.datachannels.spi;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/**
 * A date pattern of a job file, such as {@code yyyy-MM-dd HH:mm:ss}, with the job's time zone. Strict: a text must match from end to
 * end and name a day that exists. Safe for use from any thread.
 */
public final class DatePattern {
    private final String pattern;
    private final ZoneId zone;
    private final DateTimeFormatter formatter;

    /**
     * @param pattern the letters of Java's date patterns, of which job files use y M d H m s S, X and Z
     * @throws IllegalArgumentException if the pattern is not one
     */
    public DatePattern(String pattern, ZoneId zone) {
        this.pattern = pattern;
        this.zone = zone;
        this.formatter = DateTimeFormatter.ofPattern(yearWithoutEra(pattern), Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT)
                .withZone(zone);
    }

    public String format(Instant instant) {
        return formatter.format(instant);
    }

    /** A date is written as its midnight. */
    public String format(LocalDate date) {
        return formatter.format(date.atStartOfDay(zone));
    }

    /**
     * The instant that the text names; without a time of day, the beginning of the day; without a day, of 1970-01-01; without an
     * offset of its own, in the job's time zone.
     *
     * @throws RowFailure if the text does not match
     */
    public Instant parse(String text, int column) {
        TemporalAccessor parsed = tryParse(text);
        if (parsed == null) {
            throw new RowFailure(column, "is not a date of the form " + pattern);
        }
        return toInstant(parsed);
    }

    /** What {@link #parse} gives, or null if the text does not match. */
    Instant parseOrNull(String text) {
        TemporalAccessor parsed = tryParse(text);
        return parsed == null ? null : toInstant(parsed);
    }

    @Override
    public String toString() {
        return pattern;
    }

    private TemporalAccessor tryParse(String text) {
        try {
            return formatter.parse(text);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private Instant toInstant(TemporalAccessor parsed) {
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        LocalDateTime local =
                LocalDateTime.of(date == null ? partialDate(parsed) : date, time == null ? LocalTime.MIDNIGHT : time);
        return parsed.isSupported(ChronoField.OFFSET_SECONDS)
                ? local.toInstant(ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS)))
                : ZonedDateTime.of(local, zone).toInstant();
    }

    private static LocalDate partialDate(TemporalAccessor parsed) {
        int year = parsed.isSupported(ChronoField.YEAR) ? parsed.get(ChronoField.YEAR) : 1970;
        int month = parsed.isSupported(ChronoField.MONTH_OF_YEAR) ? parsed.get(ChronoField.MONTH_OF_YEAR) : 1;
        try {
            return LocalDate.of(year, month, 1);
        } catch (DateTimeException e) {
            throw new IllegalStateException("the formatter let through an impossible month", e);
        }
    }

    /** In strict parsing {@code y} asks for an era as well; {@code u} is the year that people mean. */
    private static String yearWithoutEra(String pattern) {
        StringBuilder result = new StringBuilder(pattern.length());
        boolean quoted = false;
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            quoted ^= c == '\'';
            result.append(c == 'y' && !quoted ? 'u' : c);
        }
        return result.toString();
    }
}
