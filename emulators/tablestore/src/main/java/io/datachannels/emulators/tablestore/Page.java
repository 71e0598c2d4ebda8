package io.datachannels.emulators.tablestore;

import io.datachannels.emulators.tablestore.rows.RowReader;
import io.datachannels.emulators.tablestore.rows.StoredRow;

/**
 * How far one answer to a range read goes: so many rows returned, 5,000 rows or 4 MB looked at, whichever comes first. Rows
 * are never cut, so that the last one may lead over the 4 MB.
 */
final class Page {
    static final int MAX_ROWS = 5000;

    private static final int MAX_BYTES = 4 << 20;

    private final RowReader reader;
    private final int limit;
    private int scanned;
    private int rows;
    private long bytes;
    private byte[] next;

    Page(RowReader reader, int limit) {
        this.reader = reader;
        this.limit = limit;
    }

    /** Whether the row still fits; if not, it is where the next page begins. */
    boolean admits(byte[] row) {
        if (rows >= limit || scanned >= MAX_ROWS || bytes >= MAX_BYTES) {
            next = StoredRow.keyOnly(row);
            return false;
        }
        return true;
    }

    /** Counts the row just looked at; always true. */
    boolean took(boolean returned) {
        scanned++;
        bytes += reader.bytesRead();
        if (returned) {
            rows++;
        }
        return true;
    }

    /** Counts a row that need not be looked at; always true. */
    boolean skipped() {
        scanned++;
        return true;
    }

    int rows() {
        return rows;
    }

    long bytes() {
        return bytes;
    }

    /** The key with which the next page begins, as a PlainBuffer; null if this was the last one. */
    byte[] next() {
        return next;
    }
}
