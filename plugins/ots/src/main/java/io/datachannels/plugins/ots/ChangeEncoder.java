package io.datachannels.plugins.ots;

import io.datachannels.spi.Cast;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import java.util.Optional;

/**
 * Turns rows of batches into what the service is to write. Immutable; safe for use from any thread.
 *
 * @param <C> a change as it is kept until it is sent
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

    /**
     * One change that does what this one and a later one of the same key do, if there is such a one. It may be this one, to which the
     * other was added.
     */
    default Optional<C> merge(C change, C later) {
        return Optional.empty();
    }

    /** What some of the changes that were merged into this one do together, counted from 0 in their order. */
    default C part(C merged, int from, int to) {
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
