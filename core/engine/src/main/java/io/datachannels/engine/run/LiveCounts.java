package io.datachannels.engine.run;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What the job has done so far, for the progress line: finished tasks and the attempts under way. Safe for use from any thread. */
public final class LiveCounts {
    private final Map<Integer, TaskCounters> running = new ConcurrentHashMap<>();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong dirty = new AtomicLong();
    private final AtomicInteger finished = new AtomicInteger();
    private volatile int tasks;

    /**
     * A moment's picture.
     *
     * @param rows read so far, dirty ones among them
     */
    public record Snapshot(long rows, long bytes, long dirty, int finishedTasks, int tasks) {}

    void planned(int tasks) {
        this.tasks = tasks;
    }

    void started(int task, TaskCounters counters) {
        running.put(task, counters);
    }

    void dropped(int task) {
        running.remove(task);
    }

    void finished(TaskResult result) {
        running.remove(result.task());
        rows.addAndGet(result.readRows());
        bytes.addAndGet(result.bytes());
        dirty.addAndGet(result.dirty());
        finished.incrementAndGet();
    }

    public Snapshot snapshot() {
        long allRows = rows.get();
        long allBytes = bytes.get();
        long allDirty = dirty.get();
        for (TaskCounters each : running.values()) {
            allRows += each.readRows();
            allBytes += each.bytes();
            allDirty += each.dirty();
        }
        return new Snapshot(allRows, allBytes, allDirty, finished.get(), tasks);
    }
}
