package io.datachannels.engine.transform;

import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import java.util.List;

/** What an open transformer does to a row: it changes one cell, drops the row, or arranges the columns. Columns count from 0. */
sealed interface Step {
    /**
     * Puts another cell in a column's place.
     *
     * @param type that the column's cells have afterwards, or null if every cell carries its own
     */
    record Change(int column, ColumnType type, CellFunction function) implements Step {}

    /** Drops the rows that the test is true for. */
    record Filter(int column, CellTest test) implements Step {}

    /**
     * Chooses, orders and names columns.
     *
     * @param sources for each column the one that it was before
     */
    record Arrange(List<Integer> sources, List<Column> columns) implements Step {}

    /** Makes a cell of a cell. */
    interface CellFunction {
        /**
         * Adds exactly one cell.
         *
         * @throws RowFailure if that cannot be done with this cell, which is {@code column} of the row
         */
        void apply(Row row, int column, BatchBuilder to);
    }

    /** Looks at a cell. */
    interface CellTest {
        /** @throws RowFailure if that cannot be told of this cell, which is {@code column} of the row */
        boolean drops(Row row, int column);
    }
}
