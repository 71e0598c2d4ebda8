package io.datachannels.engine.run;

import io.datachannels.spi.Batch;
import io.datachannels.spi.Schema;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The batches of one channel: filled, passed on, given back and filled again; the one that came back last goes first, as its cells are
 * still in the cache. Safe for use from any thread.
 */
final class BatchPool {
    private final Schema schema;
    private final int maxRows;
    private final long maxBytes;
    private final Deque<Batch> idle = new ArrayDeque<>();

    BatchPool(Schema schema, int maxRows, long maxBytes) {
        this.schema = schema;
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
    }

    /** An empty batch, held once by the caller. */
    Batch take() {
        Batch batch = pop();
        if (batch == null) {
            batch = new Batch(schema, maxRows, maxBytes, this::push);
        }
        batch.reuse();
        return batch;
    }

    private synchronized Batch pop() {
        return idle.pollFirst();
    }

    private synchronized void push(Batch batch) {
        idle.addFirst(batch);
    }
}
