package io.datachannels.engine.run;

import io.datachannels.engine.config.JobSpec;
import java.time.Duration;
import java.time.Instant;

/** What the stages of one run share from its beginning to its end. */
record RunScope(
        JobSpec spec,
        JobOptions options,
        Instant started,
        Samples samples,
        Lifecycle lifecycle,
        Watchdog watchdog,
        Retries retries,
        ErrorBudget budget,
        LiveCounts counts,
        TaskResults results,
        Notes notes) {
    /** How long calls may keep failing where the run should not linger: while it connects and while it aborts. */
    private static final Duration SHORT_BUDGET = Duration.ofSeconds(10);

    static RunScope of(JobSpec spec, JobOptions options) {
        Lifecycle lifecycle = new Lifecycle();
        Watchdog watchdog =
                new Watchdog(options.time(), Patience.of(spec.settings().stall()));
        long begin = System.nanoTime();
        LiveCounts counts = new LiveCounts(begin);
        Samples samples = new Samples(begin, millis -> {
            LiveCounts.Snapshot now = counts.snapshot();
            return new Sample(millis, now.rows(), now.bytes());
        });
        RunScope scope = new RunScope(
                spec,
                options,
                Instant.now(),
                samples,
                lifecycle,
                watchdog,
                new Retries(options.retryBudget().toNanos(), watchdog.time(), lifecycle::isCancelled, watchdog::alive),
                new ErrorBudget(
                        spec.settings().errorLimit(), () -> counts.snapshot().rows()),
                counts,
                new TaskResults(),
                new Notes());
        scope.retryShortly();
        return scope;
    }

    void retryShortly() {
        Duration budget = options.retryBudget();
        retries.budget((budget.compareTo(SHORT_BUDGET) < 0 ? budget : SHORT_BUDGET).toNanos());
    }

    void retryFully() {
        retries.budget(options.retryBudget().toNanos());
    }

    boolean isDryRun() {
        return options.dryRun() || spec.settings().dryRun();
    }

    boolean isReplay() {
        return options.replay() != null;
    }

    Fingerprint fingerprint() {
        return new Fingerprint(options.local());
    }

    /** Whether a failure leaves what finished tasks wrote. */
    boolean keepsFinishedTasks() {
        return options.keep() || spec.settings().keep();
    }

    boolean isResumed() {
        return options.resume() != null;
    }
}
