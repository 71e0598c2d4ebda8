package io.datachannels.plugins.odps;

/** How a table is cut into splits. */
enum SplitMode {
    /** By ranges of rows, of one partition or several. */
    RECORD,
    /** By partitions. */
    PARTITION;

    /** As job files spell it. */
    @Override
    public String toString() {
        return this == RECORD ? "record" : "partition";
    }
}
