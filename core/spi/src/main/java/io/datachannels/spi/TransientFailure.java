package io.datachannels.spi;

/** Try again, after a wait: the service is busy, a connection broke. The engine waits, tries again and counts. */
public final class TransientFailure extends Failure {
    private final boolean throttled;

    public TransientFailure(String message, Throwable cause) {
        this(message, false, cause);
    }

    private TransientFailure(String message, boolean throttled, Throwable cause) {
        super(message, "Run the job again; if it fails again, look at the service.", cause);
        this.throttled = throttled;
    }

    /** The service said that it is asked too much; the report counts these apart. */
    public static TransientFailure throttled(String message, Throwable cause) {
        return new TransientFailure(message, true, cause);
    }

    public boolean isThrottled() {
        return throttled;
    }
}
