package io.datachannels.spi;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/**
 * Fills a batch: the cells of a row from left to right, then {@link #endRow()}; or many rows column by column, with {@link #block}.
 * Every add takes null for a null cell where its argument can be null. A row that was begun and not ended does not count.
 */
public final class BatchBuilder {
    static final long MIN_SECOND = -62_167_219_200L;
    static final long MAX_SECOND = 253_402_300_799L;
    static final String NO_DAY = "the date is outside the years 0 to 9999";
    static final String NO_TEXT = "has bytes that are no characters in the source's encoding";
    static final String NO_SECOND = "the timestamp is outside the years 0 to 9999";
    private static final long MIN_DAY = MIN_SECOND / 86_400;
    private static final long MAX_DAY = MAX_SECOND / 86_400;

    private final Batch batch;
    private final byte[] types;
    private final long[] bits;
    private final Object[] objects;
    private final int columns;
    private final int stride;
    private final RowBlock block;
    private int cell;
    private int end;
    private long rowBytes;

    BatchBuilder(Batch batch) {
        this.batch = batch;
        this.types = batch.types;
        this.bits = batch.bits;
        this.objects = batch.objects;
        this.columns = batch.columns;
        this.stride = batch.stride;
        this.block = new RowBlock(batch, this);
        begin();
    }

    /** Whether no further row should be begun: the batch is full by rows or by bytes. */
    public boolean isFull() {
        return batch.rows >= batch.maxRows || batch.bytes >= batch.maxBytes;
    }

    /** How many rows were ended. */
    public int rows() {
        return batch.rows;
    }

    /** How many more rows the batch has room for, if their bytes allow it. */
    public int room() {
        return batch.maxRows - batch.rows;
    }

    public BatchBuilder addNull() {
        types[next()] = Batch.NULL;
        return this;
    }

    public BatchBuilder addBool(boolean value) {
        set(Batch.BOOL, value ? 1 : 0, 1);
        return this;
    }

    public BatchBuilder addLong(long value) {
        set(Batch.LONG, value, 8);
        return this;
    }

    public BatchBuilder addDouble(double value) {
        set(Batch.DOUBLE, Double.doubleToRawLongBits(value), 8);
        return this;
    }

    public BatchBuilder addDecimal(BigDecimal value) {
        return value == null ? addNull() : set(Batch.DECIMAL, value, 8);
    }

    public BatchBuilder addText(String value) {
        return value == null ? addNull() : set(Batch.TEXT, value, value.length());
    }

    /**
     * Text as UTF-8, which is copied: for a reader that has bytes this takes half of what a {@link String} would.
     *
     * @param to the end; the byte there is not part of it
     * @throws RowFailure if the bytes are not UTF-8
     */
    public BatchBuilder addUtf8(byte[] bytes, int from, int to) {
        int chars = Utf8.chars(bytes, from, to);
        if (chars < 0) {
            throw new RowFailure(column(), NO_TEXT);
        }
        setText(batch, next(), bytes, from, to - from, chars);
        rowBytes += chars;
        return this;
    }

    /** The array is kept, not copied. */
    public BatchBuilder addBytes(byte[] value) {
        return value == null ? addNull() : set(Batch.BYTES, value, value.length);
    }

    public BatchBuilder addJson(String value) {
        return value == null ? addNull() : set(Batch.JSON, value, value.length());
    }

    public BatchBuilder addDate(LocalDate value) {
        return value == null ? addNull() : addDate(value.toEpochDay());
    }

    /**
     * A date in days since 1970-01-01.
     *
     * @throws RowFailure outside years 0 to 9999
     */
    public BatchBuilder addDate(long epochDay) {
        if (!isDay(epochDay)) {
            throw new RowFailure(column(), NO_DAY);
        }
        set(Batch.DATE, epochDay, 8);
        return this;
    }

    public BatchBuilder addTimestamp(Instant value) {
        return value == null ? addNull() : addTimestamp(value.getEpochSecond(), value.getNano());
    }

    /**
     * An instant in seconds since 1970-01-01T00:00:00Z and nanoseconds, 0 to 999,999,999, after it.
     *
     * @throws RowFailure outside years 0 to 9999
     */
    public BatchBuilder addTimestamp(long epochSecond, int nanos) {
        if (!isSecond(epochSecond)) {
            throw new RowFailure(column(), NO_SECOND);
        }
        int index = next();
        setTimestamp(batch, index, epochSecond, nanos);
        rowBytes += 8;
        return this;
    }

    /** A copy of a cell of another batch. */
    public BatchBuilder addCell(Row row, int column) {
        int from = row.index(column);
        int to = next();
        rowBytes += row.bytesOf(column);
        if (row.hasUtf8(from)) {
            long text = row.batch.bits[from];
            setText(batch, to, row.batch.texts, Batch.textBegin(text), Batch.textLength(text), Batch.textChars(text));
            return this;
        }
        types[to] = row.batch.types[from];
        bits[to] = row.batch.bits[from];
        objects[to] = row.batch.objects[from];
        return this;
    }

    /**
     * Ends the row.
     *
     * @throws IllegalStateException if cells are missing; a mistake of the reader, not of the data
     */
    public void endRow() {
        if (cell != end) {
            throw new IllegalStateException("the row has " + column() + " of " + columns + " cells");
        }
        batch.rows++;
        batch.bytes += rowBytes;
        begin();
    }

    /** Forgets the cells of the row, or the block, that was begun. */
    public void dropRow() {
        block.drop();
        for (int i = batch.rows; i < cell; i += stride) {
            objects[i] = null;
        }
        begin();
    }

    /**
     * Rows to be filled column by column, which is faster than row by row where the reader can do it; valid until they are ended, and
     * nothing is added to the batch in between.
     *
     * @param rows how many, from 1 to {@link #room()}; few enough that their bytes are welcome in one batch
     * @throws IllegalStateException if a row was begun
     */
    public RowBlock block(int rows) {
        if (cell != batch.rows) {
            throw new IllegalStateException("a row was begun and not ended");
        }
        if (rows < 1 || rows > room()) {
            throw new IllegalArgumentException("a block of " + rows + " rows; there is room for " + room());
        }
        cell = end;
        return block.begin(rows);
    }

    /** The column, from 0, that the next cell goes to. */
    public int column() {
        return (cell - batch.rows) / stride;
    }

    /** Stands before the first cell of the row after those that were ended. */
    void begin() {
        cell = batch.rows;
        end = cell + columns * stride;
        rowBytes = 0;
    }

    static boolean isDay(long epochDay) {
        return epochDay >= MIN_DAY && epochDay <= MAX_DAY;
    }

    static boolean isSecond(long epochSecond) {
        return epochSecond >= MIN_SECOND && epochSecond <= MAX_SECOND;
    }

    /** The bytes go to the others' of the batch, or, where there is no room, into an object. */
    static void setText(Batch batch, int index, byte[] utf8, int from, int length, int chars) {
        int begin = batch.keep(utf8, from, length);
        batch.types[index] = Batch.TEXT;
        if (begin < 0) {
            batch.objects[index] = new String(utf8, from, length, StandardCharsets.UTF_8);
        } else {
            batch.bits[index] = Batch.text(begin, length, chars);
            batch.objects[index] = null; // a cell of a column that is declared as another type may have left one
        }
    }

    /** Seconds and microseconds side by side, so that neither has to be divided out; the rare nanoseconds in an object. */
    static void setTimestamp(Batch batch, int index, long epochSecond, int nanos) {
        int micros = nanos / 1000;
        if (micros * 1000 != nanos) {
            batch.objects[index] = Instant.ofEpochSecond(epochSecond, nanos);
            micros = Batch.EXACT;
        }
        batch.types[index] = Batch.TIMESTAMP;
        batch.bits[index] = epochSecond << Batch.MICRO_BITS | micros;
    }

    private void set(byte type, long value, int size) {
        int index = next();
        types[index] = type;
        bits[index] = value;
        rowBytes += size;
    }

    private BatchBuilder set(byte type, Object value, int size) {
        int index = next();
        types[index] = type;
        objects[index] = Objects.requireNonNull(value);
        rowBytes += size;
        return this;
    }

    private int next() {
        if (cell == end) {
            throw new IllegalStateException("the row has more than " + columns + " cells");
        }
        int at = cell;
        cell = at + stride;
        return at;
    }
}
