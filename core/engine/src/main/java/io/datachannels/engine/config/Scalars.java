package io.datachannels.engine.config;

import io.datachannels.engine.json.JsonScalar;
import io.datachannels.spi.config.SecretText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Texts, numbers, booleans and enums as job files write them: a number may be a text and a text a number. */
final class Scalars {
    private static final int MOST_DIGITS = 400;

    private Scalars() {}

    static boolean isScalar(Class<?> type) {
        return type == String.class
                || type == SecretText.class
                || type == int.class
                || type == Integer.class
                || type == long.class
                || type == Long.class
                || type == double.class
                || type == Double.class
                || type == boolean.class
                || type == Boolean.class
                || type == BigDecimal.class
                || type.isEnum();
    }

    /** Whether a text of spaces only counts as no value: for everything but a text. */
    static boolean blankIsAbsent(Class<?> type) {
        return type != String.class;
    }

    static Object convert(Class<?> type, JsonScalar scalar) throws Mismatch {
        if (type == String.class) {
            return scalar.text();
        } else if (type == SecretText.class) {
            return new SecretText(scalar.text());
        } else if (type == int.class || type == Integer.class) {
            return (int) whole(scalar, Integer.MIN_VALUE, Integer.MAX_VALUE);
        } else if (type == long.class || type == Long.class) {
            return whole(scalar, Long.MIN_VALUE, Long.MAX_VALUE);
        } else if (type == double.class || type == Double.class) {
            return number(scalar).doubleValue();
        } else if (type == BigDecimal.class) {
            return number(scalar);
        } else if (type == boolean.class || type == Boolean.class) {
            return bool(scalar);
        }
        return constant(type, scalar.text());
    }

    private static long whole(JsonScalar scalar, long least, long most) throws Mismatch {
        if (scalar.value() instanceof Long number && number >= least && number <= most) {
            return number;
        }
        BigDecimal number = decimal(scalar, "must be a whole number");
        long value;
        try {
            value = number.longValueExact();
        } catch (ArithmeticException e) {
            boolean fraction = number.scale() > 0 && number.stripTrailingZeros().scale() > 0;
            throw new Mismatch(fraction ? "must be a whole number" : "must be " + least + ".." + most);
        }
        if (value < least || value > most) {
            throw new Mismatch("must be " + least + ".." + most);
        }
        return value;
    }

    private static BigDecimal number(JsonScalar scalar) throws Mismatch {
        BigDecimal number = decimal(scalar, "must be a number");
        if (Double.isInfinite(number.doubleValue())) {
            throw new Mismatch("must be a number that is not so large");
        }
        return number;
    }

    private static BigDecimal decimal(JsonScalar scalar, String message) throws Mismatch {
        String text = scalar.text().trim();
        if (scalar.value() instanceof Boolean || text.length() > MOST_DIGITS) {
            throw new Mismatch(message);
        }
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new Mismatch(message);
        }
    }

    private static boolean bool(JsonScalar scalar) throws Mismatch {
        return switch (scalar.text().trim().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Mismatch("must be true or false");
        };
    }

    private static Object constant(Class<?> type, String text) throws Mismatch {
        String wanted = letters(text.trim());
        for (Object constant : type.getEnumConstants()) {
            if (letters(((Enum<?>) constant).name()).equals(wanted)
                    || letters(constant.toString()).equals(wanted)) {
                return constant;
            }
        }
        throw new Mismatch("must be one of " + String.join(", ", constants(type)));
    }

    /** The constants of an enum as job files are best written. */
    static List<String> constants(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            names.add(constant.toString());
        }
        return names;
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}
