package io.datachannels.plugins.ots;

import java.util.Optional;

/** The columns of a time series table that have names of their own; every other name is a tag or a field. */
enum TimeseriesColumn {
    MEASUREMENT("_m_name"),
    DATA_SOURCE("_data_source"),
    /** All tags as one text: {@code ["k1=v1","k2=v2"]}. */
    TAGS("_tags"),
    /** In microseconds since 1970. */
    TIME("_time");

    private final String columnName;

    TimeseriesColumn(String columnName) {
        this.columnName = columnName;
    }

    static Optional<TimeseriesColumn> of(String name) {
        for (TimeseriesColumn column : values()) {
            if (column.columnName.equals(name)) {
                return Optional.of(column);
            }
        }
        return Optional.empty();
    }

    /** As job files name it. */
    @Override
    public String toString() {
        return columnName;
    }
}
