package io.datachannels.engine.run;

import java.util.concurrent.atomic.AtomicLong;

/** What one attempt of a task has done so far. Counted by its threads once a batch, read by others. */
final class TaskCounters {
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong readerDirty = new AtomicLong();
    private final AtomicLong writerDirty = new AtomicLong();

    void read(long rows, long bytes) {
        this.rows.lazySet(this.rows.getPlain() + rows);
        this.bytes.lazySet(this.bytes.getPlain() + bytes);
    }

    void rejectedByReader() {
        readerDirty.incrementAndGet();
    }

    void rejectedByWriter() {
        writerDirty.incrementAndGet();
    }

    /** Rows handed over plus rows that could not be read. */
    long readRows() {
        return rows.get() + readerDirty.get();
    }

    long bytes() {
        return bytes.get();
    }

    long dirty() {
        return readerDirty.get() + writerDirty.get();
    }
}
