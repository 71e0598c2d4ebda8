package io.datachannels.spi;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
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
    private static final int DOUBLE_DIGITS = 17;
    private static final double LONG_END = 0x1p63;

    private final ZoneId zone;
    private final DatePattern timestamps;
    private final DatePattern dates;
    private final List<DatePattern> parsed;

    /**
     * @param timestampPattern how a timestamp is written as text; a fraction of a second is appended if there is one
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

    /** How {@link #toText} writes a timestamp; it appends a fraction of a second if there is one. */
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
            case DECIMAL -> row.decimalAt(column).toPlainString();
            case DATE -> dates.format(row.dateAt(column));
            case TIMESTAMP -> text(row.timestampAt(column));
            case BYTES -> decode(row.bytesAt(column), column);
        };
    }

    public byte[] toBytes(Row row, int column) {
        return switch (row.typeAt(column)) {
            case BYTES -> row.bytesAt(column);
            case TEXT -> row.textAt(column).getBytes(StandardCharsets.UTF_8);
            case JSON -> row.jsonAt(column).getBytes(StandardCharsets.UTF_8);
            default -> throw unsupported(row, column, ColumnType.BYTES);
        };
    }

    public LocalDate toDate(Row row, int column) {
        if (row.typeAt(column) == ColumnType.DATE) {
            return row.dateAt(column);
        }
        LocalDateTime local = LocalDateTime.ofInstant(toTimestamp(row, column), zone);
        if (!local.toLocalDate().atStartOfDay().equals(local)) {
            throw new RowFailure(column, "has a time of day, which a date cannot hold");
        }
        return local.toLocalDate();
    }

    public Instant toTimestamp(Row row, int column) {
        return switch (row.typeAt(column)) {
            case TIMESTAMP -> row.timestampAt(column);
            case DATE -> row.dateAt(column).atStartOfDay(zone).toInstant();
            case LONG -> Instant.ofEpochMilli(row.longAt(column));
            case TEXT -> parseTimestamp(row.textAt(column), column);
            default -> throw unsupported(row, column, ColumnType.TIMESTAMP);
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

    /** A number of at most 17 digits, {@code NaN}, {@code Infinity} or {@code -Infinity}. */
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
        if (instant.getNano() == 0) {
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
        String text = Double.toString(value);
        boolean plain = text.indexOf('E') >= 0 && Math.abs(value) >= 1e-9 && Math.abs(value) < 1e21;
        return plain ? new BigDecimal(text).toPlainString() : text;
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

    private static double nearest(BigDecimal value, int column) {
        double result = value.doubleValue();
        boolean lost = Double.isInfinite(result) || result == 0 && value.signum() != 0;
        if (lost || value.stripTrailingZeros().precision() > DOUBLE_DIGITS) {
            throw new RowFailure(column, "has more digits or a larger exponent than a double can hold");
        }
        return result;
    }

    private static double nearest(String text, int column) {
        if (text.length() <= DOUBLE_DIGITS && text.indexOf('e') < 0 && text.indexOf('E') < 0) {
            try {
                char last = text.isEmpty() ? 'x' : text.charAt(text.length() - 1);
                if (last >= '0' && last <= '9' || last == '.') {
                    return Double.parseDouble(text);
                }
            } catch (NumberFormatException e) {
                throw new RowFailure(column, "is not a number");
            }
        }
        return nearest(parseDecimal(text, column), column);
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
