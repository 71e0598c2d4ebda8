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
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/**
 * A date pattern of a job file, such as {@code yyyy-MM-dd HH:mm:ss}, with the job's time zone. Strict: a text must match from end to
 * end and name a day and time that exist. Safe for use from any thread.
 */
public final class DatePattern {
    private final String pattern;
    private final ZoneId zone;
    private final DateTimeFormatter formatter;

    /**
     * @param pattern the letters of Java's date patterns, of which job files use y M d H m s S, X and Z
     * @throws IllegalArgumentException if the pattern is not one, or writes something else than people mean by it
     */
    public DatePattern(String pattern, ZoneId zone) {
        String letters = pattern.replaceAll("'[^']*'", "");
        if (letters.contains("Y")) {
            throw new IllegalArgumentException(
                    "Y is the year of the week, which is another one around New Year; write yyyy");
        }
        if (!letters.contains("a") && (letters.contains("h") || letters.contains("K"))) {
            throw new IllegalArgumentException("h and K are hours of half a day; write HH, or add a for AM and PM");
        }
        this.pattern = pattern;
        this.zone = zone;
        this.formatter = DateTimeFormatter.ofPattern(yearWithoutEra(pattern), Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT)
                .withZone(zone);
    }

    /** Whether a text of this pattern ends in seconds, so that a fraction can be appended. */
    public boolean endsInSeconds() {
        return pattern.endsWith("s");
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
        Instant parsed = parseOrNull(text);
        if (parsed == null) {
            throw new RowFailure(column, "is not a date of the form " + pattern);
        }
        return parsed;
    }

    /** What {@link #parse} gives, or null if the text does not match. */
    Instant parseOrNull(String text) {
        try {
            return toInstant(formatter.parse(text));
        } catch (DateTimeException e) {
            return null;
        }
    }

    @Override
    public String toString() {
        return pattern;
    }

    /** Null for a time that the zone skipped when its clocks were put forward. */
    private Instant toInstant(TemporalAccessor parsed) {
        LocalDate date = parsed.query(TemporalQueries.localDate());
        LocalTime time = parsed.query(TemporalQueries.localTime());
        LocalDateTime local =
                LocalDateTime.of(date == null ? partialDate(parsed) : date, time == null ? LocalTime.MIDNIGHT : time);
        if (parsed.isSupported(ChronoField.OFFSET_SECONDS)) {
            return local.toInstant(ZoneOffset.ofTotalSeconds(parsed.get(ChronoField.OFFSET_SECONDS)));
        }
        boolean skipped = time != null && zone.getRules().getValidOffsets(local).isEmpty();
        return skipped ? null : ZonedDateTime.of(local, zone).toInstant();
    }

    private static LocalDate partialDate(TemporalAccessor parsed) {
        int year = parsed.isSupported(ChronoField.YEAR) ? parsed.get(ChronoField.YEAR) : 1970;
        int month = parsed.isSupported(ChronoField.MONTH_OF_YEAR) ? parsed.get(ChronoField.MONTH_OF_YEAR) : 1;
        return LocalDate.of(year, month, 1);
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
