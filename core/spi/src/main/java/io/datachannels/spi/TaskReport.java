package io.datachannels.spi;

/** What a task made durable, for {@link Writer#commit}; a record of JSON-safe components as {@link Split} is. */
public interface TaskReport {
    /** How many rows were written: every row that was handed over and not rejected. */
    long rows();
}
