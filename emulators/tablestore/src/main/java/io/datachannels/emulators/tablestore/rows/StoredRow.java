package io.datachannels.emulators.tablestore.rows;

import io.datachannels.emulators.tablestore.plainbuffer.ByteOutput;
import io.datachannels.emulators.tablestore.plainbuffer.Cell;
import io.datachannels.emulators.tablestore.plainbuffer.CellEncoder;
import io.datachannels.emulators.tablestore.plainbuffer.Crc8;
import io.datachannels.emulators.tablestore.plainbuffer.LittleEndian;
import io.datachannels.emulators.tablestore.plainbuffer.Row;
import io.datachannels.emulators.tablestore.plainbuffer.RowDecoder;
import io.datachannels.emulators.tablestore.plainbuffer.Tag;
import java.util.List;

/**
 * A row as it is kept: a small head and the row as PlainBuffer would send it, so that most answers are copies. Cells are
 * sorted by name, newest version first; each has a timestamp.
 *
 * <p>Head: a byte that is 1 if a column has several versions, the oldest timestamp (8 bytes), where the key cells end (4),
 * the checksum over the key cells (1). All numbers little-endian, offsets from the head's first byte.
 */
public final class StoredRow {
    /** Where the row tag and the key cells begin. */
    static final int KEY = 14;

    private static final int OLDEST = 1;
    private static final int KEY_END = 9;
    private static final int KEY_CRC = 13;
    private static final int TRAILER = 2;

    private StoredRow() {}

    /** Puts a row together; the versions are sorted and each column and timestamp occurs once. */
    static byte[] assemble(Row row, List<Version> versions) {
        ByteOutput key = new ByteOutput(128);
        int crc = CellEncoder.putKey(key, row.key());
        int keyEnd = KEY + key.size();
        int size = keyEnd + TRAILER + (versions.isEmpty() ? 0 : 1);
        for (Version version : versions) {
            size += version.length();
        }
        byte[] stored = new byte[size];
        System.arraycopy(key.array(), 0, stored, KEY, key.size());
        LittleEndian.putInt(stored, KEY_END, keyEnd);
        stored[KEY_CRC] = (byte) crc;
        int at = keyEnd;
        long oldest = Long.MAX_VALUE;
        if (!versions.isEmpty()) {
            stored[at++] = Tag.ROW_DATA;
        }
        Version previous = null;
        for (Version version : versions) {
            System.arraycopy(version.source(), version.from(), stored, at, version.length());
            at += version.length();
            crc = Crc8.update(crc, version.checksum());
            oldest = Math.min(oldest, version.timestamp());
            if (previous != null && previous.sameColumn(version)) {
                stored[0] = 1;
            }
            previous = version;
        }
        LittleEndian.putLong(stored, OLDEST, oldest);
        stored[at] = Tag.ROW_CHECKSUM;
        stored[at + 1] = (byte) Crc8.update(crc, 0);
        return stored;
    }

    /** The oldest timestamp of its cells; {@link Long#MAX_VALUE} if it has none. */
    static long oldest(byte[] stored) {
        return LittleEndian.getLong(stored, OLDEST);
    }

    static boolean hasSeveralVersions(byte[] stored) {
        return stored[0] != 0;
    }

    static int keyEnd(byte[] stored) {
        return LittleEndian.getInt(stored, KEY_END);
    }

    static int keyChecksum(byte[] stored) {
        return stored[KEY_CRC] & 0xFF;
    }

    /** Where the cells end: before the row's checksum. */
    static int cellsEnd(byte[] stored) {
        return stored.length - TRAILER;
    }

    /** Whether the row is there at all: it never had a cell, or one of them is at least as young as the cut-off. */
    public static boolean isAlive(byte[] stored, long cutoff) {
        if (oldest(stored) >= cutoff) {
            return true;
        }
        CellCursor cells = new CellCursor();
        cells.reset(stored);
        while (cells.next()) {
            if (cells.timestamp >= cutoff) {
                return true;
            }
        }
        return false;
    }

    /** The key alone as a PlainBuffer. */
    public static byte[] keyOnly(byte[] stored) {
        ByteOutput out = new ByteOutput(64).putInt(Tag.HEADER);
        putKeyOnly(stored, out);
        return out.toByteArray();
    }

    /** The row's key cells in order. */
    public static List<Cell> key(byte[] stored) {
        return RowDecoder.decode(keyOnly(stored)).key();
    }

    private static void putKeyOnly(byte[] stored, ByteOutput out) {
        out.put(stored, KEY, keyEnd(stored) - KEY);
        out.putByte(Tag.ROW_CHECKSUM).putByte(Crc8.update(keyChecksum(stored), 0));
    }
}
