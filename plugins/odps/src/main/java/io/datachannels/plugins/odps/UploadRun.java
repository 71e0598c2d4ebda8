package io.datachannels.plugins.odps;

import io.datachannels.spi.WriterState;

/**
 * What the tasks of a run share.
 *
 * @param partition that all rows go to, as {@link PartitionName#toString} has it; empty where there is none, or each row names its own
 * @param upload the upload session of all rows; empty where each partition that the rows name has one of its own
 */
record UploadRun(String partition, String upload) implements WriterState {
    /** Where each partition has a session of its own, made when its first row comes. */
    static final UploadRun OF_PARTITIONS = new UploadRun("", "");
}
