package io.datachannels.plugins.oss;

import io.datachannels.spi.Batch;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Column;
import io.datachannels.spi.Row;
import io.datachannels.spi.Schema;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Batches of Java values and back. */
final class Rows {
    private Rows() {}

    /** JSON, which has no Java type of its own. */
    record Json(String text) {}

    static Schema schema(String... names) {
        return new Schema(Arrays.stream(names).map(Column::untyped).toList());
    }

    static Schema schema(int columns) {
        return schema(IntStream.range(0, columns).mapToObj(i -> "c" + i).toArray(String[]::new));
    }

    static List<Object> row(Object... cells) {
        return Arrays.asList(cells);
    }

    static Batch batch(List<List<Object>> rows) {
        return batch(schema(rows.get(0).size()), rows);
    }

    static Batch batch(Schema schema, List<List<Object>> rows) {
        Batch batch = new Batch(schema, Long.MAX_VALUE, done -> {});
        batch.reuse();
        BatchBuilder builder = batch.builder();
        for (List<Object> row : rows) {
            row.forEach(cell -> add(builder, cell));
            builder.endRow();
        }
        return batch;
    }

    static List<List<Object>> of(Batch batch) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < batch.rows(); i++) {
            Row row = batch.row(i);
            List<Object> cells = new ArrayList<>();
            for (int c = 0; c < row.columns(); c++) {
                cells.add(cell(row, c));
            }
            rows.add(cells);
        }
        return rows;
    }

    private static void add(BatchBuilder builder, Object cell) {
        if (cell == null) {
            builder.addNull();
        } else if (cell instanceof Boolean value) {
            builder.addBool(value);
        } else if (cell instanceof Integer value) {
            builder.addLong(value);
        } else if (cell instanceof Long value) {
            builder.addLong(value);
        } else if (cell instanceof Double value) {
            builder.addDouble(value);
        } else if (cell instanceof BigDecimal value) {
            builder.addDecimal(value);
        } else if (cell instanceof byte[] value) {
            builder.addBytes(value);
        } else if (cell instanceof LocalDate value) {
            builder.addDate(value);
        } else if (cell instanceof Instant value) {
            builder.addTimestamp(value);
        } else if (cell instanceof Json value) {
            builder.addJson(value.text());
        } else {
            builder.addText((String) cell);
        }
    }

    private static Object cell(Row row, int column) {
        if (row.isNull(column)) {
            return null;
        }
        return switch (row.typeAt(column)) {
            case BOOL -> row.boolAt(column);
            case LONG -> row.longAt(column);
            case DOUBLE -> row.doubleAt(column);
            case DECIMAL -> row.decimalAt(column);
            case TEXT -> row.textAt(column);
            case BYTES -> row.bytesAt(column);
            case DATE -> row.dateAt(column);
            case TIMESTAMP -> row.timestampAt(column);
            case JSON -> new Json(row.jsonAt(column));
        };
    }
}
