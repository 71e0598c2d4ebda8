package io.datachannels.spi;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;

/**
 * Rows of a batch that are filled column by column, by a reader whose source has them that way: any cell once, in any order, then
 * {@link #end()}. A cell that was not set is null. Rows and columns count from 0; one that is not there throws {@link
 * IndexOutOfBoundsException}. Every set takes null for a null cell where its argument can be null.
 */
public final class RowBlock {
    private final Batch batch;
    private final BatchBuilder builder;
    private final byte[] types;
    private final long[] bits;
    private final Object[] objects;
    private final int columns;
    private final int stride;
    private int first;
    private int rows;
    private long bytes;

    RowBlock(Batch batch, BatchBuilder builder) {
        this.batch = batch;
        this.builder = builder;
        this.types = batch.types;
        this.bits = batch.bits;
        this.objects = batch.objects;
        this.columns = batch.columns;
        this.stride = batch.stride;
    }

    RowBlock begin(int count) {
        first = batch.rows;
        rows = count;
        bytes = 0;
        for (int i = first; i < types.length; i += stride) {
            Arrays.fill(types, i, i + count, Batch.NULL);
        }
        return this;
    }

    /** How many rows it has. */
    public int rows() {
        return rows;
    }

    public void setBool(int row, int column, boolean value) {
        set(row, column, Batch.BOOL, value ? 1 : 0, 1);
    }

    public void setLong(int row, int column, long value) {
        set(row, column, Batch.LONG, value, 8);
    }

    public void setDouble(int row, int column, double value) {
        set(row, column, Batch.DOUBLE, Double.doubleToRawLongBits(value), 8);
    }

    public void setDecimal(int row, int column, BigDecimal value) {
        set(row, column, Batch.DECIMAL, value, 8);
    }

    public void setText(int row, int column, String value) {
        set(row, column, Batch.TEXT, value, value == null ? 0 : value.length());
    }

    /**
     * Text as UTF-8, which is copied.
     *
     * @param to the end; the byte there is not part of it
     * @throws RowFailure if the bytes are not UTF-8
     */
    public void setUtf8(int row, int column, byte[] utf8, int from, int to) {
        int chars = Utf8.chars(utf8, from, to);
        if (chars < 0) {
            throw new RowFailure(column, BatchBuilder.NO_TEXT);
        }
        BatchBuilder.setText(batch, cell(row, column), utf8, from, to - from, chars);
        bytes += chars;
    }

    /** The array is kept, not copied. */
    public void setBytes(int row, int column, byte[] value) {
        set(row, column, Batch.BYTES, value, value == null ? 0 : value.length);
    }

    public void setJson(int row, int column, String value) {
        set(row, column, Batch.JSON, value, value == null ? 0 : value.length());
    }

    /**
     * A date in days since 1970-01-01.
     *
     * @throws RowFailure outside years 0 to 9999
     */
    public void setDate(int row, int column, long epochDay) {
        if (!BatchBuilder.isDay(epochDay)) {
            throw new RowFailure(column, BatchBuilder.NO_DAY);
        }
        set(row, column, Batch.DATE, epochDay, 8);
    }

    /**
     * An instant in seconds since 1970-01-01T00:00:00Z and nanoseconds, 0 to 999,999,999, after it.
     *
     * @throws RowFailure outside years 0 to 9999
     */
    public void setTimestamp(int row, int column, long epochSecond, int nanos) {
        if (!BatchBuilder.isSecond(epochSecond)) {
            throw new RowFailure(column, BatchBuilder.NO_SECOND);
        }
        BatchBuilder.setTimestamp(batch, cell(row, column), epochSecond, nanos);
        bytes += 8;
    }

    void drop() {
        for (int i = first; rows > 0 && i < objects.length; i += stride) {
            Arrays.fill(objects, i, i + rows, null);
        }
        rows = 0;
    }

    /** Ends the rows: they belong to the batch now. */
    public void end() {
        batch.rows += rows;
        batch.bytes += bytes;
        rows = 0;
        builder.begin();
    }

    private void set(int row, int column, byte type, long value, int size) {
        int cell = cell(row, column);
        types[cell] = type;
        bits[cell] = value;
        bytes += size;
    }

    private void set(int row, int column, byte type, Object value, int size) {
        if (value != null) {
            int cell = cell(row, column);
            types[cell] = type;
            objects[cell] = value;
            bytes += size;
        }
    }

    private int cell(int row, int column) {
        return Objects.checkIndex(column, columns) * stride + first + Objects.checkIndex(row, rows);
    }
}
