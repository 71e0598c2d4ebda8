package io.datachannels.plugins.stream;

import io.datachannels.spi.RowFailure;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

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

    /** One column: the same value in every row, a random one, or one that counts up. */
    record Cell(
            @Optional @Doc("The value of every row.") String value,

            @Default("STRING") @Doc("The column's type.") Type type,

            @Optional
            @Doc(
                    "Two numbers or dates \"from, to\" between which values are random; for texts and bytes two lengths, for bool the shares of false and true.")
            String random,

            @Optional
            @Doc(
                    "A number or date and a step, \"from, step\": each row's value is a step on, through all channels. A date's step is in seconds.")
            String incr,

            @Default("yyyy-MM-dd HH:mm:ss") @Doc("How dates are written in value, random and incr.")
            String dateFormat) {
        /** How large a cell can be, in bytes. */
        private long widest() {
            if (value != null) {
                return value.length();
            }
            return type == Type.STRING || type == Type.BYTES ? Long.parseLong(random.split(",")[1].trim()) : 8;
        }
    }

    /** How large a row can be, in bytes. */
    long rowBytes() {
        return column.stream().mapToLong(Cell::widest).sum();
    }

    @Override
    public void validate(Problems problems) {
        problems.check(sliceRecordCount >= 1, "sliceRecordCount", "must be 1 or more");
        problems.check(!column.isEmpty(), "column", "must name at least one column");
        for (int i = 0; i < column.size(); i++) {
            Cell cell = column.get(i);
            String key = "column[" + i + "]";
            long ways = Stream.of(cell.value(), cell.random(), cell.incr())
                    .filter(each -> each != null)
                    .count();
            if (ways != 1) {
                problems.add(key, "must have one of value, random and incr");
                continue;
            }
            try {
                ColumnSource.of(cell, new StreamReaderPlugin.Slice(0, sliceRecordCount), 0, ZoneOffset.UTC);
            } catch (RowFailure | IllegalArgumentException e) {
                String way = cell.value() != null ? ".value" : cell.random() != null ? ".random" : ".incr";
                problems.add(key + way, e.getMessage());
            }
        }
    }
}
