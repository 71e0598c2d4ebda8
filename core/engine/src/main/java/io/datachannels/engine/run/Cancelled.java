package io.datachannels.engine.run;

/** The job was stopped from outside. */
final class Cancelled extends RuntimeException {
    Cancelled() {
        super("the job was stopped", null, true, false);
    }
}
