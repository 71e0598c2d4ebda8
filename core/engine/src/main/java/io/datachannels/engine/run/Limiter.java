package io.datachannels.engine.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** The job's one limit of bytes and rows per second, shared by all channels. Safe for use from any thread. */
final class Limiter {
    private static final double NANOS = 1e9;

    /** What a channel that comes late may catch up: pages arrive in lumps, and without it each would cost some of the rate. */
    private static final long CREDIT = TimeUnit.MILLISECONDS.toNanos(200);

    private final double bytesPerSecond;
    private final double rowsPerSecond;
    private final Time time;
    private final ReentrantLock lock = new ReentrantLock();
    private long free;
    private boolean started;

    /** A rate of 0 is no limit. */
    Limiter(long bytesPerSecond, long rowsPerSecond, Time time) {
        this.bytesPerSecond = bytesPerSecond;
        this.rowsPerSecond = rowsPerSecond;
        this.time = time;
    }

    boolean isUnlimited() {
        return bytesPerSecond <= 0 && rowsPerSecond <= 0;
    }

    /**
     * Waits until what was let through before is paid for, then lets these through and puts them on the bill: the first batch
     * passes at once, a fifth of a second of idle time is saved up and no more, and over time neither rate is exceeded.
     *
     * @return how long it waited, in nanoseconds
     */
    long acquire(long bytes, long rows) throws InterruptedException {
        if (isUnlimited()) {
            return 0;
        }
        long wait = reserve(bytes, rows);
        if (wait > 0) {
            time.sleep(wait);
        }
        return wait;
    }

    private long reserve(long bytes, long rows) {
        double seconds =
                Math.max(bytesPerSecond > 0 ? bytes / bytesPerSecond : 0, rowsPerSecond > 0 ? rows / rowsPerSecond : 0);
        lock.lock();
        try {
            long now = time.nanos();
            if (!started) {
                started = true;
                free = now;
            }
            free = Math.max(free, now - CREDIT);
            long wait = Math.max(0, free - now);
            free += (long) (seconds * NANOS);
            return wait;
        } finally {
            lock.unlock();
        }
    }
}
