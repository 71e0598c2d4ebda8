package io.datachannels.plugins.odps;

import io.datachannels.spi.Row;

/** Puts a cell, which is not null, into a column of one type: exactly, or not at all. */
@FunctionalInterface
interface CellEncoder {
    /**
     * @param column the cell's, in the row
     * @return false if it is to be null after all, and nothing was put
     * @throws io.datachannels.spi.RowFailure if the column cannot hold the cell
     */
    boolean put(Row row, int column, RowBuffer into);
}
