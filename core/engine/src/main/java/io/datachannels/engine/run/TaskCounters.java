package io.datachannels.engine.run;

import java.util.concurrent.atomic.AtomicLong;

/** What one attempt of a task has done so far. Counted by its threads once a batch, read by others. */
final class TaskCounters {
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong readerDirty = new AtomicLong();
    private final AtomicLong writerDirty = new AtomicLong();
    private final AtomicLong transformed = new AtomicLong();
    private final AtomicLong transformerDirty = new AtomicLong();
    private final AtomicLong filtered = new AtomicLong();
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

    /** Rows that the transformers handed on, and rows that they dropped. */
    void transformed(long rows, long dropped) {
        transformed.lazySet(transformed.getPlain() + rows);
        filtered.lazySet(filtered.getPlain() + dropped);
    }

    void rejectedByReader(String reason) {
        reasons.add(reason, 1);
        readerDirty.incrementAndGet();
    }

    void rejectedByTransformer(String reason) {
        reasons.add(reason, 1);
        transformerDirty.incrementAndGet();
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
        return readerDirty.get() + transformerDirty.get() + writerDirty.get();
    }

    TransformedRows transformed() {
        return new TransformedRows(transformed.get(), transformerDirty.get(), filtered.get());
    }
}
