package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import java.util.Locale;
import java.util.Optional;

/** The type of a primary key column's value, in the order in which the service sorts them. */
enum KeyType {
    /** Before every value. */
    INF_MIN,
    INTEGER,
    STRING,
    BINARY,
    /** After every value. */
    INF_MAX;

    /** As job files spell it, in any case. */
    static Optional<KeyType> parse(String text) {
        return switch (text.strip().toUpperCase(Locale.ROOT)) {
            case "INF_MIN" -> Optional.of(INF_MIN);
            case "INF_MAX" -> Optional.of(INF_MAX);
            case "INT", "INTEGER", "LONG" -> Optional.of(INTEGER);
            case "STRING" -> Optional.of(STRING);
            case "BINARY", "BLOB" -> Optional.of(BINARY);
            default -> Optional.empty();
        };
    }

    static KeyType of(PrimaryKeyType type) {
        return switch (type) {
            case INTEGER -> INTEGER;
            case STRING -> STRING;
            case BINARY -> BINARY;
            default -> throw new IllegalArgumentException("not a primary key type: " + type);
        };
    }

    boolean isInfinite() {
        return this == INF_MIN || this == INF_MAX;
    }

    /** As job files spell it. */
    @Override
    public String toString() {
        return this == INTEGER ? "int" : isInfinite() ? name() : name().toLowerCase(Locale.ROOT);
    }
}
