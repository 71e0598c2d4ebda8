package io.datachannels.engine.run;

import io.datachannels.spi.Failure;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.TransientFailure;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls again that fail for a while: after 0.1 s, doubling to 10 s, each wait between half and all of that. A call that keeps
 * failing for longer than the budget fails the job. Safe for use from any thread.
 */
final class Retries {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    private static final long FIRST_WAIT = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(10);
    private static final long QUIET = TimeUnit.SECONDS.toNanos(5);

    private final Time time;
    private final BooleanSupplier cancelled;
    private final AtomicLong retries = new AtomicLong();
    private final AtomicLong throttled = new AtomicLong();
    private volatile long budget;
    private volatile boolean exhausted;
    private final AtomicLong lastLog = new AtomicLong(Long.MIN_VALUE);

    /** @param budget how long one call may keep failing, in nanoseconds */
    Retries(long budget, Time time, BooleanSupplier cancelled) {
        this.budget = budget;
        this.time = time;
        this.cancelled = cancelled;
    }

    /** From now on, in nanoseconds. */
    void budget(long nanos) {
        this.budget = nanos;
    }

    long retries() {
        return retries.get();
    }

    long throttled() {
        return throttled.get();
    }

    /** Whether a call failed for longer than the budget, so that running its task again is of no use. */
    boolean isExhausted() {
        return exhausted;
    }

    <T> T call(String what, Callable<T> call) {
        long begin = time.nanos();
        long wait = FIRST_WAIT;
        for (int attempt = 1; ; attempt++) {
            try {
                return call.call();
            } catch (TransientFailure e) {
                wait = pause(what, e, attempt, begin, wait);
            } catch (Failure | OverErrorLimit | Cancelled e) {
                throw e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new Cancelled();
            } catch (Exception e) {
                if (cancelled.getAsBoolean()) {
                    throw new Cancelled();
                }
                throw new FatalFailure(what + " failed: " + e, "This looks like a mistake in the program.", e);
            }
        }
    }

    /** Waits before a task is run again, and counts it. */
    void beforeTaskAttempt(int task, int attempt, TransientFailure failure) {
        pause("task " + task, failure, attempt, time.nanos(), FIRST_WAIT << Math.min(attempt, 6));
    }

    private long pause(String what, TransientFailure failure, int attempt, long begin, long wait) {
        if (cancelled.getAsBoolean()) {
            throw new Cancelled();
        }
        long spent = time.nanos() - begin;
        if (spent >= budget) {
            exhausted = true;
            throw new TransientFailure(
                    "%s, after %d %s in %d s"
                            .formatted(
                                    failure.getMessage(),
                                    attempt,
                                    attempt == 1 ? "attempt" : "attempts",
                                    TimeUnit.NANOSECONDS.toSeconds(spent)),
                    failure);
        }
        retries.incrementAndGet();
        if (failure.isThrottled()) {
            throttled.incrementAndGet();
        }
        log(what, failure);
        try {
            time.sleep(wait / 2 + ThreadLocalRandom.current().nextLong(wait / 2 + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled();
        }
        return Math.min(wait * 2, LONGEST_WAIT);
    }

    private void log(String what, TransientFailure failure) {
        long now = time.nanos();
        long last = lastLog.get();
        boolean due = last == Long.MIN_VALUE || now - last > QUIET;
        if (due && lastLog.compareAndSet(last, now)) {
            LOG.warn("{} is tried again: {} ({} retries so far)", what, failure.getMessage(), retries.get());
        }
    }
}
