package io.datachannels.engine.run;

/** More rows were set aside than the job allows. */
final class OverErrorLimit extends RuntimeException {
    OverErrorLimit(String message) {
        super(message, null, true, false);
    }
}
