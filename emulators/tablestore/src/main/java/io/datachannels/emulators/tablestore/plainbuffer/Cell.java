package io.datachannels.emulators.tablestore.plainbuffer;

import java.nio.charset.StandardCharsets;

/** A cell of a request's row: the column's name, a value, what to do with it, and a timestamp. Immutable. */
public final class Cell {
    /** Writes a version; on the wire such a cell has no kind. */
    public static final byte PUT = 0x00;

    /** Deletes every version of the column. */
    public static final byte DELETE_ALL = 0x01;

    /** Deletes the version of that timestamp. */
    public static final byte DELETE_ONE = 0x03;

    /** Adds an INTEGER to the newest version. */
    public static final byte INCREMENT = 0x04;

    public static final long NO_TIMESTAMP = Long.MIN_VALUE;

    private final byte[] name;
    private final Value value;
    private final byte kind;
    private final long timestamp;

    /** Over name and value, which do not change when the cell is given a timestamp. */
    private final int contentChecksum;

    /**
     * A cell.
     *
     * @param name the column's name in UTF-8
     * @param value null for a cell that only deletes
     * @param kind {@link #PUT}, {@link #DELETE_ALL}, {@link #DELETE_ONE} or {@link #INCREMENT}
     * @param timestamp in milliseconds, or {@link #NO_TIMESTAMP}
     */
    public Cell(byte[] name, Value value, byte kind, long timestamp) {
        this(name, value, kind, timestamp, contentChecksum(name, value));
    }

    private Cell(byte[] name, Value value, byte kind, long timestamp, int contentChecksum) {
        this.name = name;
        this.value = value;
        this.kind = kind;
        this.timestamp = timestamp;
        this.contentChecksum = contentChecksum;
    }

    /** A cell that writes a version without saying when. */
    public static Cell put(String name, Value value) {
        return new Cell(name.getBytes(StandardCharsets.UTF_8), value, PUT, NO_TIMESTAMP);
    }

    /** The same cell with this timestamp. */
    public Cell at(long milliseconds) {
        return new Cell(name, value, kind, milliseconds, contentChecksum);
    }

    /** The column's name in UTF-8, shared: not to be changed. */
    public byte[] name() {
        return name;
    }

    public String nameText() {
        return new String(name, StandardCharsets.UTF_8);
    }

    /** Null for a cell that only deletes. */
    public Value value() {
        return value;
    }

    public byte kind() {
        return kind;
    }

    public long timestamp() {
        return timestamp;
    }

    public boolean hasTimestamp() {
        return timestamp != NO_TIMESTAMP;
    }

    /** What the cell counts when the service adds up a request: name, value, and 8 for the version a delete names. */
    public int size() {
        return name.length + (value == null ? 0 : value.size()) + (kind == DELETE_ONE ? 8 : 0);
    }

    int checksum() {
        int crc = hasTimestamp() ? Crc8.updateLong(contentChecksum, timestamp) : contentChecksum;
        return kind == PUT ? crc : Crc8.update(crc, kind);
    }

    private static int contentChecksum(byte[] name, Value value) {
        int crc = Crc8.update(0, name, 0, name.length);
        return value == null ? crc : Crc8.update(crc, value.raw(), 0, value.raw().length);
    }
}
