package io.datachannels.plugins.ots;

import io.datachannels.spi.Utf8;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes a change of a row in the service's form, PlainBuffer: the cells of the primary key, those of attributes, each with a checksum,
 * and one of the row. The calls come in that order: key cells, attribute cells, the end. Not safe for use from several threads.
 */
final class PlainRow {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int HEADER = 0x75;
    private static final byte ROW_KEY = 0x01;
    private static final byte ROW_DATA = 0x02;
    private static final byte CELL = 0x03;
    private static final byte CELL_NAME = 0x04;
    private static final byte CELL_VALUE = 0x05;
    private static final byte CELL_TYPE = 0x06;
    private static final byte CELL_TIMESTAMP = 0x07;
    private static final byte DELETE_ROW = 0x08;
    private static final byte ROW_CHECKSUM = 0x09;
    private static final byte CELL_CHECKSUM = 0x0A;

    private static final byte INTEGER = 0x00;
    private static final byte DOUBLE = 0x01;
    private static final byte BOOLEAN = 0x02;
    private static final byte STRING = 0x03;
    private static final byte BINARY = 0x07;
    private static final byte AUTO_INCREMENT = 0x0B;
    private static final byte DELETE_ALL_VERSIONS = 0x01;

    /** Around a value: a tag, two lengths, its type, a timestamp with a tag, a type with a tag, a checksum with a tag. */
    private static final int AROUND = 24;

    private byte[] bytes;
    private int length;
    private int checksum;
    private int keyEnd;

    /** A cell's name as it is written, and what its bytes come to in the cell's checksum. */
    static final class Name {
        private final byte[] written;
        private final int checksum;

        Name(String name) {
            byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
            written = new byte[utf8.length + 6];
            written[0] = CELL;
            written[1] = CELL_NAME;
            INT.set(written, 2, utf8.length);
            System.arraycopy(utf8, 0, written, 6, utf8.length);
            checksum = Crc8.of(0, utf8, 0, utf8.length);
        }
    }

    /** For the text that is written next. */
    final Utf8 text = new Utf8();

    /** @param capacity how many bytes it is likely to have */
    PlainRow(int capacity) {
        bytes = new byte[Math.max(AROUND, capacity)];
        INT.set(bytes, 0, HEADER);
        bytes[4] = ROW_KEY;
        length = 5;
    }

    /** Ends the primary key. */
    void endKey() {
        keyEnd = length;
    }

    void integer(Name name, long value, Long timestamp) {
        number(name, INTEGER, value, timestamp);
    }

    void real(Name name, double value, Long timestamp) {
        number(name, DOUBLE, Double.doubleToRawLongBits(value), timestamp);
    }

    void bool(Name name, boolean value, Long timestamp) {
        int from = beginValue(name, BOOLEAN, 1);
        bytes[length++] = (byte) (value ? 1 : 0);
        endValue(name, from, timestamp);
    }

    void string(Name name, Utf8 value, Long timestamp) {
        array(name, STRING, value.array(), value.from(), value.length(), timestamp);
    }

    void binary(Name name, byte[] value, Long timestamp) {
        array(name, BINARY, value, 0, value.length, timestamp);
    }

    /** A key cell whose value the service makes. */
    void autoIncrement(Name name) {
        endValue(name, beginValue(name, AUTO_INCREMENT, 0), null);
    }

    /** Removes all versions of an attribute. */
    void deleteAll(Name name) {
        begin(name, 0);
        bytes[length++] = CELL_TYPE;
        bytes[length++] = DELETE_ALL_VERSIONS;
        end(Crc8.of(name.checksum, bytes, length - 1, length));
    }

    /** Whether it has an attribute cell. */
    boolean hasAttributes() {
        return keyEnd > 0 && length > keyEnd;
    }

    /** The key's cells alone, to tell rows by. */
    RowKey key() {
        return new RowKey(bytes, keyEnd);
    }

    /** Ends the row. Its bytes are {@link #array()}, from 0 to {@link #length()}. */
    void end(boolean deletesRow) {
        room(3);
        if (deletesRow) {
            bytes[length++] = DELETE_ROW;
        }
        byte marker = (byte) (deletesRow ? 1 : 0);
        bytes[length++] = ROW_CHECKSUM;
        bytes[length++] = (byte) Crc8.next(checksum, marker);
    }

    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    private void number(Name name, byte type, long value, Long timestamp) {
        int from = beginValue(name, type, Long.BYTES);
        LONG.set(bytes, length, value);
        length += Long.BYTES;
        endValue(name, from, timestamp);
    }

    private void array(Name name, byte type, byte[] value, int begin, int size, Long timestamp) {
        int from = beginValue(name, type, Integer.BYTES + size);
        INT.set(bytes, length, size);
        System.arraycopy(value, begin, bytes, length + Integer.BYTES, size);
        length += Integer.BYTES + size;
        endValue(name, from, timestamp);
    }

    /** Returns where the bytes begin that the checksum is of. */
    private int beginValue(Name name, byte type, int size) {
        begin(name, size);
        bytes[length] = CELL_VALUE;
        INT.set(bytes, length + 1, size + 1);
        length += 1 + Integer.BYTES;
        bytes[length] = type;
        return length++;
    }

    private void endValue(Name name, int from, Long timestamp) {
        int crc = Crc8.of(name.checksum, bytes, from, length);
        if (timestamp != null) {
            bytes[length++] = CELL_TIMESTAMP;
            LONG.set(bytes, length, (long) timestamp);
            length += Long.BYTES;
            crc = Crc8.of(crc, bytes, length - Long.BYTES, length);
        }
        end(crc);
    }

    private void begin(Name name, int size) {
        room(1 + name.written.length + AROUND + size);
        if (length == keyEnd) {
            bytes[length++] = ROW_DATA;
        }
        System.arraycopy(name.written, 0, bytes, length, name.written.length);
        length += name.written.length;
    }

    private void end(int crc) {
        bytes[length++] = CELL_CHECKSUM;
        bytes[length++] = (byte) crc;
        checksum = Crc8.next(checksum, (byte) crc);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
        }
    }
}
