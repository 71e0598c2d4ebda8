package io.datachannels.plugins.ots;

import java.time.Instant;

/**
 * The times whose changes are read, by the service's clock.
 *
 * @param start in milliseconds since 1970, inclusive
 * @param end in milliseconds since 1970, exclusive
 */
record StreamWindow(long start, long end) {
    boolean isBefore(long micros) {
        return Math.floorDiv(micros, 1000) < start;
    }

    boolean isAfter(long micros) {
        return Math.floorDiv(micros, 1000) >= end;
    }

    /** How far into the window a time is, from 0 to 1. */
    double share(long micros) {
        return Math.min(1, Math.max(0, (micros / 1000.0 - start) / (end - start)));
    }

    static String show(long millis) {
        return Instant.ofEpochMilli(millis) + " (" + millis + ")";
    }

    @Override
    public String toString() {
        return "[" + Instant.ofEpochMilli(start) + ", " + Instant.ofEpochMilli(end) + ")";
    }
}
