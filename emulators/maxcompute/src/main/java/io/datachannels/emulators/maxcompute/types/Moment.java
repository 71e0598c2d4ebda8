package io.datachannels.emulators.maxcompute.types;

/** A value of TIMESTAMP, TIMESTAMP_NTZ (since 1970-01-01T00:00) or INTERVAL_DAY_TIME; {@code nanos} has the interval's sign. */
public record Moment(long seconds, int nanos) {}
