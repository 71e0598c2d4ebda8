package io.datachannels.emulators.tablestore.rows;

import io.datachannels.emulators.tablestore.plainbuffer.ByteOutput;
import io.datachannels.emulators.tablestore.plainbuffer.Cell;
import io.datachannels.emulators.tablestore.plainbuffer.CellEncoder;
import io.datachannels.emulators.tablestore.plainbuffer.Row;
import io.datachannels.emulators.tablestore.plainbuffer.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * What becomes of a row when it is put or updated.
 *
 * @param now the timestamp of cells sent without one, in milliseconds
 * @param cutoff versions older than this are forgotten
 * @param maxVersions how many versions of a column are kept, the newest ones
 */
public record RowMerge(long now, long cutoff, int maxVersions) {
    /** The row alone; what was there before is gone. */
    public byte[] put(Row row) {
        return StoredRow.assemble(row, keep(newest(row.cells())));
    }

    /**
     * The change with every cell as it is written: an increment is the sum, and what came without a timestamp has one.
     *
     * @param existing the row before, null if there is none
     * @throws RowRefusedException if a column to be incremented holds no integer or would overflow
     */
    public Row resolve(byte[] existing, Row row) {
        List<Version> old = null;
        List<Cell> resolved = new ArrayList<>(row.cells());
        for (int i = 0; i < resolved.size(); i++) {
            Cell cell = resolved.get(i);
            if (cell.kind() == Cell.INCREMENT) {
                if (old == null) {
                    old = existing == null ? List.of() : versions(existing);
                }
                resolved.set(i, incremented(old, cell));
            } else if (cell.kind() == Cell.PUT && !cell.hasTimestamp()) {
                resolved.set(i, cell.at(now));
            }
        }
        return new Row(row.key(), resolved, row.delete());
    }

    /**
     * The existing row, null if there is none, changed by the cells: first what they delete goes, then what they write
     * comes. The row stays when all its columns are deleted.
     *
     * @param row as {@link #resolve} returned it
     */
    public byte[] update(byte[] existing, Row row) {
        List<Version> old = existing == null ? new ArrayList<>() : versions(existing);
        List<Cell> written = new ArrayList<>(row.cells().size());
        for (Cell cell : row.cells()) {
            switch (cell.kind()) {
                case Cell.DELETE_ALL -> old.removeIf(version -> version.isNamed(cell.name()));
                case Cell.DELETE_ONE ->
                    old.removeIf(version -> version.timestamp() == cell.timestamp() && version.isNamed(cell.name()));
                default -> written.add(cell);
            }
        }
        List<Version> all = newest(written);
        all.addAll(old);
        return StoredRow.assemble(row, keep(all));
    }

    private Cell incremented(List<Version> old, Cell cell) {
        long before = 0;
        for (Version version : old) {
            if (version.isNamed(cell.name()) && version.timestamp() >= cutoff) {
                before = integer(version, cell);
                break;
            }
        }
        try {
            long sum = Math.addExact(before, cell.value().asLong());
            return new Cell(cell.name(), Value.of(sum), Cell.PUT, now);
        } catch (ArithmeticException e) {
            throw new RowRefusedException("Integer overflow when incrementing column '" + cell.nameText() + "'.");
        }
    }

    private static long integer(Version version, Cell cell) {
        CellCursor cells = new CellCursor();
        cells.reset(version.source(), version.from(), version.from() + version.length());
        cells.next();
        Value value = Value.read(cells.row, cells.valueFrom, cells.valueLength);
        if (value.type() != Value.INTEGER) {
            throw new RowRefusedException("Column '" + cell.nameText() + "' to be incremented is of type "
                    + value.typeName() + ", not VT_INTEGER.");
        }
        return value.asLong();
    }

    /** The cells encoded, the last first, so that of two with the same name and timestamp the last one wins. */
    private List<Version> newest(List<Cell> cells) {
        ByteOutput out = new ByteOutput(512);
        for (int i = cells.size() - 1; i >= 0; i--) {
            Cell cell = cells.get(i);
            CellEncoder.put(out, cell.hasTimestamp() ? cell : cell.at(now));
        }
        CellCursor cursor = new CellCursor();
        cursor.reset(out.array(), 0, out.size());
        return collect(cursor, cells.size());
    }

    private static List<Version> versions(byte[] stored) {
        CellCursor cursor = new CellCursor();
        cursor.reset(stored);
        return collect(cursor, 16);
    }

    private static List<Version> collect(CellCursor cursor, int expected) {
        List<Version> versions = new ArrayList<>(expected);
        while (cursor.next()) {
            versions.add(cursor.version());
        }
        return versions;
    }

    private List<Version> keep(List<Version> versions) {
        versions.sort(Version.ORDER);
        List<Version> kept = new ArrayList<>(versions.size());
        Version previous = null;
        int ofColumn = 0;
        for (Version version : versions) {
            boolean sameColumn = previous != null && previous.sameColumn(version);
            if (sameColumn && previous.timestamp() == version.timestamp()) {
                continue;
            }
            ofColumn = sameColumn ? ofColumn + 1 : 1;
            previous = version;
            if (ofColumn <= maxVersions && version.timestamp() >= cutoff) {
                kept.add(version);
            }
        }
        return kept;
    }
}
