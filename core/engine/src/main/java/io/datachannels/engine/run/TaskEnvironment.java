package io.datachannels.engine.run;

import io.datachannels.engine.config.Settings;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterState;

/** What all tasks of a job in one process share. */
record TaskEnvironment(
        Opened<Reader> reader,
        Opened<Writer> writer,
        WriterState state,
        Settings settings,
        EngineContext context,
        Retries retries,
        Limiter limiter,
        ErrorBudget budget,
        DirtyRows dirtyRows,
        LiveCounts counts) {}
