package io.datachannels.emulators.tablestore.plainbuffer;

import java.util.Arrays;

/** A byte array that grows; the writing side of PlainBuffer and of the row matrix. Not for several threads. */
public final class ByteOutput {
    private byte[] bytes;
    private int size;

    public ByteOutput(int capacity) {
        bytes = new byte[capacity];
    }

    public int size() {
        return size;
    }

    /** The array written to; valid up to {@link #size()} and until the next write. */
    public byte[] array() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** Forgets what was written from that position on. */
    public void truncate(int newSize) {
        size = newSize;
    }

    public ByteOutput putByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    public ByteOutput putShort(int value) {
        return putByte(value).putByte(value >> 8);
    }

    public ByteOutput putInt(int value) {
        reserve(4);
        LittleEndian.putInt(bytes, size, value);
        size += 4;
        return this;
    }

    public ByteOutput putLong(long value) {
        reserve(8);
        LittleEndian.putLong(bytes, size, value);
        size += 8;
        return this;
    }

    public ByteOutput put(byte[] source) {
        return put(source, 0, source.length);
    }

    public ByteOutput put(byte[] source, int from, int length) {
        reserve(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
        return this;
    }

    /** Makes room for so many bytes, to be filled in {@link #array()}; returns where they begin. */
    int extend(int count) {
        reserve(count);
        int from = size;
        size += count;
        return from;
    }

    /** Writes over an int put before. */
    public void setInt(int at, int value) {
        LittleEndian.putInt(bytes, at, value);
    }

    private void reserve(int count) {
        if (count > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(size + count, bytes.length + (bytes.length >> 1)));
        }
    }
}
