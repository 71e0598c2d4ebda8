package io.datachannels.emulators.tablestore.plainbuffer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads the one row of a request's PlainBuffer and checks its checksums; bytes after the row are ignored. */
public final class RowDecoder {
    private static final String BROKEN_CELL = "Cell data broken, checksum is mismatch.";
    private static final String BROKEN_ROW = "Row data broken, checksum is mismatch.";

    private final byte[] bytes;
    private int at;
    private int rowChecksum;

    private RowDecoder(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Reads a header and a row; the Node.js SDK may pad it with zero bytes, which is why what follows is ignored.
     *
     * @throws PlainBufferException if it is no row or a checksum does not fit
     */
    public static Row decode(byte[] plainBuffer) {
        return new RowDecoder(plainBuffer).row();
    }

    private Row row() {
        if (int32() != Tag.HEADER) {
            throw new PlainBufferException("Invalid plain buffer: it has no header.");
        }
        List<Cell> key = next(Tag.ROW_KEY) ? cells() : List.of();
        List<Cell> cells = next(Tag.ROW_DATA) ? cells() : List.of();
        boolean delete = next(Tag.DELETE_ROW);
        rowChecksum = Crc8.update(rowChecksum, delete ? 1 : 0);
        expect(Tag.ROW_CHECKSUM);
        if ((int8() & 0xFF) != rowChecksum) {
            throw new PlainBufferException(BROKEN_ROW);
        }
        return new Row(key, cells, delete);
    }

    private List<Cell> cells() {
        List<Cell> cells = new ArrayList<>();
        while (next(Tag.CELL)) {
            cells.add(cell());
        }
        return cells;
    }

    private Cell cell() {
        byte[] name = {};
        if (next(Tag.CELL_NAME)) {
            int length = length();
            name = Arrays.copyOfRange(bytes, at, at + length);
            at += length;
        }
        Value value = null;
        if (next(Tag.CELL_VALUE)) {
            int length = length();
            value = Value.read(bytes, at, length);
            at += length;
        }
        byte kind = next(Tag.CELL_KIND) ? int8() : Cell.PUT;
        long timestamp = next(Tag.CELL_TIMESTAMP) ? int64() : Cell.NO_TIMESTAMP;
        Cell cell = new Cell(name, value, kind, timestamp);
        int checksum = cell.checksum();
        expect(Tag.CELL_CHECKSUM);
        if ((int8() & 0xFF) != checksum) {
            throw new PlainBufferException(BROKEN_CELL);
        }
        rowChecksum = Crc8.update(rowChecksum, checksum);
        return cell;
    }

    private boolean next(byte tag) {
        if (at < bytes.length && bytes[at] == tag) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(byte tag) {
        if (!next(tag)) {
            throw new PlainBufferException("Invalid plain buffer: expected tag " + tag + " at byte " + at + ".");
        }
    }

    private byte int8() {
        return bytes[require(1)];
    }

    private int int32() {
        return LittleEndian.getInt(bytes, require(4));
    }

    private long int64() {
        return LittleEndian.getLong(bytes, require(8));
    }

    private int length() {
        int length = int32();
        if (length < 0 || length > bytes.length - at) {
            throw new PlainBufferException("Invalid plain buffer: it ends early.");
        }
        return length;
    }

    private int require(int count) {
        if (count > bytes.length - at) {
            throw new PlainBufferException("Invalid plain buffer: it ends early.");
        }
        int from = at;
        at += count;
        return from;
    }
}
