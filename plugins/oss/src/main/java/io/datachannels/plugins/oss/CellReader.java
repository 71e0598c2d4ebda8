package io.datachannels.plugins.oss;

import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Cast;
import io.datachannels.spi.DatePattern;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.RowFailure;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Turns the text of one column into cells. Every conversion is exact or fails the row. */
final class CellReader {
    private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

    private final CellType type;
    private final int column;
    private final Cast cast;
    private final DatePattern pattern;
    private final DateScan scan;
    private final boolean base64;

    /**
     * @param column its place among the columns, for failures
     */
    CellReader(CellType type, String format, int column, JobContext job) {
        this.type = type;
        this.column = column;
        this.cast = job.cast();
        boolean own = format != null && !format.isBlank();
        this.pattern = own && type == CellType.DATE ? new DatePattern(format, job.zone()) : null;
        this.scan = new DateScan(pattern == null ? cast.timestampPattern() : pattern, job.zone());
        this.base64 = own && type == CellType.BYTES;
    }

    /** Adds the parser's cell, which is not null: from its bytes where that is sure to give the same, else from its text. */
    void add(CsvParser parser, int cell, BatchBuilder batch) {
        switch (type) {
            case LONG -> {
                if (parser.isNumber(cell)) {
                    batch.addLong(parser.number());
                    return;
                }
            }
            case DOUBLE -> {
                double value = parser.decimal(cell);
                if (!Double.isNaN(value)) {
                    batch.addDouble(value);
                    return;
                }
            }
            case BOOLEAN -> {
                boolean value = parser.is(cell, TRUE);
                if (value || parser.is(cell, FALSE)) {
                    batch.addBool(value);
                    return;
                }
            }
            case DATE -> {
                if (parser.scan(cell, scan)) {
                    batch.addTimestamp(scan.second(), scan.nanos());
                    return;
                }
            }
            case STRING -> {
                parser.addText(cell, batch);
                return;
            }
            case DECIMAL, BYTES, JSON -> {}
        }
        add(parser.text(cell, column), batch);
    }

    void add(String text, BatchBuilder batch) {
        switch (type) {
            case STRING -> batch.addText(text);
            case LONG -> batch.addLong(Cast.parseLong(text, column));
            case DOUBLE -> batch.addDouble(Cast.parseDouble(text, column));
            case BOOLEAN -> batch.addBool(Cast.parseBool(text, column));
            case DATE ->
                batch.addTimestamp(pattern == null ? cast.parseTimestamp(text, column) : pattern.parse(text, column));
            case DECIMAL -> batch.addDecimal(Cast.parseDecimal(text, column));
            case BYTES -> batch.addBytes(base64 ? decode(text) : text.getBytes(StandardCharsets.UTF_8));
            case JSON -> batch.addJson(text);
        }
    }

    private byte[] decode(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new RowFailure(column, "is not base64");
        }
    }
}
