package io.datachannels.spi;

/**
 * Something went wrong, and what kind of failure it is says what happens next. A plug-in throws one of the four kinds; anything
 * else that it throws counts as {@link FatalFailure}. A service's own code and request id belong in the message; secrets never.
 */
public abstract sealed class Failure extends RuntimeException
        permits JobFailure, TransientFailure, RowFailure, FatalFailure {
    private final String action;

    Failure(String message, String action, Throwable cause) {
        super(message, cause);
        this.action = action == null ? "" : action;
    }

    /** What the operator should do next, as a sentence; empty if the message says it all. */
    public String action() {
        return action;
    }
}
