package io.datachannels.plugins.oss;

import io.datachannels.spi.DatePattern;
import io.datachannels.spi.config.Problems;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes dates and timestamps in a pattern straight into bytes. Patterns of {@code yyyy MM dd HH mm ss S} and signs are written digit
 * by digit; any other goes through {@link DatePattern}. For one thread.
 */
final class DateText {
    private static final int DAY = 86_400;

    private final DatePattern pattern;
    private final ZoneRules rules;
    private final List<Piece> pieces;
    private final boolean fraction;
    private int offset;
    private long offsetFrom = 1;
    private long offsetUntil;

    /** A run of one letter, or text as it stands. */
    private record Piece(char letter, int count, byte[] literal) {}

    /**
     * @param fraction whether a fraction of a second is appended if there is one
     */
    DateText(DatePattern pattern, ZoneId zone, boolean fraction) {
        this.pattern = pattern;
        this.rules = zone.getRules();
        this.pieces = pieces(pattern.toString());
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
            long local = epochSecond + offsetAt(epochSecond);
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
        LocalDate date = LocalDate.ofEpochDay(epochDay);
        for (Piece piece : pieces) {
            switch (piece.letter) {
                case 'y' -> out.putPadded(date.getYear(), 4);
                case 'M' -> out.putPadded(date.getMonthValue(), 2);
                case 'd' -> out.putPadded(date.getDayOfMonth(), 2);
                case 'H' -> out.putPadded(secondOfDay / 3600, 2);
                case 'm' -> out.putPadded(secondOfDay / 60 % 60, 2);
                case 's' -> out.putPadded(secondOfDay % 60, 2);
                case 'S' -> {
                    int digits = nanos;
                    for (int i = piece.count; i < 9; i++) {
                        digits /= 10;
                    }
                    out.putPadded(digits, piece.count);
                }
                default -> out.put(piece.literal);
            }
        }
    }

    /** The zone's offset, looked up anew only when the clocks were changed in between. */
    private int offsetAt(long epochSecond) {
        if (epochSecond < offsetFrom || epochSecond >= offsetUntil) {
            Instant instant = Instant.ofEpochSecond(epochSecond);
            ZoneOffset found = rules.getOffset(instant);
            ZoneOffsetTransition before = rules.previousTransition(instant.plusSeconds(1));
            ZoneOffsetTransition after = rules.nextTransition(instant);
            offset = found.getTotalSeconds();
            offsetFrom = before == null ? Long.MIN_VALUE : before.toEpochSecond();
            offsetUntil = after == null ? Long.MAX_VALUE : after.toEpochSecond();
        }
        return offset;
    }

    private static void putAscii(ByteBuilder out, String text) {
        out.put(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The pieces of a simple pattern, or null. */
    private static List<Piece> pieces(String pattern) {
        List<Piece> pieces = new ArrayList<>();
        int i = 0;
        while (i < pattern.length()) {
            char c = pattern.charAt(i);
            int end = i + 1;
            if (Character.isLetter(c)) {
                while (end < pattern.length() && pattern.charAt(end) == c) {
                    end++;
                }
                if (!isSimple(c, end - i)) {
                    return null;
                }
                pieces.add(new Piece(c, end - i, null));
            } else if ("'[]{}#".indexOf(c) >= 0) {
                return null;
            } else {
                pieces.add(new Piece(' ', 1, String.valueOf(c).getBytes(StandardCharsets.UTF_8)));
            }
            i = end;
        }
        return pieces;
    }

    private static boolean isSimple(char letter, int count) {
        return switch (letter) {
            case 'y' -> count == 4;
            case 'M', 'd', 'H', 'm', 's' -> count == 2;
            case 'S' -> count <= 9;
            default -> false;
        };
    }
}
