package io.datachannels.spi;

import java.util.List;

/** The columns that a reader delivers, in order. A writer takes them by position. */
public record Schema(List<Column> columns) {
    public Schema {
        columns = List.copyOf(columns);
    }

    public int size() {
        return columns.size();
    }

    /** The column's name, index from 0. */
    public String name(int index) {
        return columns.get(index).name();
    }
}
