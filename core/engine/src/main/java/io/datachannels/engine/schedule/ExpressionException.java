package io.datachannels.engine.schedule;

/** A text is no expression for a date; the message says why, and what is allowed. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    ExpressionException(String message) {
        super(message, null, false, false);
    }
}
