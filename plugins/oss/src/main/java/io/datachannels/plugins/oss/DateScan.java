package io.datachannels.plugins.oss;

import io.datachannels.spi.DatePattern;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;

/**
 * Reads timestamps of a simple pattern straight from bytes. It says no to whatever it is not sure of, which then goes the slow way:
 * what it reads is what {@link DatePattern} would. For one thread.
 */
final class DateScan {
    private static final long DAY = 86_400;
    private static final int MONTHS = 12;
    /** What the characters of two noughts add up to, the first one ten times. */
    private static final int NOUGHTS = '0' * 11;

    private final ZoneOffsets offsets;
    /** Null for a pattern that is not simple. */
    private final DateLayout layout;

    private final int[] lengths = new int[MONTHS];
    private final long[] begins = new long[MONTHS];
    private int lastYear = -1;
    private long second;
    private int nanos;

    DateScan(DatePattern pattern, ZoneId zone) {
        DateLayout found = DateLayout.of(pattern.toString());
        this.offsets = new ZoneOffsets(zone);
        this.layout = found != null && namesOneTime(found) ? found : null;
    }

    /** Reads the bytes from one index up to another; false if they must go the slow way. */
    boolean read(byte[] bytes, int from, int to) {
        if (layout == null || !layout.matches(bytes, from, to)) {
            return false;
        }
        int year = two(bytes, from, layout.year()) * 100 + two(bytes, from, layout.year() + 2);
        int month = two(bytes, from, layout.month()) - 1;
        int day = two(bytes, from, layout.day()) - 1;
        int hour = two(bytes, from, layout.hour());
        int minute = two(bytes, from, layout.minute());
        int rest = two(bytes, from, layout.second());
        if (year != lastYear) {
            enter(year);
        }
        if (month < 0 || month >= MONTHS || day < 0 || day >= lengths[month] || hour > 23 || minute > 59 || rest > 59) {
            return false;
        }
        long local = (begins[month] + day) * DAY + hour * 3600 + minute * 60 + rest;
        if (!offsets.isClear(local)) {
            return false;
        }
        second = offsets.ofLocal(local);
        nanos = layout.fraction() < 0 ? 0 : fraction(bytes, from + layout.fraction());
        return true;
    }

    /** The whole second that was read, since 1970-01-01T00:00:00Z. */
    long second() {
        return second;
    }

    int nanos() {
        return nanos;
    }

    private void enter(int year) {
        for (int i = 0; i < MONTHS; i++) {
            lengths[i] = YearMonth.of(year, i + 1).lengthOfMonth();
            begins[i] = LocalDate.of(year, i + 1, 1).toEpochDay();
        }
        lastYear = year;
    }

    private int fraction(byte[] bytes, int from) {
        int value = 0;
        for (int i = 0; i < 9; i++) {
            value = value * 10 + (i < layout.fractionDigits ? bytes[from + i] - '0' : 0);
        }
        return value;
    }

    /** The number of two digits; nought for a field that the pattern lacks. */
    private static int two(byte[] bytes, int from, int place) {
        return place < 0 ? 0 : bytes[from + place] * 10 + bytes[from + place + 1] - NOUGHTS;
    }

    /** Whether it has year, month and day; of the time nothing, or hour and minute, and what comes after none without the one before. */
    private static boolean namesOneTime(DateLayout layout) {
        return layout.year() >= 0
                && layout.month() >= 0
                && layout.day() >= 0
                && layout.hour() >= 0 == layout.minute() >= 0
                && (layout.minute() >= 0 || layout.second() < 0)
                && (layout.second() >= 0 || layout.fraction() < 0);
    }
}
