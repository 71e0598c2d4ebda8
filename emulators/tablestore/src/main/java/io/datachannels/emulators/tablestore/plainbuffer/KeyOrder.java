package io.datachannels.emulators.tablestore.plainbuffer;

import java.util.List;

/**
 * Primary keys as bytes whose unsigned order is the order of the keys, column by column: integers by value, strings and
 * binaries by unsigned bytes, INF_MIN before and INF_MAX after everything.
 *
 * <p>A column is a mark (00 for INF_MIN, FF for INF_MAX, else 01) and its content: an integer as eight bytes, highest first, the
 * sign flipped; a string or binary with each 00 written as 00 FF and closed by 00 00.
 */
public final class KeyOrder {
    private static final int VALUE = 0x01;

    private KeyOrder() {}

    public static byte[] encode(List<Cell> key) {
        ByteOutput out = new ByteOutput(64);
        for (Cell cell : key) {
            put(out, cell.value());
        }
        return out.toByteArray();
    }

    /** The bytes before which everything lies whose first column is smaller than the value. */
    public static byte[] encode(Value first) {
        ByteOutput out = new ByteOutput(64);
        put(out, first);
        return out.toByteArray();
    }

    private static void put(ByteOutput out, Value value) {
        switch (value.type()) {
            case Value.INF_MIN -> out.putByte(0x00);
            case Value.INF_MAX -> out.putByte(0xFF);
            case Value.INTEGER -> out.putByte(VALUE).putLong(Long.reverseBytes(value.asLong() ^ Long.MIN_VALUE));
            case Value.STRING, Value.BLOB -> putContent(out.putByte(VALUE), value.content());
            default -> throw new PlainBufferException(value.typeName() + " is an invalid type for the primary key.");
        }
    }

    private static void putContent(ByteOutput out, byte[] content) {
        for (byte b : content) {
            out.putByte(b);
            if (b == 0) {
                out.putByte(0xFF);
            }
        }
        out.putShort(0);
    }
}
