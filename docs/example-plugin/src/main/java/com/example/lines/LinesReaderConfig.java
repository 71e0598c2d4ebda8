package com.example.lines;

import io.datachannels.spi.ColumnType;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;
import java.util.List;

/** The parameters of linesreader. */
@Doc("Reads text files of a folder, a row from each line, with tabs between the cells.")
record LinesReaderConfig(
        @Doc("The folder of the files.") String path,

        @Default(".tsv") @Doc("What the names of the files to read end in.")
        String suffix,

        @Doc("The cells of a line, from left to right.") List<Cell> column)
        implements Validated {

    /** What a cell can be. */
    enum Type {
        TEXT(ColumnType.TEXT),
        LONG(ColumnType.LONG),
        DOUBLE(ColumnType.DOUBLE),
        TIMESTAMP(ColumnType.TIMESTAMP);

        final ColumnType columnType;

        Type(ColumnType columnType) {
            this.columnType = columnType;
        }
    }

    /** One cell of a line. */
    record Cell(
            @Doc("The column's name.") String name,

            @Default("TEXT") @Doc("The column's type.") Type type) {}

    @Override
    public void validate(Problems problems) {
        problems.check(!column.isEmpty(), "column", "must name at least one column");
    }
}
