package io.datachannels.emulators.maxcompute.types;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/**
 * The type of a column.
 *
 * @param precision of DECIMAL 1 to 38; the length of CHAR 1 to 255 and VARCHAR 1 to 65,535; otherwise 0
 * @param scale of DECIMAL 0 to 18 and at most the precision; otherwise 0
 * @param items the element of ARRAY, key and value of MAP, the fields of STRUCT; otherwise empty
 * @param fields the names of a STRUCT's fields; otherwise empty
 */
public record DataType(TypeName name, int precision, int scale, List<DataType> items, List<String> fields) {
    private static final int DECIMAL_PRECISION = 38;
    private static final int DECIMAL_SCALE = 18;
    private static final int LONGEST_CHAR = 255;
    private static final int LONGEST_VARCHAR = 65_535;

    /** @throws IllegalArgumentException if a parameter is out of range; the message says which */
    public DataType {
        items = List.copyOf(items);
        fields = List.copyOf(fields);
        switch (name) {
            case DECIMAL -> {
                require(precision >= 1 && precision <= DECIMAL_PRECISION, "the precision of decimal is 1 to 38");
                require(scale >= 0 && scale <= Math.min(DECIMAL_SCALE, precision), "the scale of decimal is 0 to 18");
            }
            case CHAR -> require(precision >= 1 && precision <= LONGEST_CHAR, "the length of char is 1 to 255");
            case VARCHAR ->
                require(precision >= 1 && precision <= LONGEST_VARCHAR, "the length of varchar is 1 to 65535");
            default -> require(precision == 0 && scale == 0, text(name) + " has no length");
        }
    }

    public static DataType of(TypeName name) {
        return name == TypeName.DECIMAL
                ? new DataType(name, DECIMAL_PRECISION, DECIMAL_SCALE, List.of(), List.of())
                : new DataType(name, 0, 0, List.of(), List.of());
    }

    static DataType sized(TypeName name, int precision, int scale) {
        return new DataType(name, precision, scale, List.of(), List.of());
    }

    /** As the service writes it, in lower case: {@code array<struct<a:bigint>>}. */
    @Override
    public String toString() {
        String text = text(name);
        return switch (name) {
            case DECIMAL -> text + "(" + precision + "," + scale + ")";
            case CHAR, VARCHAR -> text + "(" + precision + ")";
            case ARRAY, MAP -> {
                StringJoiner joined = new StringJoiner(",", text + "<", ">");
                items.forEach(item -> joined.add(item.toString()));
                yield joined.toString();
            }
            case STRUCT -> {
                StringJoiner joined = new StringJoiner(",", text + "<", ">");
                for (int i = 0; i < fields.size(); i++) {
                    joined.add("`" + fields.get(i) + "`:" + items.get(i));
                }
                yield joined.toString();
            }
            default -> text;
        };
    }

    private static String text(TypeName name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
