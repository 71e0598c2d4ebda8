package io.datachannels.plugins.ots;

import java.util.List;

/**
 * An operation of the service that writes many rows, each for itself. Safe for use from any thread.
 *
 * @param <C> a change as it is kept until it is sent
 */
interface WriteApi<C> {
    /** As the service names it. */
    String operation();

    /** Sends the changes and does not wait. */
    Answer send(List<C> changes);

    /** An answer that is on its way. */
    interface Answer {
        /**
         * Waits for it.
         *
         * @throws io.datachannels.spi.Failure of the kind that fits, if the request failed as a whole
         */
        Result await();
    }

    /**
     * What became of the changes.
     *
     * @param errors one for each change, in order; null for one that was written
     */
    record Result(String requestId, List<ServiceError> errors) {}
}
