package io.datachannels.emulators.tablestore.plainbuffer;

import java.nio.charset.StandardCharsets;

/**
 * A cell of a request's row.
 *
 * @param name the column's name in UTF-8
 * @param value null for a cell that only deletes
 * @param kind {@link #PUT}, {@link #DELETE_ALL}, {@link #DELETE_ONE} or {@link #INCREMENT}
 * @param timestamp in milliseconds, or {@link #NO_TIMESTAMP}
 */
public record Cell(byte[] name, Value value, byte kind, long timestamp) {
    /** Writes a version; on the wire such a cell has no kind. */
    public static final byte PUT = 0x00;

    /** Deletes every version of the column. */
    public static final byte DELETE_ALL = 0x01;

    /** Deletes the version of that timestamp. */
    public static final byte DELETE_ONE = 0x03;

    /** Adds an INTEGER to the newest version. */
    public static final byte INCREMENT = 0x04;

    public static final long NO_TIMESTAMP = Long.MIN_VALUE;

    public static Cell put(String name, Value value) {
        return new Cell(name.getBytes(StandardCharsets.UTF_8), value, PUT, NO_TIMESTAMP);
    }

    public boolean hasTimestamp() {
        return timestamp != NO_TIMESTAMP;
    }

    public String nameText() {
        return new String(name, StandardCharsets.UTF_8);
    }

    /** What the cell counts when the service adds up a request: name, value, and 8 for the version a delete names. */
    public int size() {
        return name.length + (value == null ? 0 : value.size()) + (kind == DELETE_ONE ? 8 : 0);
    }

    int checksum() {
        int crc = Crc8.update(0, name, 0, name.length);
        if (value != null) {
            crc = Crc8.update(crc, value.raw(), 0, value.raw().length);
        }
        if (hasTimestamp()) {
            crc = Crc8.updateLong(crc, timestamp);
        }
        return kind == PUT ? crc : Crc8.update(crc, kind);
    }
}
