package io.datachannels.emulators.tablestore.plainbuffer;

import java.util.List;

/** Writes cells and rows as PlainBuffer. */
public final class CellEncoder {
    private CellEncoder() {}

    /** Writes the cell and returns its checksum, 0..255. */
    public static int put(ByteOutput out, Cell cell) {
        out.putByte(Tag.CELL).putByte(Tag.CELL_NAME).putInt(cell.name().length).put(cell.name());
        if (cell.value() != null) {
            byte[] raw = cell.value().raw();
            out.putByte(Tag.CELL_VALUE).putInt(raw.length).put(raw);
        }
        if (cell.kind() != Cell.PUT) {
            out.putByte(Tag.CELL_KIND).putByte(cell.kind());
        }
        if (cell.hasTimestamp()) {
            out.putByte(Tag.CELL_TIMESTAMP).putLong(cell.timestamp());
        }
        int checksum = cell.checksum();
        out.putByte(Tag.CELL_CHECKSUM).putByte(checksum);
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
