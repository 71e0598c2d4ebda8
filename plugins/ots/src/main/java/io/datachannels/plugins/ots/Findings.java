package io.datachannels.plugins.ots;

import io.datachannels.spi.JobFailure;
import java.util.ArrayList;
import java.util.List;

/** Collects what does not fit between a configuration and its table, so that all of it is reported at once. */
final class Findings {
    private final List<String> found = new ArrayList<>();

    void add(String key, String message) {
        found.add(key + ": " + message);
    }

    void check(boolean condition, String key, String message) {
        if (!condition) {
            add(key, message);
        }
    }

    /** @throws JobFailure if there is anything */
    void throwIfAny(String action) {
        if (!found.isEmpty()) {
            throw new JobFailure(String.join("; ", found), action);
        }
    }
}
