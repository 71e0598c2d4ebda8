package io.datachannels.spi;

import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Makes rows for tests. */
final class Cells {
    private Cells() {}

    /** A batch of one row whose only column, {@code c}, holds the cell. */
    static Row row(UnaryOperator<BatchBuilder> cell) {
        Batch batch = batch(1, 1 << 20);
        cell.apply(batch.builder()).endRow();
        return batch.row(0);
    }

    /** An empty batch whose columns are called c, c1, c2 and so on; releasing it does nothing. */
    static Batch batch(int columns, long maxBytes) {
        Batch batch = new Batch(schema(columns), maxBytes, each -> {});
        batch.reuse();
        return batch;
    }

    static Schema schema(int columns) {
        return new Schema(IntStream.range(0, columns)
                .mapToObj(i -> Column.untyped(i == 0 ? "c" : "c" + i))
                .toList());
    }
}
