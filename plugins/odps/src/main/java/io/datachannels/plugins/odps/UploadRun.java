package io.datachannels.plugins.odps;

import io.datachannels.spi.WriterState;

/**
 * What the tasks of a run share.
 *
 * @param upload the upload session of all rows; empty where each partition that the rows name has one of its own
 */
record UploadRun(String upload) implements WriterState {}
