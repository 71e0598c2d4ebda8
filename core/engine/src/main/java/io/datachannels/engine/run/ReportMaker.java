package io.datachannels.engine.run;

import io.datachannels.engine.config.ErrorLimit;
import io.datachannels.engine.config.JobFileException;
import io.datachannels.engine.config.Settings;
import io.datachannels.spi.Failure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Split;
import io.datachannels.spi.TransientFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Sums up a run. */
final class ReportMaker {
    private static final double MUCH = 0.1;

    private final RunScope scope;
    private final Stage stage;
    private final boolean rowsStay;
    private final Map<String, String> sides;

    /**
     * @param showsRowsAtOnce whether rows can be seen at the target before the commit
     * @param sides reader and writer with their parameters, for people; empty if they were not bound
     */
    ReportMaker(RunScope scope, boolean showsRowsAtOnce, Map<String, String> sides) {
        this.sides = sides;
        this.scope = scope;
        this.stage = scope.lifecycle().stage();
        this.rowsStay = showsRowsAtOnce && scope.counts().snapshot().rows() > 0;
    }

    /** @param failure what the run threw, or null; @param folder may be null, @param plan may be null */
    RunReport make(RuntimeException failure, RunFolder folder, Plan plan) {
        Instant ended = Instant.now();
        Path dirtyFile = folder == null ? null : new DirtyRows(folder.path()).file();
        LiveCounts.Snapshot counts = scope.counts().snapshot();
        List<TaskResult> results = scope.results().all();
        List<Sample> samples = scope.samples().all();
        Speed speed = speed(samples);
        long written = results.stream().mapToLong(each -> each.report().rows()).sum();
        return new RunReport(
                folder == null ? null : folder.id(),
                scope.spec().name(),
                outcome(failure),
                failure == null ? null : message(failure),
                failure == null ? null : action(failure, folder),
                stage.name(),
                scope.started(),
                ended,
                Duration.between(scope.started(), ended).toMillis(),
                scope.spec().settings().channels(),
                counts.tasks(),
                counts.rows(),
                written,
                counts.dirty(),
                scope.spec().transformers().isEmpty() ? null : counts.transformed(),
                counts.bytes(),
                scope.retries().retries(),
                scope.retries().throttled(),
                scope.retries().byKind(),
                slowerSide(results, speed),
                slowestSplit(plan, results),
                dirtyFile != null && Files.exists(dirtyFile) ? dirtyFile.toString() : null,
                folder == null ? null : folder.path().toString(),
                plan == null
                        ? List.of()
                        : plan.splits().stream().map(Split::describe).toList(),
                scope.notes().all(),
                speed,
                settings(),
                scope.counts().reasons(),
                scope.counts().attempts(),
                samples);
    }

    private Speed speed(List<Sample> samples) {
        Settings settings = scope.spec().settings();
        if (samples.isEmpty()) {
            return new Speed(0, 0, 0, settings.recordsPerSecond(), settings.bytesPerSecond());
        }
        Sample first = samples.get(0);
        Sample last = samples.get(samples.size() - 1);
        long millis = last.millis() - first.millis();
        double seconds = Math.max(1, millis) / 1000.0;
        return new Speed(
                millis,
                (last.rows() - first.rows()) / seconds,
                (last.bytes() - first.bytes()) / seconds,
                settings.recordsPerSecond(),
                settings.bytesPerSecond());
    }

    private Map<String, String> settings() {
        Settings settings = scope.spec().settings();
        Map<String, String> shown = new LinkedHashMap<>(sides);
        shown.put("speed.channel", String.valueOf(settings.channels()));
        shown.put("speed.byte", limit(settings.bytesPerSecond()));
        shown.put("speed.record", limit(settings.recordsPerSecond()));
        long records = settings.errorLimit().records();
        shown.put("errorLimit.record", records == ErrorLimit.UNLIMITED ? "no limit" : String.valueOf(records));
        double share = settings.errorLimit().percentage();
        shown.put("errorLimit.percentage", Double.isNaN(share) ? "no limit" : String.valueOf(share));
        shown.put("common.column.timeZone", settings.zone().getId());
        return shown;
    }

    private static String limit(long perSecond) {
        return perSecond > 0 ? String.valueOf(perSecond) : "no limit";
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
        String cause = failure instanceof Failure known && !known.action().isEmpty() ? known.action() + " " : "";
        if (stage.isCommit() && folder != null) {
            return (failure instanceof TransientFailure ? "" : cause)
                    + "The commit was begun and is not finished. Run the job again, or with --resume " + folder.id()
                    + "; either finishes it first.";
        }
        if (stage == Stage.SUSPENDED) {
            return cause + "What finished tasks wrote waits at the target, unseen: with --resume " + folder.id()
                    + " the run goes on from there; run anew, the job removes it first.";
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

    private static String slowerSide(List<TaskResult> results, Speed speed) {
        if (speed.isHeldByLimit()) {
            return "neither, the speed limit";
        }
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
