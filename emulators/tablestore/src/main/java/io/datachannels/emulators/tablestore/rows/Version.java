package io.datachannels.emulators.tablestore.rows;

import java.util.Arrays;
import java.util.Comparator;

/**
 * One version of one column: a cell as it is sent, somewhere in an array.
 *
 * @param source holds the cell; not to be changed
 * @param from where the cell begins
 * @param length of the cell with its checksum
 * @param nameFrom where its name begins
 * @param nameLength of the name
 * @param timestamp in milliseconds
 * @param checksum of the cell
 */
record Version(byte[] source, int from, int length, int nameFrom, int nameLength, long timestamp, byte checksum) {
    /** By name, newest first. */
    static final Comparator<Version> ORDER = (a, b) -> {
        int names = Arrays.compareUnsigned(
                a.source, a.nameFrom, a.nameFrom + a.nameLength, b.source, b.nameFrom, b.nameFrom + b.nameLength);
        return names != 0 ? names : Long.compare(b.timestamp, a.timestamp);
    };

    boolean sameColumn(Version other) {
        return isNamed(other.source, other.nameFrom, other.nameLength);
    }

    boolean isNamed(byte[] name) {
        return isNamed(name, 0, name.length);
    }

    private boolean isNamed(byte[] name, int at, int size) {
        return Arrays.equals(source, nameFrom, nameFrom + nameLength, name, at, at + size);
    }
}
