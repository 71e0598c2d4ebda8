package io.datachannels.emulators.tablestore.plainbuffer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A cell's value as the protocol writes it: a type byte, then the payload, without the length before it. Immutable. */
public final class Value {
    public static final byte INTEGER = 0x00;
    public static final byte DOUBLE = 0x01;
    public static final byte BOOLEAN = 0x02;
    public static final byte STRING = 0x03;
    public static final byte NULL = 0x06;
    public static final byte BLOB = 0x07;
    public static final byte INF_MIN = 0x09;
    public static final byte INF_MAX = 0x0A;
    public static final byte AUTO_INCREMENT = 0x0B;

    /** Below every value in a key. */
    public static final Value MINIMUM = new Value(new byte[] {INF_MIN});

    /** Above every value in a key. */
    public static final Value MAXIMUM = new Value(new byte[] {INF_MAX});

    private static final int CONTENT = 5;

    private final byte[] raw;

    private Value(byte[] raw) {
        this.raw = raw;
    }

    public static Value of(long value) {
        byte[] raw = new byte[9];
        LittleEndian.putLong(raw, 1, value);
        return new Value(raw);
    }

    public static Value of(double value) {
        byte[] raw = new byte[9];
        raw[0] = DOUBLE;
        LittleEndian.putLong(raw, 1, Double.doubleToRawLongBits(value));
        return new Value(raw);
    }

    public static Value of(String value) {
        return new Value(content(STRING, value.getBytes(StandardCharsets.UTF_8)));
    }

    public static Value of(byte[] value) {
        return new Value(content(BLOB, value));
    }

    public static Value of(boolean value) {
        return new Value(new byte[] {BOOLEAN, (byte) (value ? 1 : 0)});
    }

    private static byte[] content(byte type, byte[] content) {
        byte[] raw = new byte[CONTENT + content.length];
        raw[0] = type;
        LittleEndian.putInt(raw, 1, content.length);
        System.arraycopy(content, 0, raw, CONTENT, content.length);
        return raw;
    }

    /**
     * Copies the value that fills bytes[from, from + length).
     *
     * @throws PlainBufferException if it is no value of exactly that length
     */
    public static Value read(byte[] bytes, int from, int length) {
        if (length < 1 || from < 0 || from > bytes.length - length) {
            throw new PlainBufferException("Invalid cell value.");
        }
        int expected = switch (bytes[from]) {
            case INTEGER, DOUBLE -> 9;
            case BOOLEAN -> 2;
            case STRING, BLOB -> length < CONTENT ? -1 : CONTENT + LittleEndian.getInt(bytes, from + 1);
            case INF_MIN, INF_MAX, AUTO_INCREMENT -> 1;
            default -> throw new PlainBufferException("Unsupported value type: " + bytes[from] + ".");
        };
        if (expected != length) {
            throw new PlainBufferException("Invalid cell value.");
        }
        return new Value(Arrays.copyOfRange(bytes, from, from + length));
    }

    public byte type() {
        return raw[0];
    }

    public long asLong() {
        return LittleEndian.getLong(raw, 1);
    }

    public double asDouble() {
        return Double.longBitsToDouble(asLong());
    }

    public String asString() {
        return new String(raw, CONTENT, raw.length - CONTENT, StandardCharsets.UTF_8);
    }

    /** How many bytes a STRING or BLOB holds; 0 for other types. */
    public int contentLength() {
        return type() == STRING || type() == BLOB ? raw.length - CONTENT : 0;
    }

    /** The bytes of a STRING or BLOB. */
    public byte[] content() {
        return Arrays.copyOfRange(raw, CONTENT, raw.length);
    }

    /** Type byte and payload, shared: not to be changed. */
    byte[] raw() {
        return raw;
    }

    /** What the value counts when the service adds up a request: 8, 1 or the bytes of a string or binary. */
    public int size() {
        return switch (type()) {
            case INTEGER, DOUBLE -> 8;
            case BOOLEAN -> 1;
            default -> contentLength();
        };
    }

    /** Whether both have the same type and payload. */
    public boolean same(Value other) {
        return Arrays.equals(raw, other.raw);
    }

    /**
     * Compares two values of the same type: numbers by value, false before true, strings and binaries by unsigned bytes
     * (not by UTF-16 units, as the SDK's own comparison does).
     */
    public int compareSameType(Value other) {
        return switch (type()) {
            case INTEGER -> Long.compare(asLong(), other.asLong());
            case DOUBLE -> Double.compare(asDouble(), other.asDouble());
            case BOOLEAN -> Byte.compare(raw[1], other.raw[1]);
            default -> Arrays.compareUnsigned(raw, CONTENT, raw.length, other.raw, CONTENT, other.raw.length);
        };
    }

    /** The type's name in the service's messages, for example {@code VT_BLOB}. */
    public String typeName() {
        return typeName(type());
    }

    /** The name that the service's messages give to a type byte. */
    public static String typeName(byte type) {
        return switch (type) {
            case INTEGER -> "VT_INTEGER";
            case DOUBLE -> "VT_DOUBLE";
            case BOOLEAN -> "VT_BOOLEAN";
            case STRING -> "VT_STRING";
            case BLOB -> "VT_BLOB";
            case INF_MIN -> "VT_INF_MIN";
            case INF_MAX -> "VT_INF_MAX";
            default -> "VT_AUTO_INCREMENT";
        };
    }
}
