package io.datachannels.plugins.stream;

import io.datachannels.spi.RowFailure;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;
import java.time.ZoneOffset;
import java.util.List;

/** The parameters of streamreader, as in DataX. */
@Doc("Makes rows up, for trying things out and for measuring.")
record StreamReaderConfig(
        @Doc("The cells of a row, from left to right.") List<Cell> column,

        @Doc("How many rows each channel delivers, 1 or more.")
        long sliceRecordCount)
        implements Validated {

    /** The types by their names in job files. */
    enum Type {
        STRING,
        LONG,
        DOUBLE,
        BOOL,
        DATE,
        BYTES,
        DECIMAL,
        JSON
    }

    /** One column: the same value in every row, or a random one. */
    record Cell(
            @Optional @Doc("The value of every row.") String value,

            @Default("STRING") @Doc("The column's type.") Type type,

            @Optional
            @Doc(
                    "Two numbers or dates \"from, to\", or for texts and bytes two lengths, between which values are random.")
            String random,

            @Default("yyyy-MM-dd HH:mm:ss") @Doc("How dates are written in value and random.")
            String dateFormat) {}

    @Override
    public void validate(Problems problems) {
        problems.check(sliceRecordCount >= 1, "sliceRecordCount", "must be 1 or more");
        problems.check(!column.isEmpty(), "column", "must name at least one column");
        for (int i = 0; i < column.size(); i++) {
            Cell cell = column.get(i);
            String key = "column[" + i + "]";
            if ((cell.value() == null) == (cell.random() == null)) {
                problems.add(key, "must have either value or random");
                continue;
            }
            try {
                CellSource.of(cell, 0, ZoneOffset.UTC);
            } catch (RowFailure | IllegalArgumentException e) {
                problems.add(key + (cell.value() == null ? ".random" : ".value"), e.getMessage());
            }
        }
    }
}
