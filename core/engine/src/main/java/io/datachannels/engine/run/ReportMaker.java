package io.datachannels.engine.run;

import io.datachannels.engine.config.JobFileException;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.spi.Failure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Split;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Sums up a run. */
final class ReportMaker {
    private static final double MUCH = 0.1;

    private final JobSpec spec;
    private final Instant started;
    private final Stage stage;
    private final boolean rowsStay;
    private final List<String> notes;

    /** @param rowsStay whether rows that were written before the job ended badly stay at the target */
    ReportMaker(JobSpec spec, Instant started, Stage stage, boolean rowsStay, List<String> notes) {
        this.rowsStay = rowsStay;
        this.spec = spec;
        this.started = started;
        this.stage = stage;
        this.notes = notes;
    }

    /** @param failure what the run threw, or null; @param folder may be null, @param plan may be null */
    RunReport make(
            RuntimeException failure,
            RunFolder folder,
            Plan plan,
            LiveCounts.Snapshot counts,
            List<TaskResult> results,
            Retries retries) {
        Instant ended = Instant.now();
        Path dirtyFile = folder == null ? null : new DirtyRows(folder.path()).file();
        long written = results.stream().mapToLong(each -> each.report().rows()).sum();
        return new RunReport(
                folder == null ? null : folder.id(),
                spec.name(),
                outcome(failure),
                failure == null ? null : message(failure),
                failure == null ? null : action(failure, folder),
                stage.name(),
                started,
                ended,
                Duration.between(started, ended).toMillis(),
                spec.settings().channels(),
                counts.tasks(),
                counts.rows(),
                written,
                counts.dirty(),
                counts.bytes(),
                retries.retries(),
                retries.throttled(),
                slowerSide(results),
                slowestSplit(plan, results),
                dirtyFile != null && Files.exists(dirtyFile) ? dirtyFile.toString() : null,
                folder == null ? null : folder.path().toString(),
                plan == null
                        ? List.of()
                        : plan.splits().stream().map(Split::describe).toList(),
                List.copyOf(notes));
    }

    private static Outcome outcome(RuntimeException failure) {
        if (failure == null) {
            return Outcome.DONE;
        }
        if (failure instanceof JobFileException || failure instanceof JobFailure) {
            return Outcome.JOB_WRONG;
        }
        if (failure instanceof OverErrorLimit) {
            return Outcome.OVER_ERROR_LIMIT;
        }
        return failure instanceof Cancelled ? Outcome.STOPPED : Outcome.FAILED;
    }

    private static String message(RuntimeException failure) {
        boolean known = failure instanceof Failure
                || failure instanceof JobFileException
                || failure instanceof OverErrorLimit
                || failure instanceof Cancelled;
        return known && failure.getMessage() != null ? failure.getMessage() : failure.toString();
    }

    private String action(RuntimeException failure, RunFolder folder) {
        if (stage.isCommit() && folder != null) {
            return "The commit was begun and is not finished. Run the job again, or with --resume " + folder.id()
                    + "; either finishes it first.";
        }
        if (failure instanceof OverErrorLimit) {
            return target() + " Look at the dirty rows, then mend them or raise setting.errorLimit.";
        }
        if (failure instanceof Cancelled) {
            return target() + " Run the job again.";
        }
        if (failure instanceof Failure known) {
            return rowsStay ? target() + " " + known.action() : known.action();
        }
        return failure instanceof JobFileException
                ? "Mend the job file; nothing was contacted."
                : "This looks like a mistake in the program; the stack is in the log.";
    }

    private String target() {
        return rowsStay
                ? "Rows that were written before the end stay at the target; a rerun writes them again."
                : "The target is as it was.";
    }

    private static String slowerSide(List<TaskResult> results) {
        long millis = results.stream().mapToLong(TaskResult::millis).sum();
        long forWriter = results.stream().mapToLong(TaskResult::waitedForWriter).sum();
        long forReader = results.stream().mapToLong(TaskResult::waitedForReader).sum();
        if (Math.max(forWriter, forReader) <= millis * MUCH) {
            return null;
        }
        return forWriter > forReader ? "writer" : "reader";
    }

    private static String slowestSplit(Plan plan, List<TaskResult> results) {
        Optional<TaskResult> slowest = results.stream().max(Comparator.comparingLong(TaskResult::millis));
        return slowest.map(each -> String.format(
                        Locale.ROOT,
                        "%s: %,d rows in %.1f s",
                        plan.splits().get(each.task()).describe(),
                        each.readRows(),
                        each.millis() / 1000.0))
                .orElse(null);
    }
}
