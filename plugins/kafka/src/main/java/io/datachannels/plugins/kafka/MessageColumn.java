package io.datachannels.plugins.kafka;

import io.datachannels.spi.DatePattern;
import io.datachannels.spi.config.BareValue;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.stream.Stream;

/** A column of kafkareader: an attribute of the message, a constant, or a piece of its value. */
record MessageColumn(
        @Doc(
                "__key__, __value__, __partition__, __offset__, __timestamp__, __headers__, __topic__; a constant in single quotes; or a"
                        + " field of the value: name, tag.desc, list[0]; a dot that is part of a name is written \\.")
        @BareValue
        @Optional
        String name,

        @Doc("In place of name: a constant.") @Optional String value,

        @Doc("In place of name, with dataFormat text: the number of the piece, from 0.") @Optional
        Integer index,

        @Doc(
                "STRING, LONG, DOUBLE, DECIMAL, BOOLEAN, DATE (a point in time), BYTES or JSON, in any case; without it a field has the"
                        + " type that it has in the message.")
        @Optional
        String type,

        @Doc("For DATE a pattern such as yyyy-MM-dd HH:mm:ss; without it numbers are milliseconds since 1970.")
        @Optional
        String format) {

    boolean isConstant() {
        return value != null || name != null && name.length() >= 2 && name.startsWith("'") && name.endsWith("'");
    }

    String constant() {
        return value != null ? value : name.substring(1, name.length() - 1);
    }

    /** The attribute that the name is, or null. */
    Attribute attribute() {
        return value != null || index != null ? null : Attribute.of(name);
    }

    /** Whether it is taken out of the message's value. */
    boolean isOfValue() {
        return !isConstant() && attribute() == null;
    }

    CellType cellType() {
        return type == null || type.isBlank() ? null : CellType.of(type);
    }

    /** What it is called in messages. */
    String label(int position) {
        if (isConstant()) {
            return "constant" + position;
        }
        return index != null ? "piece" + index : name;
    }

    void validate(String key, DataFormat format, Problems problems) {
        long given = Stream.of(name, value, index).filter(Objects::nonNull).count();
        problems.check(given == 1, key, "must have a name, a value or an index, and only one of them");
        if (given != 1) {
            return;
        }
        boolean indexed = index != null;
        problems.check(!indexed || index >= 0, key + ".index", "must be 0 or more");
        problems.check(
                !indexed || format == DataFormat.TEXT, key + ".index", "is for dataFormat text; a field has a name");
        if (name != null && isOfValue()) {
            boolean word = name.startsWith("__") && name.endsWith("__");
            problems.check(!word, key, "is none of " + String.join(", ", Attribute.words()));
            if (format == DataFormat.JSON && !word) {
                validatePath(key, problems);
            }
        }
        boolean known = type == null || type.isBlank() || cellType() != null;
        problems.check(known, key + ".type", "must be STRING, LONG, DOUBLE, DECIMAL, BOOLEAN, DATE, BYTES or JSON");
        if (known && cellType() == CellType.DATE && this.format != null) {
            validateFormat(key + ".format", problems);
        }
    }

    private void validatePath(String key, Problems problems) {
        try {
            FieldPath.parse(name);
        } catch (IllegalArgumentException e) {
            problems.add(key, e.getMessage());
        }
    }

    private void validateFormat(String key, Problems problems) {
        try {
            new DatePattern(format, ZoneOffset.UTC);
        } catch (IllegalArgumentException e) {
            problems.add(key, "is not a date pattern: " + e.getMessage());
        }
    }
}
