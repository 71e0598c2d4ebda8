package io.datachannels.plugins.oss;

import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How the cells of a line become a row: what stands where, by number or by the header of the object at hand. */
final class RowLayout implements LineLayout {
    private final List<ReadColumn> columns;
    private final CellReader[] readers;
    private final int[] cells;
    private final int width;
    private final String nullFormat;

    /**
     * @param cells for every column the number of its cell; -1 for none
     * @param width how many cells a line must have; -1 for any number that has all columns
     */
    private RowLayout(List<ReadColumn> columns, int[] cells, int width, String nullFormat, JobContext job) {
        this.columns = columns;
        this.cells = cells;
        this.width = width;
        this.nullFormat = nullFormat;
        this.readers = new CellReader[columns.size()];
        for (int i = 0; i < readers.length; i++) {
            readers[i] =
                    new CellReader(columns.get(i).cellType(), columns.get(i).format(), i, job);
        }
    }

    /** Every cell as text. */
    static RowLayout everyCell(Schema schema, OssReaderConfig config, JobContext job) {
        List<ReadColumn> columns = new ArrayList<>();
        int[] cells = new int[schema.size()];
        for (int i = 0; i < cells.length; i++) {
            columns.add(new ReadColumn(i, schema.name(i), null, "STRING", null));
            cells[i] = i;
        }
        return new RowLayout(columns, cells, cells.length, config.nullFormat(), job);
    }

    /**
     * The configured columns.
     *
     * @param header the names in the object's first line; empty if it has none
     * @param object for messages
     * @throws JobFailure if a name is not in the header, or is there twice
     */
    static RowLayout of(OssReaderConfig config, List<String> header, String object, JobContext job) {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < header.size(); i++) {
            places.merge(header.get(i), i, (first, second) -> -1);
        }
        List<ReadColumn> columns = config.column();
        int[] cells = new int[columns.size()];
        for (int i = 0; i < cells.length; i++) {
            ReadColumn column = columns.get(i);
            cells[i] = column.index() == null ? -1 : column.index();
            if (column.isByName()) {
                cells[i] = place(places, column.name(), header, object);
            }
        }
        return new RowLayout(columns, cells, -1, config.nullFormat(), job);
    }

    private static int place(Map<String, Integer> places, String name, List<String> header, String object) {
        int place = places.getOrDefault(name, -2);
        if (place < 0) {
            throw new JobFailure(
                    "the header of " + object + " has " + (place == -1 ? "more than one column " : "no column ") + name
                            + ": " + String.join(", ", header),
                    "Check the column's name, or give its index.");
        }
        return place;
    }

    static Schema schema(List<ReadColumn> columns) {
        List<Column> result = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            result.add(new Column(columns.get(i).label(i), columns.get(i).cellType().type));
        }
        return new Schema(result);
    }

    /** The columns of a line of which every cell is read as text. */
    static Schema schema(int width, List<String> header) {
        List<Column> result = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            result.add(new Column(header.isEmpty() ? "column" + i : header.get(i), ColumnType.TEXT));
        }
        return new Schema(result);
    }

    @Override
    public void add(CsvParser parser, String object, BatchBuilder batch) {
        if (parser.flaw() != null) {
            throw new RowFailure(-1, parser.flaw());
        }
        if (width >= 0 && parser.cells() != width) {
            throw new RowFailure(-1, "has " + parser.cells() + " cells in place of " + width);
        }
        for (int i = 0; i < cells.length; i++) {
            int cell = cells[i];
            if (cell >= parser.cells()) {
                throw new RowFailure(i, "has only " + parser.cells() + " cells, and this is number " + cell);
            } else if (cell < 0) {
                addOther(i, parser, object, batch);
            } else if (parser.isNull(cell)) {
                batch.addNull();
            } else {
                readers[i].add(parser, cell, batch);
            }
        }
    }

    @Override
    public String show(CsvParser parser, int column) {
        int cell = column < 0 ? -1 : cells[column];
        return cell < 0 || cell >= parser.cells() ? parser.show() : parser.show(cell);
    }

    private void addOther(int column, CsvParser parser, String object, BatchBuilder batch) {
        ReadColumn read = columns.get(column);
        if (read.value() == null) {
            read.addMeta(parser, object, batch);
        } else if (read.value().equals(nullFormat)) {
            batch.addNull();
        } else {
            readers[column].add(read.value(), batch);
        }
    }
}
