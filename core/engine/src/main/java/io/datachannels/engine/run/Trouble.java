package io.datachannels.engine.run;

import io.datachannels.spi.TransientFailure;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What is behind a failure that passes, and how long to wait before the next attempt: at first, and at most. */
enum Trouble {
    /** The service is asked too much, so that trying again soon makes it worse. */
    THROTTLED(250, 30_000),
    /** There is no connection, it broke, or no answer came in time. */
    CONNECTION(100, 10_000),
    /** The service answered that it cannot do it now. */
    SERVICE(100, 10_000),
    /** A side of a task stood still. */
    STALLED(100, 10_000);

    private final long first;
    private final long longest;

    Trouble(long firstMillis, long longestMillis) {
        this.first = TimeUnit.MILLISECONDS.toNanos(firstMillis);
        this.longest = TimeUnit.MILLISECONDS.toNanos(longestMillis);
    }

    static Trouble of(TransientFailure failure) {
        if (failure.isThrottled()) {
            return THROTTLED;
        }
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof Stalled) {
                return STALLED;
            } else if (cause instanceof IOException || cause instanceof TimeoutException) {
                return CONNECTION;
            } else if (cause instanceof TransientFailure inner && inner.isThrottled()) {
                return THROTTLED;
            }
        }
        return SERVICE;
    }

    /** @param attempt of attempts that failed so far, from 1; in nanoseconds */
    long wait(int attempt) {
        return Math.min(first << Math.min(attempt - 1, 20), longest);
    }
}
