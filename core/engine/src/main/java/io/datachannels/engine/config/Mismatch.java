package io.datachannels.engine.config;

/** A value is not of the type that its key has; the message says what it must be. */
final class Mismatch extends Exception {
    Mismatch(String message) {
        super(message, null, false, false);
    }
}
