package io.datachannels.emulators.tablestore.rows;

import io.datachannels.emulators.tablestore.plainbuffer.ByteOutput;
import io.datachannels.emulators.tablestore.plainbuffer.Cell;
import io.datachannels.emulators.tablestore.plainbuffer.CellEncoder;
import io.datachannels.emulators.tablestore.plainbuffer.Crc8;
import io.datachannels.emulators.tablestore.plainbuffer.LittleEndian;
import io.datachannels.emulators.tablestore.plainbuffer.Row;
import io.datachannels.emulators.tablestore.plainbuffer.Tag;
import java.util.Arrays;

/**
 * A change of a row as a stream keeps it: what was done (one byte, the protocol's number of the action), the length of the
 * original columns (4), the original columns and the changed row, both as PlainBuffers. The place in the stream stands before the
 * row's checksum, which does not cover it, and is filled in when it is known.
 */
public final class ChangeRecord {
    public static final byte PUT = 1;
    public static final byte UPDATE = 2;
    public static final byte DELETE = 3;

    private static final int HEAD = 5;
    private static final int TRAILER = 2;
    private static final int EXTENSION = 29;
    private static final int EXTENSION_LENGTH = 24;
    private static final int SEQUENCE_LENGTH = 19;
    private static final int EPOCH = 1;

    /** Where the time and the index lie, counted from the end. */
    private static final int MICROS = TRAILER + 13;

    private static final int INDEX = TRAILER + 4;

    private ChangeRecord() {}

    /**
     * The row was replaced.
     *
     * @param after the stored row
     * @param original as a PlainBuffer; empty if the stream has no original columns
     */
    public static byte[] put(byte[] after, byte[] original) {
        ByteOutput out = begin(PUT, original, after.length);
        out.put(after, StoredRow.KEY, StoredRow.cellsEnd(after) - StoredRow.KEY);
        return end(out, after[after.length - 1] & 0xFF);
    }

    /**
     * The cells were changed.
     *
     * @param change with a timestamp in every cell that is put, and without increments; deletes are told first, as they are done
     *     first
     */
    public static byte[] update(Row change, byte[] original) {
        ByteOutput out = begin(UPDATE, original, 64 * (1 + change.cells().size()));
        int crc = CellEncoder.putKey(out, change.key());
        if (!change.cells().isEmpty()) {
            out.putByte(Tag.ROW_DATA);
        }
        for (boolean deletes : new boolean[] {true, false}) {
            for (Cell cell : change.cells()) {
                if (deletes == (cell.kind() != Cell.PUT)) {
                    crc = Crc8.update(crc, CellEncoder.put(out, cell));
                }
            }
        }
        return end(out, Crc8.update(crc, 0));
    }

    /** The row was removed. */
    public static byte[] delete(Row key, byte[] original) {
        ByteOutput out = begin(DELETE, original, 128);
        int crc = CellEncoder.putKey(out, key.key());
        return end(out, Crc8.update(crc, 0));
    }

    /** Fills in the place. */
    public static void stamp(byte[] record, long micros, int index) {
        LittleEndian.putLong(record, record.length - MICROS, micros);
        LittleEndian.putInt(record, record.length - INDEX, index);
    }

    /** What was done: {@link #PUT}, {@link #UPDATE} or {@link #DELETE}. */
    public static byte action(byte[] record) {
        return record[0];
    }

    /** The original columns as a PlainBuffer; empty if the stream has none. */
    public static byte[] original(byte[] record) {
        return Arrays.copyOfRange(record, HEAD, rowFrom(record));
    }

    /** Where the changed row begins, a PlainBuffer that ends with the record. */
    public static int rowFrom(byte[] record) {
        return HEAD + LittleEndian.getInt(record, 1);
    }

    private static ByteOutput begin(byte action, byte[] original, int row) {
        return new ByteOutput(HEAD + original.length + 4 + row + EXTENSION + TRAILER)
                .putByte(action)
                .putInt(original.length)
                .put(original)
                .putInt(Tag.HEADER);
    }

    private static byte[] end(ByteOutput out, int checksum) {
        return out.putByte(Tag.EXTENSION)
                .putInt(EXTENSION_LENGTH)
                .putByte(Tag.SEQUENCE)
                .putInt(SEQUENCE_LENGTH)
                .putByte(Tag.SEQUENCE_EPOCH)
                .putInt(EPOCH)
                .putByte(Tag.SEQUENCE_MICROS)
                .putLong(0)
                .putByte(Tag.SEQUENCE_INDEX)
                .putInt(0)
                .putByte(Tag.ROW_CHECKSUM)
                .putByte(checksum)
                .toByteArray();
    }
}
