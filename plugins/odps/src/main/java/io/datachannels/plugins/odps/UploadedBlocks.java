package io.datachannels.plugins.odps;

import java.util.List;

/**
 * The blocks that a task left in an upload session.
 *
 * @param partition as {@link PartitionName#toString} has it; empty for a table without partitions
 */
record UploadedBlocks(String partition, String upload, List<Long> blocks) {
    UploadedBlocks {
        blocks = List.copyOf(blocks);
    }
}
