package io.datachannels.plugins.oss;

import io.datachannels.spi.BatchBuilder;

/** Reads the rows of one piece. For one thread. */
interface PieceReader extends AutoCloseable {
    /**
     * Adds rows until the batch is full.
     *
     * @return false when the piece has no more
     */
    boolean read(BatchBuilder batch);

    /** How much of the piece arrived, from 0 to 1. */
    double progress();

    @Override
    void close();
}
