package io.datachannels.emulators.tablestore;

import io.datachannels.emulators.tablestore.plainbuffer.ByteOutput;
import io.datachannels.emulators.tablestore.plainbuffer.Cell;
import io.datachannels.emulators.tablestore.plainbuffer.CellEncoder;
import io.datachannels.emulators.tablestore.plainbuffer.Crc8;
import io.datachannels.emulators.tablestore.plainbuffer.Value;
import io.datachannels.emulators.tablestore.rows.RowReader;
import io.datachannels.emulators.tablestore.rows.StoredRow;
import io.datachannels.emulators.tablestore.store.TableDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The simple row matrix of BulkExport: the names once, then per row the values alone, key columns first. */
final class RowMatrix {
    private static final int MAGIC = 0x304d5253;
    private static final int DATA_OFFSET = 4;
    private static final int OPTIONS_OFFSET = 8;
    private static final byte FOOTER = 1;
    private static final byte ROW = 2;
    private static final byte ROW_COUNT = 3;
    private static final byte ENTIRE_KEY = 10;

    private final ByteOutput out;
    private final List<Integer> keyColumns = new ArrayList<>();
    private final List<byte[]> columns = new ArrayList<>();
    private final int countAt;
    private int rows;

    /** Begins a block in the empty buffer. */
    RowMatrix(TableDefinition table, List<String> columnsToGet, ByteOutput out) {
        this.out = out;
        for (int i = 0; i < table.key().size(); i++) {
            if (columnsToGet.contains(table.key().get(i).nameText())) {
                keyColumns.add(i);
            }
        }
        columnsToGet.stream()
                .distinct()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .filter(name -> !Projections.isKeyColumn(table, name))
                .forEach(columns::add);
        out.putInt(MAGIC).putInt(0).putInt(0).putInt(keyColumns.size()).putInt(columns.size());
        keyColumns.forEach(i -> putName(table.key().get(i).name()));
        columns.forEach(this::putName);
        out.setInt(OPTIONS_OFFSET, out.size());
        out.putByte(ENTIRE_KEY)
                .putByte(keyColumns.size() == table.key().size() ? 1 : 0)
                .putByte(ROW_COUNT);
        countAt = out.size();
        out.putInt(0);
        out.setInt(DATA_OFFSET, out.size());
    }

    /** Adds the row that the reader has selected; always true. */
    boolean add(byte[] row, RowReader reader) {
        rows++;
        out.putByte(ROW);
        if (!keyColumns.isEmpty()) {
            List<Cell> key = StoredRow.key(row);
            for (int i : keyColumns) {
                CellEncoder.putValue(out, key.get(i).value());
            }
        }
        int hint = 0;
        for (byte[] column : columns) {
            int at = find(reader, column, hint);
            if (at < 0) {
                out.putByte(Value.NULL);
            } else {
                reader.putValue(at, out);
                hint = at + 1;
            }
        }
        return true;
    }

    /** Ends the block; nothing can be added afterwards. */
    void finish() {
        out.setInt(countAt, rows);
        out.putByte(FOOTER);
        out.putByte(Crc8.update(0, out.array(), 0, out.size()));
    }

    /** Where the column is among the selected cells; most often it is where the hint points. */
    private static int find(RowReader reader, byte[] column, int hint) {
        for (int i = 0; i < reader.cells(); i++) {
            int at = (hint + i) % reader.cells();
            if (reader.isNamed(at, column)) {
                return at;
            }
        }
        return -1;
    }

    private void putName(byte[] name) {
        out.putShort(name.length).put(name);
    }
}
