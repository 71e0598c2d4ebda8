package io.datachannels.plugins.ots;

import io.datachannels.spi.TaskReport;

/**
 * How many rows a task wrote; they are in the table and visible.
 *
 * @param rows such that the service confirmed
 */
record RowsWritten(long rows) implements TaskReport {}
