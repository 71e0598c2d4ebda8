package io.datachannels.plugins.oss;

import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.RowFailure;

/** How a record becomes a row. */
interface LineLayout {
    /**
     * Adds the record's row, without ending it.
     *
     * @throws RowFailure if the record has no such row
     */
    void add(CsvParser parser, String object, BatchBuilder batch);

    /** The value at fault as people read it; the whole record if it is no single cell's, and for column -1. */
    String show(CsvParser parser, int column);
}
