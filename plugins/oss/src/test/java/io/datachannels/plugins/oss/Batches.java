package io.datachannels.plugins.oss;

import io.datachannels.spi.Batch;
import io.datachannels.spi.Column;
import io.datachannels.spi.Schema;
import io.datachannels.testkit.Rows;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Batches of rows in the testkit's {@link Rows values}. */
final class Batches {
    private Batches() {}

    static Schema schema(String... names) {
        return new Schema(Arrays.stream(names).map(Column::untyped).toList());
    }

    static Schema schema(int columns) {
        return schema(IntStream.range(0, columns).mapToObj(i -> "c" + i).toArray(String[]::new));
    }

    /** A row of the cells, in which integers and arrays of bytes stand for what {@link Rows} has for them. */
    static List<Object> row(Object... cells) {
        List<Object> row = new ArrayList<>();
        for (Object cell : cells) {
            if (cell instanceof Integer number) {
                row.add(number.longValue());
            } else {
                row.add(cell instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : cell);
            }
        }
        return row;
    }

    static Batch of(List<List<Object>> rows) {
        Batch batch = new Batch(schema(rows.get(0).size()), Long.MAX_VALUE, done -> {});
        batch.reuse();
        rows.forEach(row -> Rows.add(batch.builder(), row));
        return batch;
    }
}
