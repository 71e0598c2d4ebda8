package io.datachannels.engine.run;

import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

/** Makes the calls of a plug-in that belong to the job as a whole, one at a time, so that one that stands still holds nobody. */
final class DriverCalls {
    private final Watchdog watchdog;

    DriverCalls(Watchdog watchdog) {
        this.watchdog = watchdog;
    }

    /**
     * Makes a call that may be given up: an interrupt of the calling thread reaches it, and should it stand still it fails.
     *
     * @param what the call, for messages and as its thread's name
     * @throws io.datachannels.spi.TransientFailure if it stood still
     * @throws Cancelled if it was left behind after an interrupt
     */
    <R> R make(String what, Callable<R> call) {
        return new DriverCall<>(what, call, watchdog, true, true).run();
    }

    /** Makes a call that no interrupt cuts short; should it stand still it fails. */
    void end(String what, Runnable call) {
        new DriverCall<>(what, Executors.callable(call), watchdog, false, true).run();
    }

    /** Makes a call that is finished however long it takes; should it stand still that is in the log. */
    void finish(String what, Runnable call) {
        new DriverCall<>(what, Executors.callable(call), watchdog, false, false).run();
    }
}
