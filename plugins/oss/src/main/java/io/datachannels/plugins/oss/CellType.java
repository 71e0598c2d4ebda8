package io.datachannels.plugins.oss;

import io.datachannels.spi.ColumnType;
import java.util.Locale;

/** The types that a column of a text object can be read as, with their names in job files. */
enum CellType {
    STRING(ColumnType.TEXT),
    LONG(ColumnType.LONG),
    DOUBLE(ColumnType.DOUBLE),
    BOOLEAN(ColumnType.BOOL),
    DATE(ColumnType.TIMESTAMP),
    DECIMAL(ColumnType.DECIMAL),
    BYTES(ColumnType.BYTES),
    JSON(ColumnType.JSON);

    final ColumnType type;

    CellType(ColumnType type) {
        this.type = type;
    }

    /** The type of that name in any case, or null. */
    static CellType of(String name) {
        return switch (name.trim().toUpperCase(Locale.ROOT)) {
            case "STRING", "TEXT" -> STRING;
            case "LONG", "INT", "INTEGER", "BIGINT" -> LONG;
            case "DOUBLE", "FLOAT" -> DOUBLE;
            case "BOOLEAN", "BOOL" -> BOOLEAN;
            case "DATE", "DATETIME", "TIMESTAMP" -> DATE;
            case "DECIMAL" -> DECIMAL;
            case "BYTES", "BINARY" -> BYTES;
            case "JSON" -> JSON;
            default -> null;
        };
    }
}
