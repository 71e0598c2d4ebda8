package io.datachannels.spi;

/** Stop: the disk is full, an object changed while it was read, a mistake in the program. The job ends and the target stays as it was. */
public final class FatalFailure extends Failure {
    public FatalFailure(String message, String action) {
        this(message, action, null);
    }

    public FatalFailure(String message, String action, Throwable cause) {
        super(message, action, cause);
    }
}
