package io.datachannels.spi;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Rows of typed cells, row after row: what crosses a channel. Filled through {@link #builder()}, read through {@link #row(int)},
 * then given back and filled anew. Filling and reading happen on one thread at a time; the channel hands it over.
 *
 * <p>A cell is a type, 64 bits and an object, each in an array of its own; numbers are never boxed.
 */
public final class Batch {
    /** In place of a type: the cell is null. */
    static final byte NULL = -1;

    private static final int MAX_ROWS = 1024;
    private static final int MAX_CELLS = 64 * 1024;

    final int columns;
    final int maxRows;
    final long maxBytes;
    final byte[] types;
    final long[] bits;
    final Object[] objects;
    int rows;
    long bytes;
    private final Schema schema;
    private final Row row = new Row(this);
    private final BatchBuilder builder = new BatchBuilder(this);
    private final Consumer<Batch> home;
    private final AtomicInteger holders = new AtomicInteger();

    /**
     * An empty batch for up to 1,024 rows, fewer if they are wider than 64 columns.
     *
     * @param schema the columns of its rows
     * @param maxBytes from how many bytes on it counts as full; one row may go beyond
     * @param home takes the batch when its last holder released it; called on that holder's thread
     */
    public Batch(Schema schema, long maxBytes, Consumer<Batch> home) {
        this(schema, MAX_ROWS, maxBytes, home);
    }

    /** An empty batch for fewer rows than would fit. */
    public Batch(Schema schema, int maxRows, long maxBytes, Consumer<Batch> home) {
        this.schema = schema;
        this.columns = schema.size();
        this.maxRows = Math.max(1, Math.min(Math.min(maxRows, MAX_ROWS), MAX_CELLS / Math.max(1, columns)));
        this.maxBytes = maxBytes;
        this.types = new byte[this.maxRows * columns];
        this.bits = new long[this.maxRows * columns];
        this.objects = new Object[this.maxRows * columns];
        this.home = home;
    }

    public Schema schema() {
        return schema;
    }

    /** How many rows it holds. */
    public int rows() {
        return rows;
    }

    /**
     * The size of its cells in bytes, as limits and reports count it: 8 for a number, a date or a timestamp, 1 for a bool, the
     * length of text, JSON (in chars) and bytes.
     */
    public long bytes() {
        return bytes;
    }

    /** Moves the batch's one cursor to a row, 0 to {@code rows() - 1}, and returns it. */
    public Row row(int index) {
        row.base = Objects.checkIndex(index, rows) * columns;
        return row;
    }

    /** A cursor of its own on a row: for a look from another thread, or that must not move the batch's one. */
    public Row cursor(int index) {
        Row own = new Row(this);
        own.base = Objects.checkIndex(index, rows) * columns;
        return own;
    }

    /** For filling; valid until the batch is handed on. */
    public BatchBuilder builder() {
        return builder;
    }

    /** Empties the batch and makes the caller its one holder. */
    public void reuse() {
        Arrays.fill(objects, 0, rows * columns, null);
        rows = 0;
        bytes = 0;
        builder.dropRow();
        holders.set(1);
    }

    /** Keeps the batch from being filled anew until {@link #release()}: for a writer that is not done with it when its call returns. */
    public void retain() {
        if (holders.getAndIncrement() < 1) {
            throw new IllegalStateException("the batch was already given back");
        }
    }

    /** Gives up one hold; the last one gives the batch back. From any thread. */
    public void release() {
        int left = holders.decrementAndGet();
        if (left == 0) {
            home.accept(this);
        } else if (left < 0) {
            throw new IllegalStateException("the batch was released twice");
        }
    }
}
