package io.datachannels.engine.run;

import io.datachannels.engine.transform.Refusal;
import io.datachannels.engine.transform.RowTransform;
import io.datachannels.spi.Batch;

/** Takes what one attempt of a task reads through the job's transformers, on its reading thread. */
final class Transforming {
    private final RowTransform transform;
    private final BatchPool pool;
    private final AttemptContext context;
    private final TaskCounters counters;
    private long before;

    /** @param pool of batches that have room for all rows of one that was read */
    Transforming(RowTransform transform, BatchPool pool, AttemptContext context, TaskCounters counters) {
        this.transform = transform;
        this.pool = pool;
        this.context = context;
        this.counters = counters;
    }

    /** @return the rows that stay, maybe none; the batch that was read is given back */
    Batch apply(Batch read) {
        Batch made = pool.take();
        long filtered = 0;
        for (int i = 0; i < read.rows(); i++) {
            try {
                if (!transform.apply(read.row(i), made.builder())) {
                    filtered++;
                }
            } catch (Refusal e) {
                context.reject(read.row(i), before + i + 1, e);
            }
        }
        before += read.rows();
        counters.transformed(made.rows(), filtered);
        read.release();
        return made;
    }
}
