package io.datachannels.emulators.maxcompute.records;

import java.io.IOException;

/** A record stream that is none of the table's: what is wrong, and in which row. */
public final class MalformedStreamException extends IOException {
    private final boolean corrupted;

    MalformedStreamException(String message) {
        this(message, false);
    }

    MalformedStreamException(String message, boolean corrupted) {
        super(message);
        this.corrupted = corrupted;
    }

    /** Whether a checksum or a count does not agree. */
    public boolean corrupted() {
        return corrupted;
    }
}
