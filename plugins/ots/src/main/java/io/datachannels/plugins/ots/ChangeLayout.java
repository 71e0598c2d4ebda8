package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.StreamRecord;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Schema;

/** What of a change becomes rows of a batch. Immutable; safe for use from any thread. */
interface ChangeLayout {
    /** Told by {@link #add}: no row of the change is left. */
    int DONE = -1;

    Schema schema();

    /**
     * Adds rows of a change until the batch, which has room for one, is full.
     *
     * @param from how many of the change's rows were added before
     * @return how many have been added by now, or {@link #DONE}
     */
    int add(StreamRecord change, String shard, int from, BatchBuilder batch);
}
