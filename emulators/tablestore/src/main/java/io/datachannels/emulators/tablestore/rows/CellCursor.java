package io.datachannels.emulators.tablestore.rows;

import io.datachannels.emulators.tablestore.plainbuffer.LittleEndian;
import io.datachannels.emulators.tablestore.plainbuffer.Tag;

/** Walks the cells of a stored row. Reusable; its fields describe the cell that {@link #next()} came to. */
final class CellCursor {
    /** Tag and name tag before the name's length. */
    private static final int NAME_LENGTH = 2;

    private static final int NAME = 6;

    /** Value tag and length before the value. */
    private static final int VALUE_HEAD = 5;

    /** Timestamp tag, timestamp, checksum tag, checksum. */
    private static final int TAIL = 11;

    byte[] row;
    int from;
    int to;
    int nameFrom;
    int nameLength;
    int valueFrom;
    int valueLength;
    long timestamp;

    private int end;

    void reset(byte[] stored) {
        int keyEnd = StoredRow.keyEnd(stored);
        boolean cells = stored[keyEnd] == Tag.ROW_DATA;
        reset(stored, cells ? keyEnd + 1 : keyEnd, cells ? StoredRow.cellsEnd(stored) : keyEnd);
    }

    /** Walks the cells that fill bytes[start, stop). */
    void reset(byte[] bytes, int start, int stop) {
        row = bytes;
        to = start;
        end = stop;
    }

    boolean next() {
        if (to >= end) {
            return false;
        }
        from = to;
        nameLength = LittleEndian.getInt(row, from + NAME_LENGTH);
        nameFrom = from + NAME;
        int nameEnd = nameFrom + nameLength;
        valueLength = LittleEndian.getInt(row, nameEnd + 1);
        valueFrom = nameEnd + VALUE_HEAD;
        int valueEnd = valueFrom + valueLength;
        timestamp = LittleEndian.getLong(row, valueEnd + 1);
        to = valueEnd + TAIL;
        return true;
    }

    Version version() {
        return new Version(row, from, to - from, nameFrom, nameLength, timestamp, row[to - 1]);
    }
}
