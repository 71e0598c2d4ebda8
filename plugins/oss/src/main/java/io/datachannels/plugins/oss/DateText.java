package io.datachannels.plugins.oss;

import io.datachannels.spi.DatePattern;
import io.datachannels.spi.config.Problems;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * Writes dates and timestamps in a pattern straight into bytes. Patterns of {@code yyyy MM dd HH mm ss S} and signs are written digit
 * by digit; any other goes through {@link DatePattern}. For one thread.
 */
final class DateText {
    private static final int DAY = 86_400;

    private final DatePattern pattern;
    private final ZoneOffsets offsets;
    /** Null for a pattern that is not simple. */
    private final DatePiece[] pieces;

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
        List<DatePiece> found = DatePiece.of(pattern.toString());
        this.pieces = found == null ? null : found.toArray(DatePiece[]::new);
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
        if (pieces == null) {
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
        if (pieces == null) {
            putAscii(out, pattern.format(LocalDate.ofEpochDay(epochDay)));
        } else {
            put(out, epochDay, 0, 0);
        }
    }

    private void put(ByteBuilder out, long epochDay, int secondOfDay, int nanos) {
        if (epochDay != lastDay) {
            enter(epochDay);
        }
        for (DatePiece piece : pieces) {
            switch (piece.letter()) {
                case 'y' -> out.putPadded(year, 4);
                case 'M' -> out.putPadded(month, 2);
                case 'd' -> out.putPadded(dayOfMonth, 2);
                case 'H' -> out.putPadded(secondOfDay / 3600, 2);
                case 'm' -> out.putPadded(secondOfDay / 60 % 60, 2);
                case 's' -> out.putPadded(secondOfDay % 60, 2);
                case 'S' -> {
                    int digits = nanos;
                    for (int i = piece.count(); i < 9; i++) {
                        digits /= 10;
                    }
                    out.putPadded(digits, piece.count());
                }
                default -> out.put(piece.literal());
            }
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
