package io.datachannels.plugins.oss;

import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;

/** Turns the rows of a task into the bytes of its objects, one object after the other. For one thread. */
interface RowEncoder {
    /** Begins an object. */
    void begin(ObjectUpload upload);

    /**
     * Adds a row to the object.
     *
     * @throws RowFailure if the row cannot be written; the object is then as if it had not been asked for
     */
    void row(Row row);

    /** About how many bytes are still to come for the rows so far. */
    long pending();

    /** Adds what the object ends with; nothing is pending then. */
    void end();
}
