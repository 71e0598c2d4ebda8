package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.PrimaryKey;
import io.datachannels.spi.BatchBuilder;

/** Rows that came in one answer. On the task's reading thread. */
interface Page {
    /** Where the next page begins; null after the last one. */
    PrimaryKey next();

    boolean hasRows();

    /** How much of the page was added, from 0 to 1. */
    double progress();

    /** Adds rows, at least one, until the batch is full or there are no more. */
    void add(BatchBuilder batch);
}
