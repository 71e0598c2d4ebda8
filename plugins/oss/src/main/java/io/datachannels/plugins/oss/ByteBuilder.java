package io.datachannels.plugins.oss;

import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.NumberText;
import java.util.Arrays;

/** Bytes that grow at their end. Emptied and filled again, it keeps its array. */
final class ByteBuilder {
    private static final int MAX = Integer.MAX_VALUE - 8;

    private byte[] bytes;
    private int size;

    ByteBuilder(int capacity) {
        this.bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    /** The array behind it, valid up to {@link #size()} and until the next change. */
    byte[] array() {
        return bytes;
    }

    /** Forgets what comes after the first {@code length} bytes. */
    void truncate(int length) {
        size = length;
    }

    /** Forgets the first {@code length} bytes, and moves the others to their place. */
    void removeFirst(int length) {
        size -= length;
        System.arraycopy(bytes, length, bytes, 0, size);
    }

    ByteBuilder put(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
        return this;
    }

    ByteBuilder put(byte[] value) {
        return value.length == 1 ? put(value[0]) : put(value, 0, value.length);
    }

    ByteBuilder put(byte[] value, int from, int length) {
        ensure(length);
        System.arraycopy(value, from, bytes, size, length);
        size += length;
        return this;
    }

    /** A whole number in decimal digits. */
    ByteBuilder putLong(long value) {
        ensure(NumberText.MAX_BYTES);
        size = NumberText.put(value, bytes, size);
        return this;
    }

    /** The shortest text that reads as this double. */
    ByteBuilder putDouble(double value) {
        ensure(NumberText.MAX_BYTES);
        size = NumberText.put(value, bytes, size);
        return this;
    }

    /** A number of at most that many digits, with noughts in front. */
    ByteBuilder putPadded(int value, int digits) {
        ensure(digits);
        int rest = value;
        for (int at = size + digits - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
        return this;
    }

    private void ensure(long more) {
        long needed = size + more;
        if (needed > bytes.length) {
            if (needed > MAX) {
                throw new FatalFailure(
                        "a row and the part that it belongs to need more than 2 GB", "Set a smaller blockSizeInMB.");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(MAX, Math.max(needed, bytes.length * 2L)));
        }
    }
}
