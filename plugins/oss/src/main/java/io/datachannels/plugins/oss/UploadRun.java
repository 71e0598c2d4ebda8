package io.datachannels.plugins.oss;

import io.datachannels.spi.WriterState;

/**
 * What the tasks of a run share.
 *
 * @param runId the run, also when it is resumed by another process
 * @param marker an upload that is never completed: it tells since when the run has been at work, in the service's time; empty in append
 *     mode, where names tell runs apart; null while it is about to be opened
 */
record UploadRun(String runId, String marker) implements WriterState {}
