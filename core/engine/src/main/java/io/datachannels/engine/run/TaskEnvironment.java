package io.datachannels.engine.run;

import io.datachannels.engine.config.Settings;
import io.datachannels.engine.transform.Transformers;
import io.datachannels.spi.Reader;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterState;
import java.util.function.Consumer;

/**
 * What all tasks of a job in one process share.
 *
 * @param keepsFinishedTasks whether a task that fails the job may yet be run again, when the run is resumed
 * @param leftBehind takes the report of an attempt that failed after its writer had finished, for the abort; from any thread
 */
record TaskEnvironment(
        Opened<Reader> reader,
        Transformers transformers,
        Opened<Writer> writer,
        WriterState state,
        Settings settings,
        EngineContext context,
        Retries retries,
        Watchdog watchdog,
        Limiter limiter,
        ErrorBudget budget,
        DirtyRows dirtyRows,
        RunFolder folder,
        LiveCounts counts,
        boolean keepsFinishedTasks,
        Consumer<TaskReport> leftBehind) {}
