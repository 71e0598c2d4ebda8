package io.datachannels.spi;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Converts cells from one type to another. Every cast is exact: where value or precision would be lost it throws {@link
 * RowFailure} with the column, which sets the row aside. The cell must not be null. Safe for use from any thread.
 *
 * <p>A number of milliseconds since 1970 and a timestamp convert into each other, as in DataX; text to a date goes by the job's
 * formats, in the job's time zone.
 */
public final class Cast {
    /** So many digits survive in any double. */
    private static final int SURE_DIGITS = 15;
    /** A double never needs more. */
    private static final int DOUBLE_DIGITS = 17;

    /** A decimal of more digits than this before or after its point is written with an exponent. */
    private static final int PLAIN_DIGITS = 400;

    private static final double LONG_END = 0x1p63;

    private final ZoneId zone;
    private final DatePattern timestamps;
    private final DatePattern dates;
    private final List<DatePattern> parsed;

    /**
     * @param timestampPattern how a timestamp is written as text; where it ends in seconds a fraction is appended if there is one
     * @param datePattern how a date is written as text
     * @param extraPatterns further forms in which text is accepted as a date or timestamp
     * @throws IllegalArgumentException if a pattern is not one
     */
    public Cast(ZoneId zone, String timestampPattern, String datePattern, List<String> extraPatterns) {
        this.zone = zone;
        this.timestamps = new DatePattern(timestampPattern, zone);
        this.dates = new DatePattern(datePattern, zone);
        List<DatePattern> all = new ArrayList<>(List.of(timestamps, dates));
        extraPatterns.forEach(each -> all.add(new DatePattern(each, zone)));
        this.parsed = List.copyOf(all);
    }

    /** With the formats that DataX has by default: {@code yyyy-MM-dd HH:mm:ss}, {@code yyyy-MM-dd}, {@code yyyyMMdd}. */
    public static Cast standard(ZoneId zone) {
        return new Cast(zone, "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd", List.of("yyyyMMdd"));
    }

    /** How {@link #toText} writes a timestamp; where it ends in seconds a fraction is appended if there is one. */
    public DatePattern timestampPattern() {
        return timestamps;
    }

    /** How {@link #toText} writes a date. */
    public DatePattern datePattern() {
        return dates;
    }

    public boolean toBool(Row row, int column) {
        return switch (row.typeAt(column)) {
            case BOOL -> row.boolAt(column);
            case LONG -> {
                long value = row.longAt(column);
                if (value != 0 && value != 1) {
                    throw new RowFailure(column, "is not 0 or 1, so it is not a bool");
                }
                yield value == 1;
            }
            case TEXT -> parseBool(row.textAt(column), column);
            default -> throw unsupported(row, column, ColumnType.BOOL);
        };
    }

    public long toLong(Row row, int column) {
        return switch (row.typeAt(column)) {
            case LONG -> row.longAt(column);
            case BOOL -> row.boolAt(column) ? 1 : 0;
            case DOUBLE -> {
                double value = row.doubleAt(column);
                if (value != Math.rint(value) || value < -LONG_END || value >= LONG_END) {
                    throw new RowFailure(column, "is not a whole 64-bit number");
                }
                yield (long) value;
            }
            case DECIMAL -> whole(row.decimalAt(column), column);
            case TEXT -> parseLong(row.textAt(column), column);
            case DATE, TIMESTAMP -> millis(toTimestamp(row, column), column);
            default -> throw unsupported(row, column, ColumnType.LONG);
        };
    }

    public double toDouble(Row row, int column) {
        return switch (row.typeAt(column)) {
            case DOUBLE -> row.doubleAt(column);
            case LONG -> {
                long value = row.longAt(column);
                if (value == Long.MAX_VALUE || (long) (double) value != value) {
                    throw new RowFailure(column, "has more digits than a double can hold");
                }
                yield value;
            }
            case BOOL -> row.boolAt(column) ? 1 : 0;
            case DECIMAL -> nearest(row.decimalAt(column), column);
            case TEXT -> parseDouble(row.textAt(column), column);
            default -> throw unsupported(row, column, ColumnType.DOUBLE);
        };
    }

    public BigDecimal toDecimal(Row row, int column) {
        return switch (row.typeAt(column)) {
            case DECIMAL -> row.decimalAt(column);
            case LONG -> BigDecimal.valueOf(row.longAt(column));
            case BOOL -> row.boolAt(column) ? BigDecimal.ONE : BigDecimal.ZERO;
            case DOUBLE -> {
                double value = row.doubleAt(column);
                if (!Double.isFinite(value)) {
                    throw new RowFailure(column, "is not a number, so it is not a decimal");
                }
                yield BigDecimal.valueOf(value);
            }
            case TEXT -> parseDecimal(row.textAt(column), column);
            default -> throw unsupported(row, column, ColumnType.DECIMAL);
        };
    }

    /** As text; {@link #parseLong} and its sisters give back the value. */
    public String toText(Row row, int column) {
        return switch (row.typeAt(column)) {
            case TEXT -> row.textAt(column);
            case JSON -> row.jsonAt(column);
            case LONG -> Long.toString(row.longAt(column));
            case BOOL -> Boolean.toString(row.boolAt(column));
            case DOUBLE -> text(row.doubleAt(column));
            case DECIMAL -> text(row.decimalAt(column));
            case DATE -> dates.format(row.dateAt(column));
            case TIMESTAMP -> text(row.timestampAt(column));
            case BYTES -> decode(row.bytesAt(column), column);
        };
    }

    /**
     * {@link #toText} as UTF-8.
     *
     * @param into takes it, until it takes another
     * @return {@code into}
     * @throws RowFailure if it has half of a surrogate pair, which UTF-8 cannot write
     */
    public Utf8 toUtf8(Row row, int column, Utf8 into) {
        return switch (row.typeAt(column)) {
            case TEXT, JSON -> row.utf8At(column, into);
            default -> into.take(toText(row, column), column);
        };
    }

    public byte[] toBytes(Row row, int column) {
        return switch (row.typeAt(column)) {
            case BYTES -> row.bytesAt(column);
            case TEXT, JSON -> row.utf8At(column, new Utf8()).toBytes();
            default -> throw unsupported(row, column, ColumnType.BYTES);
        };
    }

    public LocalDate toDate(Row row, int column) {
        if (row.typeAt(column) == ColumnType.DATE) {
            return row.dateAt(column);
        }
        Instant instant = toTimestamp(row, column, ColumnType.DATE);
        LocalDate date = LocalDate.ofInstant(instant, zone);
        if (!date.atStartOfDay(zone).toInstant().equals(instant)) {
            throw new RowFailure(column, "has a time of day, which a date cannot hold");
        }
        return date;
    }

    public Instant toTimestamp(Row row, int column) {
        return toTimestamp(row, column, ColumnType.TIMESTAMP);
    }

    private Instant toTimestamp(Row row, int column, ColumnType wanted) {
        return switch (row.typeAt(column)) {
            case TIMESTAMP -> row.timestampAt(column);
            case DATE -> row.dateAt(column).atStartOfDay(zone).toInstant();
            case LONG -> instant(row.longAt(column), column);
            case TEXT -> parseTimestamp(row.textAt(column), column);
            default -> throw unsupported(row, column, wanted);
        };
    }

    /** {@code true} or {@code false} in any case. */
    public static boolean parseBool(String text, int column) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new RowFailure(column, "is not true or false");
        };
    }

    /** A whole number, also as {@code 12.0} or {@code 1e3}. */
    public static long parseLong(String text, int column) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return whole(parseDecimal(text, column), column);
        }
    }

    /** A number of at most 17 digits, all of which the double keeps; {@code NaN}, {@code Infinity} or {@code -Infinity}. */
    public static double parseDouble(String text, int column) {
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity", "+Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> nearest(text, column);
        };
    }

    /** A decimal number in plain or scientific notation. */
    public static BigDecimal parseDecimal(String text, int column) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new RowFailure(column, "is not a number");
        }
    }

    /** One of the job's formats, with or without a fraction of a second, or ISO 8601 with an offset. */
    public Instant parseTimestamp(String text, int column) {
        for (DatePattern pattern : parsed) {
            Instant instant = pattern.parseOrNull(text);
            if (instant != null) {
                return instant;
            }
        }
        return parseFraction(text, column);
    }

    private Instant parseFraction(String text, int column) {
        int dot = text.lastIndexOf('.');
        String fraction = dot < 0 ? "" : text.substring(dot + 1);
        if (!fraction.isEmpty() && fraction.length() <= 9 && fraction.chars().allMatch(c -> c >= '0' && c <= '9')) {
            Instant whole = timestamps.parseOrNull(text.substring(0, dot));
            if (whole != null) {
                return whole.plusNanos(Integer.parseInt((fraction + "00000000").substring(0, 9)));
            }
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new RowFailure(column, "is not a date of the form " + timestamps);
        }
    }

    private String text(Instant instant) {
        String seconds = timestamps.format(instant);
        if (instant.getNano() == 0 || !timestamps.endsInSeconds()) {
            return seconds;
        }
        String nanos = String.format(Locale.ROOT, "%09d", instant.getNano());
        int end = nanos.length();
        while (nanos.charAt(end - 1) == '0') {
            end--;
        }
        return seconds + "." + nanos.substring(0, end);
    }

    /** Plain digits unless there would be many noughts, as in DataX; the shortest text that gives back the value. */
    private static String text(double value) {
        byte[] text = new byte[NumberText.MAX_BYTES];
        return new String(text, 0, NumberText.put(value, text, 0), StandardCharsets.US_ASCII);
    }

    private static String text(BigDecimal value) {
        boolean plain = Math.abs((long) value.scale()) <= PLAIN_DIGITS;
        return plain ? value.toPlainString() : value.toString();
    }

    private static String decode(byte[] bytes, int column) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RowFailure(column, "holds bytes that are not UTF-8 text");
        }
    }

    private static long whole(BigDecimal value, int column) {
        try {
            return value.longValueExact();
        } catch (ArithmeticException e) {
            throw new RowFailure(column, "is not a whole 64-bit number");
        }
    }

    /** The double that, written with as many digits, is this number again. */
    private static double nearest(BigDecimal value, int column) {
        double result = value.doubleValue();
        BigDecimal stripped = value.stripTrailingZeros();
        int digits = stripped.precision();
        boolean outOfRange = Double.isInfinite(result) || result == 0 && value.signum() != 0;
        if (outOfRange || digits > SURE_DIGITS && !isWrittenAs(result, stripped)) {
            throw new RowFailure(column, "has more digits or a larger exponent than a double can hold");
        }
        return result;
    }

    /** Whether the double is off by no more than half of the last digit, or Java writes it like this, which may be off by more. */
    private static boolean isWrittenAs(double value, BigDecimal written) {
        if (BigDecimal.valueOf(value).compareTo(written) == 0) {
            return true;
        }
        BigDecimal twice = new BigDecimal(value).subtract(written).abs().multiply(BigDecimal.valueOf(2));
        return written.precision() <= DOUBLE_DIGITS && twice.compareTo(written.ulp()) <= 0;
    }

    private static double nearest(String text, int column) {
        return isShortAndPlain(text) ? Double.parseDouble(text) : nearest(parseDecimal(text, column), column);
    }

    /** Whether it is digits, maybe with a sign before and a point between them: no need for a decimal then. */
    private static boolean isShortAndPlain(String text) {
        int digits = 0;
        int points = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.') {
                points++;
            } else if (i > 0 || c != '-' && c != '+') {
                return false;
            }
        }
        return digits > 0 && digits <= SURE_DIGITS && points <= 1;
    }

    private static Instant instant(long millis, int column) {
        Instant instant = Instant.ofEpochMilli(millis);
        if (millis < BatchBuilder.MIN_SECOND * 1000 || instant.getEpochSecond() > BatchBuilder.MAX_SECOND) {
            throw new RowFailure(column, "in milliseconds since 1970 is outside the years 0 to 9999");
        }
        return instant;
    }

    private static long millis(Instant instant, int column) {
        if (instant.getNano() % 1_000_000 != 0) {
            throw new RowFailure(column, "has a fraction of a millisecond, which a number of milliseconds cannot hold");
        }
        return instant.toEpochMilli();
    }

    private static RowFailure unsupported(Row row, int column, ColumnType to) {
        return new RowFailure(column, row.typeAt(column) + " cannot be converted to " + to);
    }
}
