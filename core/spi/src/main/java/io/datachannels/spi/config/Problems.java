package io.datachannels.spi.config;

/** Takes the problems of a configuration; the engine adds to each the place in the job file and the value. */
public interface Problems {
    /**
     * @param key the key at fault, relative to the record: {@code batchRows}, {@code range.begin[1].value}; empty for the record as
     *     a whole
     * @param message what is allowed, for example {@code must be 1..200}
     */
    void add(String key, String message);

    /** Adds the problem unless the condition holds. */
    default void check(boolean condition, String key, String message) {
        if (!condition) {
            add(key, message);
        }
    }
}
