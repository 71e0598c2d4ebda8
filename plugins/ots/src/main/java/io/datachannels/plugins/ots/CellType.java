package io.datachannels.plugins.ots;

import io.datachannels.spi.ColumnType;
import java.util.Locale;
import java.util.Optional;

/** The types that an attribute column's value can have. */
enum CellType {
    STRING(ColumnType.TEXT),
    INTEGER(ColumnType.LONG),
    DOUBLE(ColumnType.DOUBLE),
    BOOLEAN(ColumnType.BOOL),
    BINARY(ColumnType.BYTES);

    private final ColumnType columnType;

    CellType(ColumnType columnType) {
        this.columnType = columnType;
    }

    /** As job files spell it, in any case. */
    static Optional<CellType> parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "string" -> Optional.of(STRING);
            case "int", "integer", "long" -> Optional.of(INTEGER);
            case "double" -> Optional.of(DOUBLE);
            case "bool", "boolean" -> Optional.of(BOOLEAN);
            case "binary", "blob" -> Optional.of(BINARY);
            default -> Optional.empty();
        };
    }

    static CellType of(KeyType type) {
        return switch (type) {
            case INTEGER -> INTEGER;
            case STRING -> STRING;
            case BINARY -> BINARY;
            case INF_MIN, INF_MAX -> throw new IllegalArgumentException("not a column's type: " + type);
        };
    }

    ColumnType columnType() {
        return columnType;
    }
}
