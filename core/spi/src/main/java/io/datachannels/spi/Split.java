package io.datachannels.spi;

/**
 * A piece of the source that one task reads. A record of JSON-safe components (texts, integers, booleans, enums, lists and records
 * of these), because it is written to the run folder and may be read in another process. It holds no secret.
 */
public interface Split {
    /** The piece as people know it, for reports: a key range, an object. */
    String describe();
}
