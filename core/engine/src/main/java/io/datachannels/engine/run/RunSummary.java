package io.datachannels.engine.run;

import java.nio.file.Path;
import java.time.Instant;

/**
 * A run as a list shows it.
 *
 * @param job the job file; null if the run left no report
 * @param state how it ended, {@code running} or {@code died}
 * @param rows read; -1 if the run left no report
 * @param millis it took; -1 likewise
 * @param resumable whether {@code --resume} can go on with it
 */
public record RunSummary(
        String id, Path folder, String job, String state, Instant started, long rows, long millis, boolean resumable) {}
