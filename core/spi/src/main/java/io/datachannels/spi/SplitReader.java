package io.datachannels.spi;

/** Reads one split. All calls on the task's reading thread. */
public interface SplitReader extends AutoCloseable {
    /**
     * Adds rows until the batch is full; may return with fewer, even none, when more would keep the ones at hand waiting.
     *
     * @return false when the split is exhausted; what was added by this call still counts
     */
    boolean read(BatchBuilder batch);

    /**
     * How much of the split was read so far, from 0 to 1, by its position: bytes of an object, offsets of a partition, the place in a key
     * range. {@link Double#NaN} if that cannot be told, which is the default. Asked after every batch, so it must cost nothing.
     */
    default double progress() {
        return Double.NaN;
    }

    /** Where the split was read to; asked once, after {@link #read} returned false. */
    default SplitReport report() {
        return SplitReport.NONE;
    }

    @Override
    void close();
}
