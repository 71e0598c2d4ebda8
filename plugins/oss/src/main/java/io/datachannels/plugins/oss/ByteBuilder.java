package io.datachannels.plugins.oss;

import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.NumberText;
import io.datachannels.spi.RowFailure;
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
        if (digits == 2) {
            bytes[size++] = (byte) ('0' + value / 10);
            bytes[size++] = (byte) ('0' + value % 10);
            return this;
        }
        int rest = value;
        for (int at = size + digits - 1; at >= size; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
        return this;
    }

    /**
     * Adds text as UTF-8 until it meets an ASCII character that is marked as a stop.
     *
     * @param from the index of the first character to add
     * @param stops true for the ASCII characters to stop at; 128 of them
     * @param column the column that a failure names
     * @return the index of the character that it stopped at, or the text's length
     * @throws RowFailure if the text has half of a surrogate pair
     */
    int putText(String text, int from, boolean[] stops, int column) {
        int length = text.length();
        ensure(length - from);
        byte[] target = bytes;
        int at = size;
        int i = from;
        while (i < length) {
            char c = text.charAt(i);
            if (c >= 128 || stops[c]) {
                break;
            }
            target[at++] = (byte) c;
            i++;
        }
        size = at;
        return i < length && text.charAt(i) >= 128 ? putWideText(text, i, stops, column) : i;
    }

    private int putWideText(String text, int from, boolean[] stops, int column) {
        int length = text.length();
        ensure(3L * (length - from));
        int at = size;
        int i = from;
        for (; i < length; i++) {
            char c = text.charAt(i);
            if (c < 128) {
                if (stops[c]) {
                    break;
                }
                bytes[at++] = (byte) c;
            } else if (c < 0x800) {
                bytes[at++] = (byte) (0xC0 | c >> 6);
                bytes[at++] = (byte) (0x80 | c & 0x3F);
            } else if (!Character.isSurrogate(c)) {
                bytes[at++] = (byte) (0xE0 | c >> 12);
                bytes[at++] = (byte) (0x80 | c >> 6 & 0x3F);
                bytes[at++] = (byte) (0x80 | c & 0x3F);
            } else {
                int point = pair(text, i++, column);
                bytes[at++] = (byte) (0xF0 | point >> 18);
                bytes[at++] = (byte) (0x80 | point >> 12 & 0x3F);
                bytes[at++] = (byte) (0x80 | point >> 6 & 0x3F);
                bytes[at++] = (byte) (0x80 | point & 0x3F);
            }
        }
        size = at;
        return i;
    }

    private static int pair(String text, int index, int column) {
        int point = text.codePointAt(index);
        if (point < 0x10000) {
            throw new RowFailure(column, "holds half of a surrogate pair, which is no character");
        }
        return point;
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
