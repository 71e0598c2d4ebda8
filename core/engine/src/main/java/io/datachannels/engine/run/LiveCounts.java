package io.datachannels.engine.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the job has done so far: finished tasks and the attempts under way. Safe for use from any thread. */
public final class LiveCounts {
    /** A split of which nothing but its rows is known is not called done before it is. */
    private static final double UNKNOWN_AT_MOST = 0.9;

    private final Map<Integer, TaskCounters> running = new HashMap<>();
    private final Attempts attempts;
    private final DirtyReasons reasons = new DirtyReasons();
    private long rows;
    private long bytes;
    private long dirty;
    private TransformedRows transformed = TransformedRows.NONE;
    private int finished;
    private int tasks;

    /** @param begin when the run began, as {@link System#nanoTime} tells it */
    LiveCounts(long begin) {
        this.attempts = new Attempts(begin);
    }

    /**
     * A moment's picture.
     *
     * @param rows read so far, dirty and filtered ones among them
     * @param progress how much of the source was read by the position in its splits, from 0 to 1; each split counts the same. NaN if that
     *     cannot be told
     */
    public record Snapshot(
            long rows,
            long bytes,
            long dirty,
            TransformedRows transformed,
            int finishedTasks,
            int tasks,
            double progress) {}

    synchronized void planned(int tasks) {
        this.tasks = tasks;
    }

    synchronized void began(Task task, int attempt, TaskCounters counters) {
        running.put(task.number(), counters);
        attempts.began(task, attempt, counters);
    }

    /** An attempt did not move its split; what it counted stays until {@link #dropped}. */
    void failed(int task, RuntimeException cause) {
        attempts.ended(task, cause);
    }

    /** The split is run again: what its attempt counted does not count. */
    synchronized void dropped(int task) {
        running.remove(task);
    }

    synchronized void finished(TaskResult result) {
        TaskCounters counters = running.remove(result.task());
        attempts.ended(result.task(), null);
        counters.reasons().addTo(reasons);
        add(result);
    }

    /** A task that a former process finished. */
    synchronized void finishedBefore(TaskResult result) {
        add(result);
    }

    public synchronized Snapshot snapshot() {
        long allRows = rows;
        long allBytes = bytes;
        long allDirty = dirty;
        TransformedRows allTransformed = transformed;
        int done = finished;
        double usual = done == 0 ? 0 : (double) allRows / done;
        double moved = done;
        boolean known = done > 0;
        for (TaskCounters each : running.values()) {
            allRows += each.readRows();
            allBytes += each.bytes();
            allDirty += each.dirty();
            allTransformed = allTransformed.plus(each.transformed());
            double progress = progress(each, usual);
            known |= !Double.isNaN(progress);
            moved += Double.isNaN(progress) ? 0 : progress;
        }
        return new Snapshot(
                allRows,
                allBytes,
                allDirty,
                allTransformed,
                done,
                tasks,
                known && tasks > 0 ? Math.min(1, moved / tasks) : Double.NaN);
    }

    /** All attempts that ended. */
    List<AttemptReport> attempts() {
        return attempts.all();
    }

    /** Why rows were set aside, those of attempts under way or failed for good among them. */
    synchronized List<DirtyReason> reasons() {
        DirtyReasons all = new DirtyReasons();
        reasons.addTo(all);
        running.values().forEach(each -> each.reasons().addTo(all));
        return all.all();
    }

    /** @param usual how many rows a split has, by those that are done; 0 if none is */
    private static double progress(TaskCounters counters, double usual) {
        double told = counters.progress();
        if (!Double.isNaN(told) || usual == 0) {
            return told;
        }
        return Math.min(UNKNOWN_AT_MOST, counters.readRows() / usual);
    }

    private void add(TaskResult result) {
        rows += result.readRows();
        bytes += result.bytes();
        dirty += result.dirty();
        transformed = transformed.plus(result.transformed());
        finished++;
    }
}
