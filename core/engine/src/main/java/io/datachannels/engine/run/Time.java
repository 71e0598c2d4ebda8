package io.datachannels.engine.run;

import java.util.concurrent.TimeUnit;

/** The clock that waits go by; tests put their own in its place. */
public interface Time {
    /** The machine's. */
    Time SYSTEM = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void sleep(long nanos) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    };

    /** Nanoseconds since some moment. */
    long nanos();

    /** Waits; the one place where the engine does so by time: for a limit or before it tries again. */
    void sleep(long nanos) throws InterruptedException;
}
