package io.datachannels.spi;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;

/**
 * Fills a batch: the cells of a row from left to right, then {@link #endRow()}. Every add takes null for a null cell where its
 * argument can be null. A row that was begun and not ended does not count.
 */
public final class BatchBuilder {
    static final long MIN_SECOND = -62_167_219_200L;
    static final long MAX_SECOND = 253_402_300_799L;
    private static final long MIN_DAY = MIN_SECOND / 86_400;
    private static final long MAX_DAY = MAX_SECOND / 86_400;

    private final Batch batch;
    private int cell;
    private int end;
    private long rowBytes;

    BatchBuilder(Batch batch) {
        this.batch = batch;
        dropRow();
    }

    /** Whether no further row should be begun: the batch is full by rows or by bytes. */
    public boolean isFull() {
        return batch.rows >= batch.maxRows || batch.bytes >= batch.maxBytes;
    }

    /** How many rows were ended. */
    public int rows() {
        return batch.rows;
    }

    public BatchBuilder addNull() {
        batch.types[next()] = Batch.NULL;
        return this;
    }

    public BatchBuilder addBool(boolean value) {
        set(ColumnType.BOOL, value ? 1 : 0, null, 1);
        return this;
    }

    public BatchBuilder addLong(long value) {
        set(ColumnType.LONG, value, null, 8);
        return this;
    }

    public BatchBuilder addDouble(double value) {
        set(ColumnType.DOUBLE, Double.doubleToRawLongBits(value), null, 8);
        return this;
    }

    public BatchBuilder addDecimal(BigDecimal value) {
        return value == null ? addNull() : add(ColumnType.DECIMAL, value, 8);
    }

    public BatchBuilder addText(String value) {
        return value == null ? addNull() : add(ColumnType.TEXT, value, value.length());
    }

    /** The array is kept, not copied. */
    public BatchBuilder addBytes(byte[] value) {
        return value == null ? addNull() : add(ColumnType.BYTES, value, value.length);
    }

    public BatchBuilder addJson(String value) {
        return value == null ? addNull() : add(ColumnType.JSON, value, value.length());
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
        if (epochDay < MIN_DAY || epochDay > MAX_DAY) {
            throw new RowFailure(column(), "the date is outside the years 0 to 9999");
        }
        set(ColumnType.DATE, epochDay, null, 8);
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
        if (epochSecond < MIN_SECOND || epochSecond > MAX_SECOND) {
            throw new RowFailure(column(), "the timestamp is outside the years 0 to 9999");
        }
        int micros = nanos / 1000;
        Object exact = micros * 1000 == nanos ? null : Instant.ofEpochSecond(epochSecond, nanos);
        set(ColumnType.TIMESTAMP, epochSecond * 1_000_000 + micros, exact, 8);
        return this;
    }

    /** A copy of a cell of another batch. */
    public BatchBuilder addCell(Row row, int column) {
        int from = row.index(column);
        int to = next();
        Batch other = row.batch;
        batch.types[to] = other.types[from];
        batch.bits[to] = other.bits[from];
        batch.objects[to] = other.objects[from];
        rowBytes += row.bytesOf(column);
        return this;
    }

    /**
     * Ends the row.
     *
     * @throws IllegalStateException if cells are missing; a mistake of the reader, not of the data
     */
    public void endRow() {
        if (cell != end) {
            throw new IllegalStateException("the row has " + column() + " of " + batch.columns + " cells");
        }
        batch.rows++;
        batch.bytes += rowBytes;
        begin();
    }

    /** Forgets the cells of the row that was begun. */
    public void dropRow() {
        begin();
    }

    /** The column, from 0, that the next cell goes to. */
    public int column() {
        return cell - batch.rows * batch.columns;
    }

    private void begin() {
        cell = batch.rows * batch.columns;
        end = cell + batch.columns;
        rowBytes = 0;
    }

    private BatchBuilder add(ColumnType type, Object value, int size) {
        set(type, 0, Objects.requireNonNull(value), size);
        return this;
    }

    private void set(ColumnType type, long bits, Object object, int size) {
        int index = next();
        batch.types[index] = (byte) type.ordinal();
        batch.bits[index] = bits;
        batch.objects[index] = object;
        rowBytes += size;
    }

    private int next() {
        if (cell == end) {
            throw new IllegalStateException("the row has more than " + batch.columns + " cells");
        }
        return cell++;
    }
}
