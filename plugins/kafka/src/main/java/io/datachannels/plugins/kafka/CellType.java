package io.datachannels.plugins.kafka;

import io.datachannels.spi.ColumnType;
import java.util.Locale;

/** The types that a column can be given in a job file. */
enum CellType {
    STRING(ColumnType.TEXT),
    LONG(ColumnType.LONG),
    DOUBLE(ColumnType.DOUBLE),
    DECIMAL(ColumnType.DECIMAL),
    BOOLEAN(ColumnType.BOOL),
    DATE(ColumnType.TIMESTAMP),
    BYTES(ColumnType.BYTES),
    JSON(ColumnType.JSON);

    final ColumnType columnType;

    CellType(ColumnType columnType) {
        this.columnType = columnType;
    }

    /** The type of that name in any case, or null. */
    static CellType of(String name) {
        return switch (name.strip().toUpperCase(Locale.ROOT)) {
            case "STRING", "TEXT" -> STRING;
            case "LONG", "INT", "INTEGER", "BIGINT" -> LONG;
            case "DOUBLE", "FLOAT" -> DOUBLE;
            case "DECIMAL" -> DECIMAL;
            case "BOOLEAN", "BOOL" -> BOOLEAN;
            case "DATE", "DATETIME", "TIMESTAMP" -> DATE;
            case "BYTES", "BINARY" -> BYTES;
            case "JSON" -> JSON;
            default -> null;
        };
    }
}
