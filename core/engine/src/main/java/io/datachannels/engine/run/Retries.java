package io.datachannels.engine.run;

import io.datachannels.spi.Failure;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.RowFailure;
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
 * half and all of that. The job has one budget, a length of time, however many calls it makes side by side. It is being spent from
 * the beginning of a call that fails until any call of the job succeeds, which makes it whole again: so a service that is down ends
 * the job when the budget is spent, and hiccups do not add up. A single call may not keep failing for longer either, while others
 * succeed. Safe for use from any thread.
 */
final class Retries {
    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    private static final long QUIET = TimeUnit.SECONDS.toNanos(5);

    private static final long NEVER = Long.MIN_VALUE;

    private final Time time;
    private final BooleanSupplier cancelled;
    private final Runnable alive;
    private final Map<Trouble, AtomicLong> retries = new EnumMap<>(Trouble.class);
    private final AtomicLong waited = new AtomicLong();
    private volatile long budget;
    private volatile boolean exhausted;
    /** When the first of the failures began after which no call has succeeded, or {@link #NEVER}. */
    private final AtomicLong down = new AtomicLong(NEVER);

    private volatile long lastSuccess = NEVER;
    private final AtomicLong lastLog = new AtomicLong(Long.MIN_VALUE);

    /**
     * @param budget how long calls may keep failing, in nanoseconds
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

    /** A whole budget from now on, in nanoseconds. */
    void budget(long nanos) {
        budget = nanos;
        down.set(NEVER);
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

    RetriesByKind byKind() {
        return new RetriesByKind(
                retries(Trouble.THROTTLED),
                retries(Trouble.CONNECTION),
                retries(Trouble.SERVICE),
                retries(Trouble.STALLED),
                TimeUnit.NANOSECONDS.toMillis(waited()));
    }

    /** Whether calls failed for longer than the budget, so that running its task again is of no use. */
    boolean isExhausted() {
        return exhausted;
    }

    <T> T call(String what, Callable<T> call) {
        long begin = time.nanos();
        for (int attempt = 1; ; attempt++) {
            try {
                alive.run();
                T result = call.call();
                succeeded();
                alive.run();
                return result;
            } catch (TransientFailure e) {
                requireBudget(e, attempt, begin);
                pause(what, e, attempt);
            } catch (RowFailure e) {
                succeeded();
                throw e;
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

    /** Waits before a task is run again, and counts it. How often it may be is not a matter of the budget, which is for calls. */
    void beforeTaskAttempt(int task, int attempt, TransientFailure failure) {
        pause("task " + task, failure, attempt);
    }

    private void succeeded() {
        lastSuccess = time.nanos();
        if (down.get() != NEVER) {
            down.set(NEVER);
        }
    }

    private void requireBudget(TransientFailure failure, int attempt, long begin) {
        if (cancelled.getAsBoolean()) {
            throw new Cancelled();
        }
        long now = time.nanos();
        down.compareAndSet(NEVER, lastSuccess == NEVER ? begin : Math.max(begin, lastSuccess));
        long since = down.get();
        long silence = since == NEVER ? 0 : now - since;
        long spent = now - begin;
        if (Math.max(silence, spent) < budget) {
            return;
        }
        exhausted = true;
        String attempts = "after %d %s in %d s"
                .formatted(attempt, attempt == 1 ? "attempt" : "attempts", TimeUnit.NANOSECONDS.toSeconds(spent));
        String others = silence > spent
                ? "; no call of the job has succeeded for " + TimeUnit.NANOSECONDS.toSeconds(silence) + " s"
                : "";
        throw new TransientFailure(failure.getMessage() + ", " + attempts + others, failure);
    }

    private void pause(String what, TransientFailure failure, int attempt) {
        if (cancelled.getAsBoolean()) {
            throw new Cancelled();
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
