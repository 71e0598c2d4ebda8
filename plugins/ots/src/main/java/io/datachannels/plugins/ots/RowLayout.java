package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.Row;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Schema;
import io.datachannels.spi.TaskContext;
import java.util.List;

/** What of a table's row becomes rows of a batch. Immutable; safe for use from any thread. */
interface RowLayout {
    Schema schema();

    /** The names to ask the service for; empty for all columns. */
    List<String> columnsToGet();

    /** The names of the attribute columns that the job file gives, sorted. */
    List<String> attributes();

    /** Begins a page; what it makes is for one thread. */
    Cursor begin(TaskContext task);

    /** Takes the rows of a page in turn. */
    interface Cursor {
        /** Adds what is left of the row; false if the batch was full before its end, and the same row is to be handed in again. */
        boolean add(Row row, BatchBuilder batch);
    }
}
