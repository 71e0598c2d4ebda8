package io.datachannels.spi;

/** What a job's tasks share at the target, such as an upload session's id; a record of JSON-safe components as {@link Split} is. */
public interface WriterState {
    /** For targets where tasks share nothing. */
    WriterState NONE = new None();

    /** Nothing shared. */
    record None() implements WriterState {}
}
