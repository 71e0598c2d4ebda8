package io.datachannels.emulators.maxcompute.records;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.datachannels.emulators.maxcompute.types.Column;
import io.datachannels.emulators.maxcompute.types.DataType;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/** What a value must be to be kept in a column. */
public final class ValueRules {
    /** The longest STRING, BINARY and JSON in bytes. */
    public static final int LONGEST = 8 << 20;

    private static final long FIRST_DATETIME = -62_167_305_600_000L;
    private static final long LAST_DATETIME = 253_402_387_200_000L;

    private ValueRules() {}

    /**
     * Checks a row and rounds its decimals to their columns' scale.
     *
     * @throws MalformedStreamException naming the column
     */
    public static void apply(List<Column> columns, Object[] row) throws IOException {
        for (int i = 0; i < row.length; i++) {
            Column column = columns.get(i);
            if (row[i] == null && !column.nullable()) {
                throw new MalformedStreamException("column " + column.name() + " is NOT NULL");
            }
            try {
                row[i] = checked(column.type(), row[i]);
            } catch (IllegalArgumentException e) {
                throw new MalformedStreamException(
                        "column " + column.name() + " of type " + column.type() + ": " + e.getMessage());
            }
        }
    }

    /** @throws IllegalArgumentException if the value is not of the type */
    public static Object checked(DataType type, Object value) {
        if (value == null) {
            return null;
        }
        switch (type.name()) {
            case TINYINT -> range((long) value, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case SMALLINT -> range((long) value, Short.MIN_VALUE, Short.MAX_VALUE);
            case INT -> range((long) value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> range((long) value, Long.MIN_VALUE + 1, Long.MAX_VALUE);
            case DATETIME -> range((long) value, FIRST_DATETIME, LAST_DATETIME);
            case CHAR, VARCHAR -> {
                String text = new String((byte[]) value, UTF_8);
                if (text.codePointCount(0, text.length()) > type.precision()) {
                    throw new IllegalArgumentException(text.length() + " characters");
                }
            }
            case DECIMAL -> {
                return decimal(type, (byte[]) value);
            }
            case ARRAY -> each(type.items().get(0), (List<?>) value);
            case MAP -> {
                List<?> sides = (List<?>) value;
                List<?> keys = (List<?>) sides.get(0);
                if (keys.contains(null)) {
                    throw new IllegalArgumentException("a null key");
                }
                if (keys.size() != ((List<?>) sides.get(1)).size()) {
                    throw new IllegalArgumentException("keys and values differ in number");
                }
                each(type.items().get(0), keys);
                each(type.items().get(1), (List<?>) sides.get(1));
            }
            case STRUCT -> {
                List<?> values = (List<?>) value;
                for (int i = 0; i < values.size(); i++) {
                    checked(type.items().get(i), values.get(i));
                }
            }
            default -> {}
        }
        return value;
    }

    private static void each(DataType item, List<?> values) {
        values.forEach(value -> checked(item, value));
    }

    private static byte[] decimal(DataType type, byte[] text) {
        BigDecimal value;
        try {
            value = new BigDecimal(new String(text, UTF_8));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("\"" + new String(text, UTF_8) + "\" is no number", e);
        }
        BigDecimal rounded = value.scale() > type.scale() ? value.setScale(type.scale(), RoundingMode.HALF_UP) : value;
        if (rounded.precision() - rounded.scale() > type.precision() - type.scale()) {
            throw new IllegalArgumentException(value.toPlainString() + " has too many digits");
        }
        return rounded.toPlainString().getBytes(UTF_8);
    }

    private static void range(long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(value + " is not within " + least + " and " + most);
        }
    }
}
