package io.datachannels.plugins.oss;

import io.datachannels.spi.WriterState;

/**
 * What the tasks of a run share that write one object.
 *
 * @param runId the run, also when it is resumed by another process
 * @param uploadId the object's upload; null while it is about to be begun
 * @param marker an upload that is never completed: by its name the run is found, and since when it has been at work
 */
record SingleRun(String runId, String uploadId, String marker) implements WriterState {}
