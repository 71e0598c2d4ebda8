package io.datachannels.spi;

/** What a plug-in may know of a task and ask of the engine for it. */
public interface TaskContext extends JobContext {
    /** The task's number, from 0; the same in every attempt. */
    int task();

    /** The attempt's number, from 0. */
    int attempt();

    /**
     * Sets aside a row that could not be converted while it was read, so that it is in no batch.
     *
     * @param position where it stands: an object and line, a key
     * @param column the name of the column at fault, or null if it is the row as a whole
     * @param value the value at fault, or the raw row; null if unknown
     */
    void reject(String position, String column, String value, String reason);

    /**
     * Sets aside a row that cannot be written. The batch must not have been released. From any thread, until {@link
     * TaskWriter#finish()} returns.
     *
     * @param row its index in the batch
     * @param failure the column at fault and why
     */
    void reject(Batch batch, int row, RowFailure failure);
}
