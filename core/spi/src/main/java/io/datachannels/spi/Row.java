package io.datachannels.spi;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;

/**
 * A cursor on one row of a batch; it moves with the next call of {@link Batch#row(int)}. Columns count from 0. Reading a cell as
 * another type than it has, or a null cell as any, is a mistake of the plug-in and throws {@link IllegalStateException}; to
 * convert, see {@link Cast}.
 */
public final class Row {
    private static final ColumnType[] TYPES = ColumnType.values();

    final Batch batch;
    int base;

    Row(Batch batch) {
        this.batch = batch;
    }

    public int columns() {
        return batch.columns;
    }

    public Schema schema() {
        return batch.schema();
    }

    public boolean isNull(int column) {
        return batch.types[index(column)] == Batch.NULL;
    }

    /** The cell's type, or null if the cell is null. */
    public ColumnType typeAt(int column) {
        byte type = batch.types[index(column)];
        return type == Batch.NULL ? null : TYPES[type];
    }

    public boolean boolAt(int column) {
        return batch.bits[expect(column, ColumnType.BOOL)] != 0;
    }

    public long longAt(int column) {
        return batch.bits[expect(column, ColumnType.LONG)];
    }

    public double doubleAt(int column) {
        return Double.longBitsToDouble(batch.bits[expect(column, ColumnType.DOUBLE)]);
    }

    public BigDecimal decimalAt(int column) {
        return (BigDecimal) batch.objects[expect(column, ColumnType.DECIMAL)];
    }

    public String textAt(int column) {
        return (String) batch.objects[expect(column, ColumnType.TEXT)];
    }

    /** The array itself; not to be changed. */
    public byte[] bytesAt(int column) {
        return (byte[]) batch.objects[expect(column, ColumnType.BYTES)];
    }

    public String jsonAt(int column) {
        return (String) batch.objects[expect(column, ColumnType.JSON)];
    }

    /** Days since 1970-01-01. */
    public long epochDayAt(int column) {
        return batch.bits[expect(column, ColumnType.DATE)];
    }

    public LocalDate dateAt(int column) {
        return LocalDate.ofEpochDay(epochDayAt(column));
    }

    /** The whole seconds since 1970-01-01T00:00:00Z, rounded down. */
    public long epochSecondAt(int column) {
        return Math.floorDiv(batch.bits[expect(column, ColumnType.TIMESTAMP)], 1_000_000L);
    }

    /** The nanoseconds after {@link #epochSecondAt}, 0 to 999,999,999. */
    public int nanosAt(int column) {
        int index = expect(column, ColumnType.TIMESTAMP);
        if (batch.objects[index] instanceof Instant exact) {
            return exact.getNano();
        }
        return (int) Math.floorMod(batch.bits[index], 1_000_000L) * 1000;
    }

    public Instant timestampAt(int column) {
        return Instant.ofEpochSecond(epochSecondAt(column), nanosAt(column));
    }

    /** The cell as people read it in a message: null, a number, text; long ones are cut. Never converts and never fails. */
    public String show(int column) {
        ColumnType type = typeAt(column);
        if (type == null) {
            return "null";
        }
        String text = switch (type) {
            case BOOL -> Boolean.toString(boolAt(column));
            case LONG -> Long.toString(longAt(column));
            case DOUBLE -> Double.toString(doubleAt(column));
            case DATE -> dateAt(column).toString();
            case TIMESTAMP -> timestampAt(column).toString();
            case BYTES -> bytesAt(column).length + " bytes";
            case DECIMAL, TEXT, JSON -> batch.objects[index(column)].toString();
        };
        return text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }

    int bytesOf(int column) {
        ColumnType type = typeAt(column);
        if (type == null) {
            return 0;
        }
        return switch (type) {
            case BOOL -> 1;
            case TEXT, JSON -> ((String) batch.objects[index(column)]).length();
            case BYTES -> ((byte[]) batch.objects[index(column)]).length;
            default -> 8;
        };
    }

    int index(int column) {
        if (column < 0 || column >= batch.columns) {
            throw new IndexOutOfBoundsException("column " + column + " of " + batch.columns);
        }
        return base + column;
    }

    private int expect(int column, ColumnType type) {
        int index = index(column);
        if (batch.types[index] != type.ordinal()) {
            throw new IllegalStateException("column " + batch.schema().name(column) + " was read as " + type
                    + " but is " + (batch.types[index] == Batch.NULL ? "null" : TYPES[batch.types[index]]));
        }
        return index;
    }
}
