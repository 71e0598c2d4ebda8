package io.datachannels.engine.run;

import io.datachannels.engine.config.ErrorLimit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Counts rows that were set aside against the job's {@code errorLimit}. Safe for use from any thread. */
final class ErrorBudget {
    /** A share of fewer rows says little: the first row may be a dirty one. */
    private static final long ENOUGH = 10_000;

    private final ErrorLimit limit;
    private final LongSupplier readRows;
    private final AtomicLong dirty = new AtomicLong();

    /** @param readRows how many rows the job has read so far, dirty ones among them */
    ErrorBudget(ErrorLimit limit, LongSupplier readRows) {
        this.limit = limit;
        this.readRows = readRows;
    }

    /**
     * Counts one more row.
     *
     * @throws OverErrorLimit if that is one too many, or if their share is too large when enough rows were read to tell
     */
    void add(String example) {
        long count = dirty.incrementAndGet();
        if (limit.records() >= 0 && count > limit.records()) {
            throw new OverErrorLimit("%d dirty %s, and errorLimit.record allows %d; the last one: %s"
                    .formatted(count, count == 1 ? "row" : "rows", limit.records(), example));
        }
        if (!Double.isNaN(limit.percentage()) && count > limit.percentage() * ENOUGH) {
            long rows = readRows.getAsLong();
            if (rows >= ENOUGH) {
                checkShare(rows);
            }
        }
    }

    /** Takes back what an attempt counted that is run again. */
    void forget(long rows) {
        dirty.addAndGet(-rows);
    }

    /** Counts rows of a run that is resumed. */
    void restore(long rows) {
        dirty.addAndGet(rows);
    }

    /**
     * The last look, before the commit.
     *
     * @throws OverErrorLimit if the share of dirty rows is too large
     */
    void checkShare(long readRows) {
        double share = readRows == 0 ? 0 : (double) dirty.get() / readRows;
        if (share > limit.percentage()) {
            throw new OverErrorLimit("%d of %d rows are dirty, and errorLimit.percentage allows a share of %s"
                    .formatted(dirty.get(), readRows, limit.percentage()));
        }
    }
}
