package io.datachannels.emulators.tablestore.plainbuffer;

import java.util.List;

/** Writes cells and rows as PlainBuffer. */
public final class CellEncoder {
    private CellEncoder() {}

    /** Writes the cell and returns its checksum, 0..255. */
    public static int put(ByteOutput out, Cell cell) {
        byte[] name = cell.name();
        byte[] raw = cell.value() == null ? null : cell.value().raw();
        boolean kind = cell.kind() != Cell.PUT;
        int size =
                8 + name.length + (raw == null ? 0 : 5 + raw.length) + (kind ? 2 : 0) + (cell.hasTimestamp() ? 9 : 0);
        int at = out.extend(size);
        byte[] bytes = out.array();
        bytes[at] = Tag.CELL;
        bytes[at + 1] = Tag.CELL_NAME;
        LittleEndian.putInt(bytes, at + 2, name.length);
        System.arraycopy(name, 0, bytes, at + 6, name.length);
        at += 6 + name.length;
        if (raw != null) {
            bytes[at] = Tag.CELL_VALUE;
            LittleEndian.putInt(bytes, at + 1, raw.length);
            System.arraycopy(raw, 0, bytes, at + 5, raw.length);
            at += 5 + raw.length;
        }
        if (kind) {
            bytes[at] = Tag.CELL_KIND;
            bytes[at + 1] = cell.kind();
            at += 2;
        }
        if (cell.hasTimestamp()) {
            bytes[at] = Tag.CELL_TIMESTAMP;
            LittleEndian.putLong(bytes, at + 1, cell.timestamp());
            at += 9;
        }
        int checksum = cell.checksum();
        bytes[at] = Tag.CELL_CHECKSUM;
        bytes[at + 1] = (byte) checksum;
        return checksum;
    }

    /** Writes the value's type byte and payload, without the length before it. */
    public static void putValue(ByteOutput out, Value value) {
        out.put(value.raw());
    }

    /** Writes the row tag and the key cells; returns the row's checksum so far. */
    public static int putKey(ByteOutput out, List<Cell> key) {
        out.putByte(Tag.ROW_KEY);
        int crc = 0;
        for (Cell cell : key) {
            crc = Crc8.update(crc, put(out, cell));
        }
        return crc;
    }

    /** A whole PlainBuffer of one row: header, key, attribute cells, delete marker, checksum. */
    public static byte[] plainBuffer(Row row) {
        ByteOutput out = new ByteOutput(256).putInt(Tag.HEADER);
        int crc = putKey(out, row.key());
        if (!row.cells().isEmpty()) {
            out.putByte(Tag.ROW_DATA);
            for (Cell cell : row.cells()) {
                crc = Crc8.update(crc, put(out, cell));
            }
        }
        if (row.delete()) {
            out.putByte(Tag.DELETE_ROW);
        }
        out.putByte(Tag.ROW_CHECKSUM).putByte(Crc8.update(crc, row.delete() ? 1 : 0));
        return out.toByteArray();
    }
}
