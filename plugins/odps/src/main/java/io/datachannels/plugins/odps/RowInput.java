package io.datachannels.plugins.odps;

import io.datachannels.spi.Utf8;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * Rows as the tunnel sends them: values as in protobuf, and beside them the bytes that a row's checksum covers, which are the plain
 * values. Every method throws EOFException where the bytes end before the value does.
 */
final class RowInput implements Closeable {
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int BUFFER = 64 * 1024;

    /** What no field of the service comes near to: a length beyond it is no length. */
    private static final int LONGEST = 1 << 29;

    private final InputStream in;
    private final CRC32C crc = new CRC32C();
    private final byte[] buffer = new byte[BUFFER];
    private byte[] summed = new byte[4096];
    private int summedSize;
    private int at;
    private int end;

    RowInput(InputStream in) {
        this.in = in;
    }

    /** The number of the field that comes next. */
    int field() throws IOException {
        return (int) (varint() >>> 3);
    }

    void sumField(int field) {
        sumInt(field);
    }

    /** The checksum of the values since it was asked for the last time. */
    int checksum() {
        crc.reset();
        crc.update(summed, 0, summedSize);
        summedSize = 0;
        return (int) crc.getValue();
    }

    /** A number that is no value: a checksum, or how many elements follow. */
    long varint() throws IOException {
        byte first = next();
        if (first >= 0) {
            return first;
        }
        long value = first & 0x7f;
        for (int shift = 7; shift < 64; shift += 7) {
            byte more = next();
            value |= (long) (more & 0x7f) << shift;
            if (more >= 0) {
                return value;
            }
        }
        throw new IOException("a number has more than ten bytes");
    }

    /** A number that is no value, with its sign in the last bit. */
    long signed() throws IOException {
        long value = varint();
        return value >>> 1 ^ -(value & 1);
    }

    /** The mark before an element of an array, map or struct. */
    boolean isNull() throws IOException {
        return varint() != 0;
    }

    boolean readBool() throws IOException {
        boolean value = varint() != 0;
        room(1);
        summed[summedSize++] = (byte) (value ? 1 : 0);
        return value;
    }

    long readLong() throws IOException {
        long value = signed();
        sumLong(value);
        return value;
    }

    /** The nanoseconds of a time. */
    int readInt() throws IOException {
        int value = (int) signed();
        sumInt(value);
        return value;
    }

    double readDouble() throws IOException {
        long bits = fixed64();
        sumLong(bits);
        return Double.longBitsToDouble(bits);
    }

    float readFloat() throws IOException {
        int bits = 0;
        for (int shift = 0; shift < 32; shift += 8) {
            bits |= (next() & 0xff) << shift;
        }
        sumInt(bits);
        return Float.intBitsToFloat(bits);
    }

    byte[] readBytes() throws IOException {
        int from = sumBytes();
        return Arrays.copyOfRange(summed, from, summedSize);
    }

    /** Reads what should be a text; its bytes are not looked at, and stay as they are until the next row is read. */
    void readBytes(Utf8 into) throws IOException {
        int from = sumBytes();
        into.take(summed, from, summedSize);
    }

    /** The text, or null if its bytes are no UTF-8. */
    String readText() throws IOException {
        int from = sumBytes();
        int length = summedSize - from;
        String text = new String(summed, from, length, StandardCharsets.UTF_8);
        return text.indexOf('\uFFFD') < 0 || isText(ByteBuffer.wrap(summed, from, length)) ? text : null;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    /** Passes over bytes that no checksum of a row covers. */
    void skipBytes() throws IOException {
        for (long left = varint(); left > 0; left--) {
            next();
        }
    }

    /** Reads bytes behind their number into the summed ones and returns where they begin there. */
    private int sumBytes() throws IOException {
        long length = varint();
        if (length < 0 || length > LONGEST) {
            throw new IOException("a value has the length " + length);
        }
        int from = summedSize;
        int left = (int) length;
        while (left > 0) {
            if (at == end) {
                fill();
            }
            int some = Math.min(left, end - at);
            room(some);
            System.arraycopy(buffer, at, summed, summedSize, some);
            summedSize += some;
            at += some;
            left -= some;
        }
        return from;
    }

    private static boolean isText(ByteBuffer bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(bytes);
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private long fixed64() throws IOException {
        if (end - at >= Long.BYTES) {
            long value = (long) LONGS.get(buffer, at);
            at += Long.BYTES;
            return value;
        }
        long value = 0;
        for (int shift = 0; shift < 64; shift += 8) {
            value |= (next() & 0xffL) << shift;
        }
        return value;
    }

    private void sumInt(int value) {
        room(Integer.BYTES);
        INTS.set(summed, summedSize, value);
        summedSize += Integer.BYTES;
    }

    private void sumLong(long value) {
        room(Long.BYTES);
        LONGS.set(summed, summedSize, value);
        summedSize += Long.BYTES;
    }

    private void room(int bytes) {
        if (summed.length - summedSize < bytes) {
            summed = Arrays.copyOf(summed, Math.max(2 * summed.length, summedSize + bytes));
        }
    }

    private byte next() throws IOException {
        if (at == end) {
            fill();
        }
        return buffer[at++];
    }

    private void fill() throws IOException {
        int count = in.read(buffer);
        if (count < 1) {
            throw new EOFException("the answer ended before its rows did");
        }
        at = 0;
        end = count;
    }
}
