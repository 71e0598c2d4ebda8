package io.datachannels.plugins.odps;

import io.datachannels.spi.RowFailure;
import io.datachannels.spi.Utf8;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * A row as the tunnel takes it: the bytes that are sent and, beside them, those that the row's checksum covers, which are the plain
 * values. It is made whole before any of it goes to a block, so that a row that turns out not to fit leaves nothing behind.
 */
final class RowBuffer {
    /** How a value's end is found, as in protobuf. */
    static final int VARINT = 0;

    static final int FIXED64 = 1;
    static final int LENGTH = 2;
    static final int FIXED32 = 5;

    private static final int END_RECORD = 33553408;

    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final CRC32C crc = new CRC32C();
    private byte[] sent = new byte[4096];
    private byte[] summed = new byte[4096];
    private int sentSize;
    private int summedSize;
    private int sentBefore;
    private int summedBefore;

    void begin() {
        sentSize = 0;
        summedSize = 0;
    }

    /** @param number the column's, from 1 */
    void column(int number, int wireType) {
        sentBefore = sentSize;
        summedBefore = summedSize;
        sumInt(number);
        sendVarint(number << 3 | wireType);
    }

    /** Takes back the column that was begun last: it is null. */
    void undoColumn() {
        sentSize = sentBefore;
        summedSize = summedBefore;
    }

    /** Ends the row and returns its checksum. */
    int end() {
        crc.reset();
        crc.update(summed, 0, summedSize);
        int checksum = (int) crc.getValue();
        sendVarint((long) END_RECORD << 3 | VARINT);
        sendVarint(checksum & 0xffff_ffffL);
        return checksum;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(sent, 0, sentSize);
    }

    void putBool(boolean value) {
        roomToSum(1);
        summed[summedSize++] = (byte) (value ? 1 : 0);
        sendVarint(value ? 1 : 0);
    }

    void putLong(long value) {
        sumLong(value);
        sendVarint(value << 1 ^ value >> 63);
    }

    void putDouble(double value) {
        long bits = Double.doubleToLongBits(value);
        sumLong(bits);
        roomToSend(8);
        LONGS.set(sent, sentSize, bits);
        sentSize += Long.BYTES;
    }

    void putFloat(float value) {
        int bits = Float.floatToIntBits(value);
        sumInt(bits);
        roomToSend(4);
        INTS.set(sent, sentSize, bits);
        sentSize += Integer.BYTES;
    }

    void putTimestamp(long seconds, int nanos) {
        sumLong(seconds);
        sumInt(nanos);
        sendVarint(seconds << 1 ^ seconds >> 63);
        sendVarint((nanos << 1 ^ nanos >> 31) & 0xffff_ffffL);
    }

    void putBytes(byte[] bytes, int from, int length) {
        roomToSum(length);
        System.arraycopy(bytes, from, summed, summedSize, length);
        summedSize += length;
        sendSummed(length);
    }

    void putText(Utf8 text) {
        putBytes(text.array(), text.from(), text.length());
    }

    /** Whether the next element of an array, map or struct is null; no part of the checksum. */
    void putNullMark(boolean isNull) {
        sendVarint(isNull ? 1 : 0);
    }

    /** How many elements follow; no part of the checksum. */
    void putCount(int elements) {
        sendVarint(elements);
    }

    /** Sends the last bytes that were summed, behind their number. */
    private void sendSummed(int length) {
        sendVarint(length);
        roomToSend(length);
        System.arraycopy(summed, summedSize - length, sent, sentSize, length);
        sentSize += length;
    }

    private void sendVarint(long value) {
        roomToSend(10);
        byte[] into = sent;
        int at = sentSize;
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            into[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        into[at++] = (byte) rest;
        sentSize = at;
    }

    private void sumInt(int value) {
        roomToSum(Integer.BYTES);
        INTS.set(summed, summedSize, value);
        summedSize += Integer.BYTES;
    }

    private void sumLong(long value) {
        roomToSum(Long.BYTES);
        LONGS.set(summed, summedSize, value);
        summedSize += Long.BYTES;
    }

    private void roomToSend(int bytes) {
        if (sent.length - sentSize < bytes) {
            sent = grown(sent, sentSize, bytes);
        }
    }

    private void roomToSum(int bytes) {
        if (summed.length - summedSize < bytes) {
            summed = grown(summed, summedSize, bytes);
        }
    }

    private static byte[] grown(byte[] array, int used, int bytes) {
        long needed = (long) used + bytes;
        if (needed > Integer.MAX_VALUE - 8) {
            throw new RowFailure(-1, "has more than 2 GB");
        }
        return Arrays.copyOf(array, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * array.length)));
    }
}
