package io.datachannels.engine.run;

import io.datachannels.spi.Failure;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.TransientFailure;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes calls again that fail for a while, after a wait that begins as the {@link Trouble} demands and doubles, each time between
 * half and all of that. The job has one budget: how long any of its calls may keep failing before the job does. Safe for use from
 * any thread.
 */
final class Retries {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    private static final long QUIET = TimeUnit.SECONDS.toNanos(5);

    private final Time time;
    private final BooleanSupplier cancelled;
    private final Runnable alive;
    private final Map<Trouble, AtomicLong> retries = new EnumMap<>(Trouble.class);
    private final AtomicLong waited = new AtomicLong();
    private volatile long budget;
    private volatile boolean exhausted;
    private final AtomicLong lastLog = new AtomicLong(Long.MIN_VALUE);

    /**
     * @param budget how long one call may keep failing, in nanoseconds
     * @param alive told before and after each call, on its thread
     */
    Retries(long budget, Time time, BooleanSupplier cancelled, Runnable alive) {
        this.budget = budget;
        this.time = time;
        this.cancelled = cancelled;
        this.alive = alive;
        for (Trouble each : Trouble.values()) {
            retries.put(each, new AtomicLong());
        }
    }

    /** From now on, in nanoseconds. */
    void budget(long nanos) {
        this.budget = nanos;
    }

    /** Of calls and of tasks. */
    long retries() {
        return retries.values().stream().mapToLong(AtomicLong::get).sum();
    }

    long retries(Trouble trouble) {
        return retries.get(trouble).get();
    }

    long throttled() {
        return retries(Trouble.THROTTLED);
    }

    /** The sum of all waits, in nanoseconds; channels wait side by side. */
    long waited() {
        return waited.get();
    }

    /** Whether a call failed for longer than the budget, so that running its task again is of no use. */
    boolean isExhausted() {
        return exhausted;
    }

    <T> T call(String what, Callable<T> call) {
        long begin = time.nanos();
        for (int attempt = 1; ; attempt++) {
            try {
                alive.run();
                T result = call.call();
                alive.run();
                return result;
            } catch (TransientFailure e) {
                pause(what, e, attempt, begin);
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
        pause("task " + task, failure, attempt, time.nanos());
    }

    private void pause(String what, TransientFailure failure, int attempt, long begin) {
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
        Trouble trouble = Trouble.of(failure);
        retries.get(trouble).incrementAndGet();
        log(what, failure);
        long longest = trouble.wait(attempt);
        long wait = longest / 2 + ThreadLocalRandom.current().nextLong(longest / 2 + 1);
        waited.addAndGet(wait);
        try {
            alive.run();
            time.sleep(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Cancelled();
        }
    }

    private void log(String what, TransientFailure failure) {
        long now = time.nanos();
        long last = lastLog.get();
        boolean due = last == Long.MIN_VALUE || now - last > QUIET;
        if (due && lastLog.compareAndSet(last, now)) {
            LOG.warn("{} is tried again: {} ({} retries so far)", what, failure.getMessage(), retries());
        }
    }
}
