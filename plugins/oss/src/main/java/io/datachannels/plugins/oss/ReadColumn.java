package io.datachannels.plugins.oss;

import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.config.BareValue;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import java.time.ZoneOffset;

/** A column of ossreader: a cell of the line by number or by its name in the header, a constant, or where the line stands. */
record ReadColumn(
        @Doc("The number of the cell in its line, from 0.") @Optional
        Integer index,

        @Doc(
                "The cell's name in the header line; __object__ is the object's key, __line__ the number of the line; * is every cell.")
        @BareValue
        @Optional
        String name,

        @Doc("A constant in place of a cell.") @Optional String value,

        @Doc(
                "STRING, LONG, DOUBLE, BOOLEAN, DATE (a point in time), DECIMAL, BYTES or JSON, in any case; without it STRING, of parquet the column's own.")
        @Optional
        String type,

        @Doc(
                "For DATE a pattern such as yyyy-MM-dd HH:mm:ss, else the job's formats; for BYTES base64, else the text's UTF-8.")
        @Optional
        String format) {
    static final String OBJECT = "__object__";
    static final String LINE = "__line__";
    private static final String EVERY = "*";

    boolean isEvery() {
        return EVERY.equals(name) && index == null && value == null;
    }

    boolean isMeta() {
        return index == null && value == null && (OBJECT.equals(name) || LINE.equals(name));
    }

    /** Adds where the record stands. */
    void addMeta(CsvParser parser, String object, BatchBuilder batch) {
        if (LINE.equals(name)) {
            batch.addLong(parser.line());
        } else {
            batch.addText(object);
        }
    }

    /** Whether its place in the line is found in the header. */
    boolean isByName() {
        return index == null && value == null && !isEvery() && !isMeta();
    }

    CellType cellType() {
        if (isMeta()) {
            return LINE.equals(name) ? CellType.LONG : CellType.STRING;
        }
        return type == null ? CellType.STRING : CellType.of(type);
    }

    /** What the column is called in messages and in a header that the writer makes. */
    String label(int position) {
        if (name != null) {
            return name;
        }
        return index == null ? "constant" + position : "column" + index;
    }

    void validate(String key, Problems problems) {
        problems.check(index == null || value == null, key, "must have an index or a value, not both");
        problems.check(
                index != null || value != null || name != null && !name.isEmpty(),
                key,
                "must have an index, a name or a value");
        problems.check(index == null || index >= 0, key + ".index", "must be 0 or more");
        CellType cellType = type == null ? CellType.STRING : CellType.of(type);
        problems.check(
                cellType != null, key + ".type", "must be STRING, LONG, DOUBLE, BOOLEAN, DATE, DECIMAL, BYTES or JSON");
        if (format != null && cellType == CellType.BYTES) {
            problems.check(format.equalsIgnoreCase("base64"), key + ".format", "must be base64 for BYTES");
        } else if (format != null && cellType == CellType.DATE) {
            DateText.validate(format, ZoneOffset.UTC, key + ".format", problems);
        }
    }
}
