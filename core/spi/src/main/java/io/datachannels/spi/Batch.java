package io.datachannels.spi;

import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Rows of typed cells: what crosses a channel. Filled through {@link #builder()}, read through {@link #row(int)},
 * then given back and filled anew. Filling and reading happen on one thread at a time; the channel hands it over.
 *
 * <p>A cell is a type, 64 bits and an object, each in an array of its own; numbers are never boxed. The cells of a column stand side by
 * side: measured, that costs a reader or writer that goes row by row nothing, and halves the time of one that goes column by column.
 * Text that comes as UTF-8 stays UTF-8, in bytes that the batch has for all of its texts; it becomes a string for those who ask for one.
 */
public final class Batch {
    /** In place of a type: the cell is null. */
    static final byte NULL = -1;

    static final byte BOOL = (byte) ColumnType.BOOL.ordinal();
    static final byte LONG = (byte) ColumnType.LONG.ordinal();
    static final byte DOUBLE = (byte) ColumnType.DOUBLE.ordinal();
    static final byte DECIMAL = (byte) ColumnType.DECIMAL.ordinal();
    static final byte TEXT = (byte) ColumnType.TEXT.ordinal();
    static final byte BYTES = (byte) ColumnType.BYTES.ordinal();
    static final byte DATE = (byte) ColumnType.DATE.ordinal();
    static final byte TIMESTAMP = (byte) ColumnType.TIMESTAMP.ordinal();
    static final byte JSON = (byte) ColumnType.JSON.ordinal();

    /** A timestamp's bits are its seconds, shifted by so many, and its microseconds; or in their place this, and an Instant as object. */
    static final int MICRO_BITS = 20;

    static final int EXACT = (1 << MICRO_BITS) - 1;

    /** The bits of a text without an object: where its bytes begin, how many they are, and how many chars, in so many bits each. */
    static final int TEXT_BITS = 21;

    static final int TEXT_MASK = (1 << TEXT_BITS) - 1;

    /** Texts that find no room in so many bytes are kept as objects. */
    static final int MAX_TEXTS = 1 << 20;

    private static final int FIRST_TEXTS = 16 * 1024;

    private static final int MAX_ROWS = 1024;
    private static final int MAX_CELLS = 64 * 1024;

    /** Keeps the cells of a row out of each other's cache set, where columns of 8 KiB would put them. */
    private static final int PADDING = 16;

    final int columns;
    final int maxRows;

    /** How far it is from a cell to the next one of its row; a column's cells stand side by side. */
    final int stride;

    final long maxBytes;
    final byte[] types;
    final long[] bits;
    final Object[] objects;

    /** The UTF-8 bytes of the texts that have no object, one after the other. */
    byte[] texts = {};

    int textsEnd;
    int rows;
    long bytes;
    private final Schema schema;
    private final boolean[] holdsObjects;
    private final Row row;
    private final BatchBuilder builder;
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
        this.maxRows = Math.max(1, Math.min(maxRows, maxRows(columns)));
        this.maxBytes = maxBytes;
        this.stride = this.maxRows == 1 ? 1 : this.maxRows + PADDING;
        this.types = new byte[stride * columns];
        this.bits = new long[stride * columns];
        this.objects = new Object[stride * columns];
        this.holdsObjects = new boolean[columns];
        for (int i = 0; i < columns; i++) {
            holdsObjects[i] = mayHoldObjects(schema.columns().get(i).type());
        }
        this.row = new Row(this);
        this.builder = new BatchBuilder(this);
        this.home = home;
    }

    /** How many rows of so many columns a batch can hold at most. */
    public static int maxRows(int columns) {
        return Math.max(1, Math.min(MAX_ROWS, MAX_CELLS / Math.max(1, columns)));
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
        row.index = Objects.checkIndex(index, rows);
        return row;
    }

    /** A cursor of its own on a row: for a look from another thread, or that must not move the batch's one. */
    public Row cursor(int index) {
        Row own = new Row(this);
        own.index = Objects.checkIndex(index, rows);
        return own;
    }

    /** For filling; valid until the batch is handed on. */
    public BatchBuilder builder() {
        return builder;
    }

    /** Empties the batch and makes the caller its one holder. */
    public void reuse() {
        empty();
        holders.set(1);
    }

    /** Keeps the batch from being filled anew until {@link #release()}: for a writer that is not done with it when its call returns. */
    public void retain() {
        if (holders.getAndIncrement() < 1) {
            throw new IllegalStateException("the batch was already given back");
        }
    }

    /** Gives up one hold; the last one empties the batch, so that no large cell outlives its row, and gives it back. From any thread. */
    public void release() {
        int left = holders.decrementAndGet();
        if (left == 0) {
            empty();
            home.accept(this);
        } else if (left < 0) {
            throw new IllegalStateException("the batch was released twice");
        }
    }

    static long text(int begin, int length, int chars) {
        return ((long) begin << TEXT_BITS | length) << TEXT_BITS | chars;
    }

    static int textBegin(long bits) {
        return (int) (bits >> 2 * TEXT_BITS);
    }

    static int textLength(long bits) {
        return (int) (bits >> TEXT_BITS) & TEXT_MASK;
    }

    static int textChars(long bits) {
        return (int) bits & TEXT_MASK;
    }

    /**
     * Keeps a copy of a text's bytes.
     *
     * @return where they begin; -1 if there is no room for them
     */
    int keep(byte[] utf8, int from, int length) {
        int begin = textsEnd;
        int end = begin + length;
        if (end > texts.length) {
            if (length > MAX_TEXTS - begin) {
                return -1;
            }
            texts = Arrays.copyOf(texts, Math.min(MAX_TEXTS, Math.max(end, Math.max(FIRST_TEXTS, texts.length * 2))));
        }
        System.arraycopy(utf8, from, texts, begin, length);
        textsEnd = end;
        return begin;
    }

    private void empty() {
        builder.dropRow();
        textsEnd = 0;
        for (int i = 0; i < columns; i++) {
            if (holdsObjects[i]) {
                Arrays.fill(objects, i * stride, i * stride + rows, null);
            }
        }
        rows = 0;
        bytes = 0;
        builder.begin();
    }

    /** Whether a column's objects can be large enough to be forgotten; an Instant is not. */
    private static boolean mayHoldObjects(ColumnType type) {
        return type == null
                || switch (type) {
                    case BOOL, LONG, DOUBLE, DATE, TIMESTAMP -> false;
                    case DECIMAL, TEXT, BYTES, JSON -> true;
                };
    }
}
