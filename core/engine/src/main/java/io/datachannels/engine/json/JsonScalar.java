package io.datachannels.engine.json;

import java.math.BigDecimal;
import java.util.Objects;

/** A text, a number, true, false or null. */
public final class JsonScalar implements Json {
    private final Object value;
    private final Position position;
    private final boolean unquoted;

    JsonScalar(Object value, Position position, boolean unquoted) {
        this.value = value;
        this.position = position;
        this.unquoted = unquoted;
    }

    public static JsonScalar of(String text) {
        return new JsonScalar(text, Position.NONE, false);
    }

    public static JsonScalar of(long number) {
        return new JsonScalar(number, Position.NONE, false);
    }

    /** A number, as a Long if it is a whole one that fits and was written without fraction and exponent. */
    public static JsonScalar of(BigDecimal number) {
        boolean small = number.scale() == 0 && number.precision() <= 18;
        return new JsonScalar(small ? (Object) number.longValueExact() : number, Position.NONE, false);
    }

    public static JsonScalar of(boolean value) {
        return new JsonScalar(value, Position.NONE, false);
    }

    public static JsonScalar ofNull() {
        return new JsonScalar(null, Position.NONE, false);
    }

    /** A String, Long, BigDecimal, Boolean or null. */
    public Object value() {
        return value;
    }

    /** The value as text; {@code null} in letters if there is none. */
    public String text() {
        return String.valueOf(value);
    }

    public boolean isNull() {
        return value == null;
    }

    public boolean isText() {
        return value instanceof String;
    }

    /** A text of spaces only, or none. */
    public boolean isBlank() {
        return value instanceof String text && text.isBlank();
    }

    /** Whether this text is a variable that stood in the file without quotes, so that its value may be any JSON. */
    public boolean isUnquoted() {
        return unquoted;
    }

    @Override
    public Position position() {
        return position;
    }

    @Override
    public JsonScalar at(Position other) {
        return new JsonScalar(value, other, unquoted);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonScalar scalar && Objects.equals(scalar.value, value);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(value);
    }

    @Override
    public String toString() {
        return value == null ? "null" : "a " + value.getClass().getSimpleName();
    }
}
