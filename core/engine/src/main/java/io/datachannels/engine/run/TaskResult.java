package io.datachannels.engine.run;

import io.datachannels.spi.SplitReport;
import io.datachannels.spi.TaskReport;

/**
 * What a finished task leaves for the commit and the report.
 *
 * @param attempt which attempt this is of, from 0
 * @param readRows rows handed over plus rows that could not be read
 * @param millis how long it took
 * @param waitedForWriter how long its reader waited for room, in milliseconds
 * @param waitedForReader how long its writer waited for rows, in milliseconds
 */
record TaskResult(
        int task,
        int attempt,
        SplitReport position,
        TaskReport report,
        long readRows,
        long bytes,
        long dirty,
        TransformedRows transformed,
        long millis,
        long waitedForWriter,
        long waitedForReader) {}
