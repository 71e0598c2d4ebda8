package io.datachannels.engine.run;

import io.datachannels.spi.Batch;
import io.datachannels.spi.Schema;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The batches of one channel: filled, passed on, given back and filled again. */
final class BatchPool {
    private final Schema schema;
    private final int maxRows;
    private final long maxBytes;
    private final ConcurrentLinkedQueue<Batch> idle = new ConcurrentLinkedQueue<>();

    BatchPool(Schema schema, int maxRows, long maxBytes) {
        this.schema = schema;
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
    }

    /** An empty batch, held once by the caller. */
    Batch take() {
        Batch batch = idle.poll();
        if (batch == null) {
            batch = new Batch(schema, maxRows, maxBytes, idle::add);
        }
        batch.reuse();
        return batch;
    }
}
