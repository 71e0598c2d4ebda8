package io.datachannels.plugins.oss;

import io.datachannels.spi.DatePattern;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;

/**
 * Reads timestamps of a simple pattern straight from bytes. It says no to whatever it is not sure of, which then goes the slow way:
 * what it reads is what {@link DatePattern} would. For one thread.
 */
final class DateScan {
    private static final long DAY = 86_400;

    private final ZoneOffsets offsets;
    /** Null for a pattern that is not simple. */
    private final DatePiece[] pieces;

    private int lastYear;
    private int lastMonth;
    private int daysOfMonth;
    private long monthBegin;
    private long second;
    private int nanos;

    DateScan(DatePattern pattern, ZoneId zone) {
        List<DatePiece> found = DatePiece.of(pattern.toString());
        this.offsets = new ZoneOffsets(zone);
        this.pieces = found != null && namesOneDay(found) ? found.toArray(DatePiece[]::new) : null;
    }

    /** Reads the bytes from one index up to another; false if they must go the slow way. */
    boolean read(byte[] bytes, int from, int to) {
        if (pieces == null) {
            return false;
        }
        int year = 0;
        int month = 0;
        int day = 0;
        int secondOfDay = 0;
        int fraction = 0;
        int at = from;
        for (DatePiece piece : pieces) {
            int length = piece.literal() == null ? piece.count() : piece.literal().length;
            int value = at + length > to ? -1 : value(piece, bytes, at);
            if (value < 0 || value > most(piece.letter())) {
                return false;
            }
            at += length;
            switch (piece.letter()) {
                case 'y' -> year = value;
                case 'M' -> month = value;
                case 'd' -> day = value;
                case 'H' -> secondOfDay += value * 3600;
                case 'm' -> secondOfDay += value * 60;
                case 's' -> secondOfDay += value;
                case 'S' -> fraction = toNanos(value, piece.count());
                default -> {}
            }
        }
        if (at != to || month == 0 || day == 0) {
            return false;
        }
        if (year != lastYear || month != lastMonth) {
            enter(year, month);
        }
        if (day > daysOfMonth) {
            return false;
        }
        long local = (monthBegin + day - 1) * DAY + secondOfDay;
        if (!offsets.isClear(local)) {
            return false;
        }
        second = offsets.ofLocal(local);
        nanos = fraction;
        return true;
    }

    private void enter(int year, int month) {
        LocalDate first = LocalDate.of(year, month, 1);
        lastYear = year;
        lastMonth = month;
        daysOfMonth = first.lengthOfMonth();
        monthBegin = first.toEpochDay();
    }

    /** The whole second that was read, since 1970-01-01T00:00:00Z. */
    long second() {
        return second;
    }

    int nanos() {
        return nanos;
    }

    private static int value(DatePiece piece, byte[] bytes, int from) {
        if (piece.literal() != null) {
            for (int i = 0; i < piece.literal().length; i++) {
                if (bytes[from + i] != piece.literal()[i]) {
                    return -1;
                }
            }
            return 0;
        }
        int value = 0;
        for (int i = from; i < from + piece.count(); i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return -1;
            }
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }

    private static int most(char letter) {
        return switch (letter) {
            case 'M' -> 12;
            case 'd' -> 31;
            case 'H' -> 23;
            case 'm', 's' -> 59;
            default -> Integer.MAX_VALUE;
        };
    }

    private static int toNanos(int value, int digits) {
        int result = value;
        for (int i = digits; i < 9; i++) {
            result *= 10;
        }
        return result;
    }

    /** Year, month and day once each; of the time what there is, once, and no minute without its hour. */
    private static boolean namesOneDay(List<DatePiece> pieces) {
        StringBuilder letters = new StringBuilder();
        pieces.stream().filter(each -> each.literal() == null).forEach(each -> letters.append(each.letter()));
        char[] sorted = letters.toString().toCharArray();
        Arrays.sort(sorted);
        return List.of("Mdy", "HMdmsy", "HMSdmsy", "HMdmy").contains(new String(sorted));
    }
}
