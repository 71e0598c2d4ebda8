package io.datachannels.emulators.tablestore.rows;

import io.datachannels.emulators.tablestore.plainbuffer.ByteOutput;
import io.datachannels.emulators.tablestore.plainbuffer.Crc8;
import io.datachannels.emulators.tablestore.plainbuffer.Tag;
import io.datachannels.emulators.tablestore.plainbuffer.Value;
import java.util.Arrays;

/** The cells of one stored row that a read is about. Reusable; not for several threads. */
final class Selection {
    private static final int FIELDS = 6;

    private byte[] row = {};
    private int count;
    private int bytes;

    /** Per cell: from, to, name from, name length, value from, value length. */
    private int[] cells = new int[FIELDS * 32];

    void reset(byte[] stored) {
        row = stored;
        count = 0;
        bytes = 0;
    }

    void add(CellCursor cell) {
        int at = count * FIELDS;
        if (at == cells.length) {
            cells = Arrays.copyOf(cells, 2 * at);
        }
        cells[at] = cell.from;
        cells[at + 1] = cell.to;
        cells[at + 2] = cell.nameFrom;
        cells[at + 3] = cell.nameLength;
        cells[at + 4] = cell.valueFrom;
        cells[at + 5] = cell.valueLength;
        count++;
        bytes += cell.to - cell.from;
    }

    int count() {
        return count;
    }

    /** How long key and cells are together, as they are sent. */
    int bytes() {
        return bytes + StoredRow.keyEnd(row) - StoredRow.KEY;
    }

    boolean isNamed(int index, byte[] name) {
        int from = cells[index * FIELDS + 2];
        int length = cells[index * FIELDS + 3];
        return length == name.length && Arrays.equals(row, from, from + length, name, 0, length);
    }

    Value value(int index) {
        return Value.read(row, cells[index * FIELDS + 4], cells[index * FIELDS + 5]);
    }

    /** Copies the value's type byte and payload. */
    void putValue(int index, ByteOutput out) {
        out.put(row, cells[index * FIELDS + 4], cells[index * FIELDS + 5]);
    }

    /** Keeps, of the columns in their order, {@code limit} ones after the first {@code offset}. */
    void page(int offset, int limit) {
        int column = -1;
        int kept = 0;
        bytes = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || !sameColumn(i - 1, i)) {
                column++;
            }
            if (column >= offset && column - offset < limit) {
                System.arraycopy(cells, i * FIELDS, cells, kept * FIELDS, FIELDS);
                bytes += cells[kept * FIELDS + 1] - cells[kept * FIELDS];
                kept++;
            }
        }
        count = kept;
    }

    private boolean sameColumn(int a, int b) {
        int from = cells[a * FIELDS + 2];
        int length = cells[a * FIELDS + 3];
        int other = cells[b * FIELDS + 2];
        return Arrays.equals(row, from, from + length, row, other, other + cells[b * FIELDS + 3]);
    }

    /** Writes the row with its key and the selected cells; cells that lie together are copied together. */
    void put(ByteOutput out) {
        int crc = StoredRow.keyChecksum(row);
        out.put(row, StoredRow.KEY, StoredRow.keyEnd(row) - StoredRow.KEY);
        if (count > 0) {
            out.putByte(Tag.ROW_DATA);
        }
        int i = 0;
        while (i < count) {
            int from = cells[i * FIELDS];
            int to = from;
            while (i < count && cells[i * FIELDS] == to) {
                to = cells[i * FIELDS + 1];
                crc = Crc8.update(crc, row[to - 1]);
                i++;
            }
            out.put(row, from, to - from);
        }
        out.putByte(Tag.ROW_CHECKSUM).putByte(Crc8.update(crc, 0));
    }
}
