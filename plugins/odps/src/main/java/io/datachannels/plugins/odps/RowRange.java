package io.datachannels.plugins.odps;

import io.datachannels.spi.Split;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A range of the rows of a table or partition.
 *
 * @param partition each level's value; empty for a table without partitions
 * @param levels their names
 * @param session the download session whose rows are counted, or empty for one that the task makes
 * @param first the first row, from 0
 * @param count how many rows; of no meaning without a session: all of them
 */
record RowRange(List<String> levels, List<String> partition, String session, long first, long count) implements Split {
    RowRange {
        levels = List.copyOf(levels);
        partition = List.copyOf(partition);
    }

    /** All rows of a partition. */
    static RowRange whole(List<String> levels, List<String> partition) {
        return new RowRange(levels, partition, "", 0, 0);
    }

    boolean hasSession() {
        return !session.isEmpty();
    }

    /** The partition, without a level for a table without. */
    PartitionName name() {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < levels.size(); i++) {
            values.put(levels.get(i), partition.get(i));
        }
        return new PartitionName(values);
    }

    @Override
    public String describe() {
        String rows = hasSession() ? "rows " + first + "-" + (first + count - 1) : "all rows";
        return partition.isEmpty() ? rows : name() + " " + rows;
    }
}
