package io.datachannels.engine.run;

/** A call of a plug-in stood still; the stack is where. */
final class Stalled extends RuntimeException {
    Stalled(Thread thread) {
        super(thread.getName() + " stood still", null, false, true);
        setStackTrace(thread.getStackTrace());
    }
}
