package io.datachannels.emulators.tablestore.store;

import io.datachannels.emulators.tablestore.plainbuffer.ByteOutput;
import io.datachannels.emulators.tablestore.plainbuffer.LittleEndian;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * One change as the log keeps it. It says what is there afterwards, not what was done, so that it can be replayed over a
 * store that already has it.
 *
 * @param table the table's number
 * @param key of the row; empty if the entry is about the table itself
 * @param value what is there now: the row, or the table's description; null if it is gone
 */
record LogEntry(long table, byte[] key, byte[] value) {
    /** Length and checksum before each entry. */
    static final int FRAME = 8;

    private static final int HEAD = 12;
    private static final int GONE = Integer.MIN_VALUE;

    boolean isAboutTable() {
        return key.length == 0;
    }

    /** Appends: length of the rest, CRC-32 of the rest, table number, length of the key (highest bit: gone), key, value. */
    static void append(ByteOutput out, long table, byte[] key, byte[] value, CRC32 crc) {
        int start = out.size();
        out.putLong(0)
                .putLong(table)
                .putInt(value == null ? key.length | GONE : key.length)
                .put(key);
        if (value != null) {
            out.put(value);
        }
        int length = out.size() - start - FRAME;
        crc.reset();
        crc.update(out.array(), start + FRAME, length);
        out.setInt(start, length);
        out.setInt(start + 4, (int) crc.getValue());
    }

    /** Reads what follows the frame; null if the checksum does not fit: the process was killed while writing. */
    static LogEntry read(byte[] payload, int checksum, CRC32 crc) {
        crc.reset();
        crc.update(payload);
        if ((int) crc.getValue() != checksum || payload.length < HEAD) {
            return null;
        }
        long table = LittleEndian.getLong(payload, 0);
        int keyLength = LittleEndian.getInt(payload, 8);
        int keyEnd = HEAD + (keyLength & ~GONE);
        byte[] value = keyLength < 0 ? null : Arrays.copyOfRange(payload, keyEnd, payload.length);
        return new LogEntry(table, Arrays.copyOfRange(payload, HEAD, keyEnd), value);
    }
}
