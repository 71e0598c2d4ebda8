package io.datachannels.spi;

import java.util.Objects;

/**
 * A column that a reader delivers.
 *
 * @param name as the job file or the source has it; for messages and headers
 * @param type the type that all its cells have, or null if every cell carries its own, as in Tablestore
 */
public record Column(String name, ColumnType type) {
    public Column {
        Objects.requireNonNull(name, "name");
    }

    /** A column whose cells carry their own types. */
    public static Column untyped(String name) {
        return new Column(name, null);
    }
}
