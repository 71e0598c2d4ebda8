package io.datachannels.plugins.odps;

import java.util.List;

/** Says which partitions are wanted. */
@FunctionalInterface
interface PartitionFilter {
    /** @param partition the value of each level, in the order of the table's */
    boolean matches(List<String> partition);

    /**
     * Reads an element of a job file's {@code partition}.
     *
     * @throws io.datachannels.spi.JobFailure if it has no form that there is, or does not fit the levels
     */
    static PartitionFilter parse(String text, List<String> levels) {
        String bare = text.strip();
        return bare.startsWith(PartitionQuery.MARK)
                ? PartitionQuery.parse(bare, levels)
                : PartitionPattern.parse(text, levels);
    }
}
