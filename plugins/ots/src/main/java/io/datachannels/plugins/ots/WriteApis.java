package io.datachannels.plugins.ots;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operation that a job writes with, and what to do when the service refuses it. Which tables it refuses BulkImport for is not
 * documented, so the refusal decides. Safe for use from any thread.
 */
final class WriteApis<C> {
    private static final Logger log = LoggerFactory.getLogger(WriteApis.class);

    private final WriteApi<C> fallback;
    private volatile WriteApi<C> current;

    /** @param fallback what to use where the first is refused; the first itself for nothing else */
    WriteApis(WriteApi<C> first, WriteApi<C> fallback) {
        this.current = first;
        this.fallback = fallback;
    }

    WriteApi<C> current() {
        return current;
    }

    WriteApi<C> fallback() {
        return fallback;
    }

    /** From now on, after the fallback has written what was refused. */
    void fallBack(String refusal) {
        if (current != fallback) {
            log.warn(
                    "otswriter: writing with {} from here on, because the service refuses {}: {}",
                    fallback.operation(),
                    current.operation(),
                    refusal);
            current = fallback;
        }
    }
}
