package io.datachannels.engine.run;

import java.util.concurrent.atomic.AtomicLong;

/** What one attempt of a task has done so far. Counted by its threads once a batch, read by others. */
final class TaskCounters {
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong readerDirty = new AtomicLong();
    private final AtomicLong writerDirty = new AtomicLong();
    private final DirtyReasons reasons = new DirtyReasons();
    private volatile double progress = Double.NaN;

    void read(long rows, long bytes) {
        this.rows.lazySet(this.rows.getPlain() + rows);
        this.bytes.lazySet(this.bytes.getPlain() + bytes);
    }

    /** Of the split, from 0 to 1 or NaN. */
    void progress(double share) {
        progress = share;
    }

    void rejectedByReader(String reason) {
        reasons.add(reason, 1);
        readerDirty.incrementAndGet();
    }

    void rejectedByWriter(String reason) {
        reasons.add(reason, 1);
        writerDirty.incrementAndGet();
    }

    /** Rows handed over plus rows that could not be read. */
    long readRows() {
        return rows.get() + readerDirty.get();
    }

    double progress() {
        return progress;
    }

    DirtyReasons reasons() {
        return reasons;
    }

    long bytes() {
        return bytes.get();
    }

    long dirty() {
        return readerDirty.get() + writerDirty.get();
    }
}
