package io.datachannels.spi;

/** Reads one split. All calls on the task's reading thread. */
public interface SplitReader extends AutoCloseable {
    /**
     * Adds rows until the batch is full; may return with fewer, even none, when more would keep the ones at hand waiting.
     *
     * @return false when the split is exhausted; what was added by this call still counts
     */
    boolean read(BatchBuilder batch);

    /** Where the split was read to; asked once, after {@link #read} returned false. */
    default SplitReport report() {
        return SplitReport.NONE;
    }

    @Override
    void close();
}
