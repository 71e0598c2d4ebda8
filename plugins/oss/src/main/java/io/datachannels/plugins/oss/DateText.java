package io.datachannels.plugins.oss;

import io.datachannels.spi.DatePattern;
import io.datachannels.spi.config.Problems;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Writes dates and timestamps in a pattern straight into bytes. Patterns of {@code yyyy MM dd HH mm ss S} and signs are written digit
 * by digit; any other goes through {@link DatePattern}. For one thread.
 */
final class DateText {
    private static final int DAY = 86_400;

    private final DatePattern pattern;
    private final ZoneOffsets offsets;
    /** Null for a pattern that is not simple. */
    private final DateLayout layout;

    private final boolean fraction;
    private long lastDay = Long.MIN_VALUE;
    private int year;
    private int month;
    private int dayOfMonth;

    /**
     * @param fraction whether a fraction of a second is appended if there is one
     */
    DateText(DatePattern pattern, ZoneId zone, boolean fraction) {
        this.pattern = pattern;
        this.offsets = new ZoneOffsets(zone);
        this.layout = DateLayout.of(pattern.toString());
        this.fraction = fraction;
    }

    static void validate(String pattern, ZoneId zone, String place, Problems problems) {
        try {
            new DatePattern(pattern, zone);
        } catch (IllegalArgumentException e) {
            problems.add(place, "must be a date pattern such as yyyy-MM-dd HH:mm:ss");
        }
    }

    void putTimestamp(ByteBuilder out, long epochSecond, int nanos) {
        if (layout == null) {
            putAscii(out, pattern.format(Instant.ofEpochSecond(epochSecond, nanos)));
        } else {
            long local = epochSecond + offsets.at(epochSecond);
            put(out, Math.floorDiv(local, DAY), Math.floorMod(local, DAY), nanos);
        }
        if (fraction && nanos != 0) {
            int digits = 9;
            int rest = nanos;
            while (rest % 10 == 0) {
                rest /= 10;
                digits--;
            }
            out.put('.').putPadded(rest, digits);
        }
    }

    void putDate(ByteBuilder out, long epochDay) {
        if (layout == null) {
            putAscii(out, pattern.format(LocalDate.ofEpochDay(epochDay)));
        } else {
            put(out, epochDay, 0, 0);
        }
    }

    private void put(ByteBuilder out, long epochDay, int secondOfDay, int nanos) {
        if (epochDay != lastDay) {
            enter(epochDay);
        }
        byte[] template = layout.template();
        int from = out.size();
        out.put(template, 0, template.length);
        byte[] bytes = out.array();
        put(bytes, from, layout.year(), year / 100);
        put(bytes, from + 2, layout.year(), year % 100);
        put(bytes, from, layout.month(), month);
        put(bytes, from, layout.day(), dayOfMonth);
        put(bytes, from, layout.hour(), secondOfDay / 3600);
        put(bytes, from, layout.minute(), secondOfDay / 60 % 60);
        put(bytes, from, layout.second(), secondOfDay % 60);
        if (layout.fraction() >= 0) {
            putFraction(bytes, from + layout.fraction(), nanos);
        }
    }

    /** Two digits, unless the pattern lacks the field. */
    private static void put(byte[] bytes, int from, int place, int value) {
        if (place >= 0) {
            bytes[from + place] = (byte) ('0' + value / 10);
            bytes[from + place + 1] = (byte) ('0' + value % 10);
        }
    }

    private void putFraction(byte[] bytes, int from, int nanos) {
        int rest = nanos;
        for (int i = 8; i >= 0; i--) {
            if (i < layout.fractionDigits) {
                bytes[from + i] = (byte) ('0' + rest % 10);
            }
            rest /= 10;
        }
    }

    private void enter(long epochDay) {
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        lastDay = epochDay;
        year = date.getYear();
        month = date.getMonthValue();
        dayOfMonth = date.getDayOfMonth();
    }

    private static void putAscii(ByteBuilder out, String text) {
        out.put(text.getBytes(StandardCharsets.UTF_8));
    }
}
