package io.datachannels.plugins.ots;

import java.util.Locale;

/** Which value of a column that a change touches. */
enum StreamValue {
    /** What the change wrote; null if it did not write the column. */
    NEW,
    /** What the column had before the change; null if nothing. */
    OLD,
    /** What the column has after the change, whether or not that wrote it. */
    LATEST;

    /** As job files spell it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
