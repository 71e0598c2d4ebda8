package io.datachannels.plugins.ots;

import io.datachannels.spi.JobFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operation that a job reads with, and what to do when the service refuses it. Which tables it refuses BulkExport for is not
 * documented, so the refusal decides. Safe for use from any thread.
 */
final class ReadApis {
    private static final Logger log = LoggerFactory.getLogger(ReadApis.class);

    private final RangeApi fallback;
    private volatile RangeApi current;

    /** @param fallback what to use where the first is refused; the first itself for nothing else */
    ReadApis(RangeApi first, RangeApi fallback) {
        this.current = first;
        this.fallback = fallback;
    }

    RangeApi current() {
        return current;
    }

    boolean canFallBack(RangeApi refused) {
        return refused != fallback;
    }

    RangeApi fallback() {
        return fallback;
    }

    /** From now on, after the fallback has answered what was refused. */
    void fallBack(JobFailure refusal) {
        if (current != fallback) {
            log.warn(
                    "otsreader: reading with {} from here on, because the service refuses {}: {}",
                    fallback.operation(),
                    current.operation(),
                    refusal.getMessage());
            current = fallback;
        }
    }
}
