package io.datachannels.emulators.tablestore.rows;

import io.datachannels.emulators.tablestore.plainbuffer.ByteOutput;
import io.datachannels.emulators.tablestore.plainbuffer.Value;
import java.util.Arrays;

/** Reads stored rows through a projection. Reusable for many rows; not for several threads. */
public final class RowReader {
    private final Projection projection;
    private final long cutoff;
    private final int tableVersions;
    private final boolean whole;
    private final CellCursor cell = new CellCursor();
    private final Selection selection = new Selection();

    private int bytesRead;

    /**
     * @param cutoff versions with an older timestamp are not there
     * @param tableVersions how many versions of a column the table shows, the newest ones
     */
    public RowReader(Projection projection, long cutoff, int tableVersions) {
        this.projection = projection;
        this.cutoff = cutoff;
        this.tableVersions = tableVersions;
        this.whole = projection.isWhole();
    }

    /** Writes what the read wants of the row; false, and nothing is written, if it does not want the row. */
    public boolean read(byte[] stored, ByteOutput out) {
        if (whole && !StoredRow.hasSeveralVersions(stored) && StoredRow.oldest(stored) >= cutoff) {
            bytesRead = stored.length - StoredRow.KEY;
            out.put(stored, StoredRow.KEY, bytesRead);
            return true;
        }
        if (!select(stored)) {
            return false;
        }
        selection.put(out);
        return true;
    }

    /** Selects without writing; false if the read does not want the row. */
    public boolean select(byte[] stored) {
        bytesRead = 0;
        if (!StoredRow.isAlive(stored, cutoff)) {
            return false;
        }
        selection.reset(stored);
        collect(stored);
        bytesRead = selection.bytes();
        if (projection.filter() != null && !projection.filter().keeps(selection)) {
            return false;
        }
        return selection.count() > 0 || projection.rowsWithoutCells();
    }

    /** How many bytes of the last row the read looked at, whether it was wanted or not. */
    public int bytesRead() {
        return bytesRead;
    }

    /** How many cells are selected. */
    public int cells() {
        return selection.count();
    }

    public boolean isNamed(int index, byte[] name) {
        return selection.isNamed(index, name);
    }

    public Value value(int index) {
        return selection.value(index);
    }

    /** Copies type byte and payload of a selected cell. */
    public void putValue(int index, ByteOutput out) {
        selection.putValue(index, out);
    }

    private void collect(byte[] stored) {
        boolean several = StoredRow.hasSeveralVersions(stored);
        boolean everyTime = projection.hasAllTimes() && StoredRow.oldest(stored) >= cutoff;
        byte[][] columns = projection.columns();
        int column = 0;
        int versions = 0;
        int selected = 0;
        int lastName = -1;
        int lastLength = 0;
        cell.reset(stored);
        while (cell.next()) {
            if (several) {
                boolean same = lastName >= 0 && sameName(stored, lastName, lastLength);
                versions = same ? versions + 1 : 1;
                selected = same ? selected : 0;
                lastName = cell.nameFrom;
                lastLength = cell.nameLength;
                if (versions > tableVersions || selected >= projection.maxVersions()) {
                    continue;
                }
            }
            if (columns != null) {
                column = firstNotBelow(columns, column);
                if (column == columns.length) {
                    return;
                }
                if (!isNamed(columns[column])) {
                    continue;
                }
            }
            if (isBetween() && (everyTime || isInTime())) {
                selection.add(cell);
                selected++;
            }
        }
    }

    private boolean sameName(byte[] row, int from, int length) {
        return length == cell.nameLength
                && Arrays.equals(row, from, from + length, row, cell.nameFrom, cell.nameFrom + length);
    }

    /** The first column from there on that is not below the cell's name; in most rows it is the one given. */
    private int firstNotBelow(byte[][] columns, int from) {
        int column = from;
        while (column < columns.length && !isNamed(columns[column]) && compareTo(columns[column]) > 0) {
            column++;
        }
        return column;
    }

    /** Compares byte by byte: names are short. */
    private boolean isNamed(byte[] name) {
        if (name.length != cell.nameLength) {
            return false;
        }
        byte[] row = cell.row;
        int from = cell.nameFrom;
        for (int i = 0; i < name.length; i++) {
            if (row[from + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    private int compareTo(byte[] name) {
        return Arrays.compareUnsigned(cell.row, cell.nameFrom, cell.nameFrom + cell.nameLength, name, 0, name.length);
    }

    private boolean isBetween() {
        return (projection.from() == null || compareTo(projection.from()) >= 0)
                && (projection.to() == null || compareTo(projection.to()) < 0);
    }

    private boolean isInTime() {
        return cell.timestamp >= cutoff
                && cell.timestamp >= projection.timeFrom()
                && cell.timestamp < projection.timeTo();
    }
}
