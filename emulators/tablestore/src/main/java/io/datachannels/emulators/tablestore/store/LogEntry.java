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
 * @param recordKey of the record in the table's stream that goes with the row; null if there is none
 * @param record null if there is none
 */
record LogEntry(long table, byte[] key, byte[] value, byte[] recordKey, byte[] record) {
    /** Length and checksum before each entry. */
    static final int FRAME = 8;

    private static final int HEAD = 12;
    private static final int GONE = Integer.MIN_VALUE;
    private static final int RECORD = 1 << 30;

    boolean isAboutTable() {
        return key.length == 0;
    }

    /**
     * Appends: length of the rest, CRC-32 of the rest, table number, length of the key (highest bit: gone, the one below: with a
     * record), key, if there is a record the lengths of its key and of itself and both, value.
     */
    static void append(
            ByteOutput out, long table, byte[] key, byte[] value, byte[] recordKey, byte[] record, CRC32 crc) {
        int start = out.size();
        out.putLong(0)
                .putLong(table)
                .putInt(key.length | (value == null ? GONE : 0) | (record == null ? 0 : RECORD))
                .put(key);
        if (record != null) {
            out.putInt(recordKey.length).putInt(record.length).put(recordKey).put(record);
        }
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
        int keyEnd = HEAD + (keyLength & ~GONE & ~RECORD);
        byte[] recordKey = null;
        byte[] record = null;
        int at = keyEnd;
        if ((keyLength & RECORD) != 0) {
            int recordFrom = at + 8 + LittleEndian.getInt(payload, at);
            int recordEnd = recordFrom + LittleEndian.getInt(payload, at + 4);
            recordKey = Arrays.copyOfRange(payload, at + 8, recordFrom);
            record = Arrays.copyOfRange(payload, recordFrom, recordEnd);
            at = recordEnd;
        }
        byte[] value = keyLength < 0 ? null : Arrays.copyOfRange(payload, at, payload.length);
        return new LogEntry(table, Arrays.copyOfRange(payload, HEAD, keyEnd), value, recordKey, record);
    }
}
