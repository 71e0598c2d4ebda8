package io.datachannels.emulators.tablestore.rows;

/** A question about the selected cells of a row. */
interface CellTest {
    boolean test(Selection cells);
}
