package io.datachannels.plugins.ots;

import io.datachannels.spi.Cast;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;

/**
 * Turns rows of batches into what the service is to write. Immutable; safe for use from any thread.
 *
 * @param <C> a change as the SDK takes it
 */
interface ChangeEncoder<C> {
    /** @throws RowFailure if the row cannot be written for itself */
    Encoded<C> encode(Row row, Cast cast);

    /**
     * Whether every row is a new one, so that no two can meet at the same key and a request that is sent twice writes them twice.
     */
    boolean makesKeys();

    /** The reader's column that goes to the column of that name, or -1. */
    int sourceOf(String name);

    /** Adds the cells of a change to another one of the same key, if both can be one; a change has a cell for each row then. */
    default boolean merge(C into, C change) {
        return false;
    }

    /** The change with those of its cells alone, of one that was merged. */
    default C part(C merged, int fromCell, int toCell) {
        throw new IllegalStateException("changes are not merged");
    }

    /**
     * A row to be written.
     *
     * @param key equal for changes that must come after each other
     * @param size what the service counts: names and values in bytes
     */
    record Encoded<C>(Object key, C change, int size) {}
}
