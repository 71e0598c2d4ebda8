package io.datachannels.testkit;

import io.datachannels.spi.Batch;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Row;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows as lists of values that can be compared: null, Boolean, Long, Double, BigDecimal, String, ByteBuffer, LocalDate, Instant and
 * {@link Json}.
 */
public final class Rows {
    private Rows() {}

    /** A JSON cell. */
    public record Json(String text) {}

    /** The cell as a value. */
    public static Object value(Row row, int column) {
        if (row.isNull(column)) {
            return null;
        }
        return switch (row.typeAt(column)) {
            case BOOL -> row.boolAt(column);
            case LONG -> row.longAt(column);
            case DOUBLE -> row.doubleAt(column);
            case DECIMAL -> row.decimalAt(column);
            case TEXT -> row.textAt(column);
            case BYTES -> ByteBuffer.wrap(row.bytesAt(column));
            case DATE -> row.dateAt(column);
            case TIMESTAMP -> row.timestampAt(column);
            case JSON -> new Json(row.jsonAt(column));
        };
    }

    /** The row's values. */
    public static List<Object> values(Row row) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < row.columns(); i++) {
            values.add(value(row, i));
        }
        return values;
    }

    /** The values of all rows of the batch. */
    public static List<List<Object>> values(Batch batch) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < batch.rows(); i++) {
            rows.add(values(batch.row(i)));
        }
        return rows;
    }

    /** Adds a row of values; the texts of every other row as bytes, as readers may. */
    public static void add(BatchBuilder batch, List<?> values) {
        values.forEach(each -> add(batch, each));
        batch.endRow();
    }

    private static void add(BatchBuilder batch, Object value) {
        if (value == null) {
            batch.addNull();
        } else if (value instanceof Boolean bool) {
            batch.addBool(bool);
        } else if (value instanceof Long number) {
            batch.addLong(number);
        } else if (value instanceof Double number) {
            batch.addDouble(number);
        } else if (value instanceof BigDecimal number) {
            batch.addDecimal(number);
        } else if (value instanceof String text) {
            addText(batch, text);
        } else if (value instanceof ByteBuffer bytes) {
            batch.addBytes(bytes.array());
        } else if (value instanceof LocalDate date) {
            batch.addDate(date);
        } else if (value instanceof Instant instant) {
            batch.addTimestamp(instant);
        } else if (value instanceof Json json) {
            batch.addJson(json.text());
        } else {
            throw new IllegalArgumentException("no cell holds a " + value.getClass());
        }
    }

    private static void addText(BatchBuilder batch, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean isWhole = new String(bytes, StandardCharsets.UTF_8).equals(text);
        if (isWhole && batch.rows() % 2 == 1) {
            batch.addUtf8(bytes, 0, bytes.length);
        } else {
            batch.addText(text);
        }
    }
}
