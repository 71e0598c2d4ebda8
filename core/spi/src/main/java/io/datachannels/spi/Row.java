package io.datachannels.spi;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
    private final byte[] types;
    private final long[] bits;
    private final Object[] objects;
    private final int columns;
    private final int stride;
    int index;

    Row(Batch batch) {
        this.batch = batch;
        this.types = batch.types;
        this.bits = batch.bits;
        this.objects = batch.objects;
        this.columns = batch.columns;
        this.stride = batch.stride;
    }

    public int columns() {
        return columns;
    }

    public Schema schema() {
        return batch.schema();
    }

    public boolean isNull(int column) {
        return types[index(column)] == Batch.NULL;
    }

    /** The cell's type, or null if the cell is null. */
    public ColumnType typeAt(int column) {
        byte type = types[index(column)];
        return type == Batch.NULL ? null : TYPES[type];
    }

    public boolean boolAt(int column) {
        return bits[expect(column, Batch.BOOL)] != 0;
    }

    public long longAt(int column) {
        return bits[expect(column, Batch.LONG)];
    }

    public double doubleAt(int column) {
        return Double.longBitsToDouble(bits[expect(column, Batch.DOUBLE)]);
    }

    public BigDecimal decimalAt(int column) {
        return (BigDecimal) objects[expect(column, Batch.DECIMAL)];
    }

    /** A string is made at every call where the reader gave bytes; a writer of bytes should use {@link #utf8At}. */
    public String textAt(int column) {
        return string(expect(column, Batch.TEXT));
    }

    /**
     * Text or JSON as UTF-8.
     *
     * @param into takes it, until it takes another
     * @return {@code into}
     * @throws RowFailure if it has half of a surrogate pair, which UTF-8 cannot write
     */
    public Utf8 utf8At(int column, Utf8 into) {
        int cell = index(column);
        if (hasUtf8(cell)) {
            long text = bits[cell];
            int begin = Batch.textBegin(text);
            return into.take(batch.texts, begin, begin + Batch.textLength(text));
        }
        return into.take((String) objects[expectText(column)], column);
    }

    /** How many chars a text or JSON has. */
    public int charsAt(int column) {
        int cell = index(column);
        return hasUtf8(cell) ? Batch.textChars(bits[cell]) : ((String) objects[expectText(column)]).length();
    }

    /** The array itself; not to be changed. */
    public byte[] bytesAt(int column) {
        return (byte[]) objects[expect(column, Batch.BYTES)];
    }

    public String jsonAt(int column) {
        return (String) objects[expect(column, Batch.JSON)];
    }

    /** Days since 1970-01-01. */
    public long epochDayAt(int column) {
        return bits[expect(column, Batch.DATE)];
    }

    public LocalDate dateAt(int column) {
        return LocalDate.ofEpochDay(epochDayAt(column));
    }

    /** The whole seconds since 1970-01-01T00:00:00Z, rounded down. */
    public long epochSecondAt(int column) {
        return bits[expect(column, Batch.TIMESTAMP)] >> Batch.MICRO_BITS;
    }

    /** The nanoseconds after {@link #epochSecondAt}, 0 to 999,999,999. */
    public int nanosAt(int column) {
        int cell = expect(column, Batch.TIMESTAMP);
        int micros = (int) bits[cell] & Batch.EXACT;
        return micros == Batch.EXACT ? ((Instant) objects[cell]).getNano() : micros * 1000;
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
            case TEXT -> textAt(column);
            case DECIMAL, JSON -> objects[index(column)].toString();
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
            case TEXT, JSON -> charsAt(column);
            case BYTES -> ((byte[]) objects[index(column)]).length;
            default -> 8;
        };
    }

    /** Whether the cell is a text that has bytes in place of an object. */
    boolean hasUtf8(int cell) {
        return types[cell] == Batch.TEXT && objects[cell] == null;
    }

    private String string(int cell) {
        if (!hasUtf8(cell)) {
            return (String) objects[cell];
        }
        long text = bits[cell];
        int length = Batch.textLength(text);
        Charset charset = length == Batch.textChars(text) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
        return new String(batch.texts, Batch.textBegin(text), length, charset);
    }

    int index(int column) {
        if (column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException("column " + column + " of " + columns);
        }
        return column * stride + index;
    }

    private int expect(int column, byte type) {
        int cell = index(column);
        if (types[cell] != type) {
            throw mistaken(column, types[cell], type);
        }
        return cell;
    }

    private int expectText(int column) {
        int cell = index(column);
        return types[cell] == Batch.JSON ? cell : expect(column, Batch.TEXT);
    }

    private IllegalStateException mistaken(int column, byte type, byte expected) {
        return new IllegalStateException("column " + batch.schema().name(column) + " was read as " + TYPES[expected]
                + " but is " + (type == Batch.NULL ? "null" : TYPES[type]));
    }
}
