package io.datachannels.spi;

/** Writes what one task reads. All calls on the task's writing thread. */
public interface TaskWriter extends AutoCloseable {
    /**
     * Takes a batch of at least one row. When the call returns the engine fills the batch anew, unless the writer called {@link
     * Batch#retain()}. A row that cannot be written for itself goes to {@link TaskContext#reject}.
     */
    void write(Batch batch);

    /** Makes the task's rows durable, though not yet visible, and reports them. Once, after the last batch. */
    TaskReport finish();

    /** Without a {@link #finish()} before: removes what the task left at the target. Never commits. */
    @Override
    void close();
}
