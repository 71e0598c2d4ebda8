package io.datachannels.emulators.tablestore.rows;

import java.util.Arrays;

/**
 * What a read wants to see of each row.
 *
 * @param columns the attribute columns, sorted by unsigned bytes, each once; null for all
 * @param rowsWithoutCells whether a row is returned, with its key alone, when it has none of the wanted cells
 * @param from first column name, inclusive; null for no bound
 * @param to column name, exclusive; null for no bound
 * @param timeFrom first timestamp, in milliseconds, inclusive
 * @param timeTo timestamp, exclusive
 * @param maxVersions how many versions of a column, 1 or more
 * @param filter which rows, and which of their columns; null for all
 */
public record Projection(
        byte[][] columns,
        boolean rowsWithoutCells,
        byte[] from,
        byte[] to,
        long timeFrom,
        long timeTo,
        int maxVersions,
        Filter filter) {
    /** Every cell of every row. */
    public static final Projection EVERYTHING =
            new Projection(null, true, null, null, Long.MIN_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE, null);

    /** Sorts the names and drops repeated ones. */
    public static byte[][] sorted(byte[][] names) {
        byte[][] sorted = names.clone();
        Arrays.sort(sorted, Arrays::compareUnsigned);
        int kept = 0;
        for (byte[] name : sorted) {
            if (kept == 0 || !Arrays.equals(sorted[kept - 1], name)) {
                sorted[kept++] = name;
            }
        }
        return Arrays.copyOf(sorted, kept);
    }

    /** Whether it takes a row of single, living versions as it is. */
    boolean isWhole() {
        return columns == null && from == null && to == null && hasAllTimes() && filter == null;
    }

    boolean hasAllTimes() {
        return timeFrom == Long.MIN_VALUE && timeTo == Long.MAX_VALUE;
    }
}
