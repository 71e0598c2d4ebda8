package io.datachannels.engine.run;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long the engine waits for a plug-in that does not get on, in nanoseconds.
 *
 * @param stall before it counts as standing still; 0 for ever
 * @param grace for its end, once it was asked to end, before it is asked again and then left behind
 */
record Patience(long stall, long grace) {
    private static final long LONGEST_GRACE = TimeUnit.SECONDS.toNanos(30);
    private static final long SHORTEST_STEP = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_STEP = TimeUnit.SECONDS.toNanos(1);
    private static final int STEPS = 20;

    static Patience of(Duration stall) {
        long nanos = stall.toNanos();
        return new Patience(nanos, nanos == 0 ? LONGEST_GRACE : Math.min(nanos, LONGEST_GRACE));
    }

    boolean isStall(long still) {
        return stall > 0 && still >= stall;
    }

    /** How often to look. */
    long step() {
        return Math.max(SHORTEST_STEP, Math.min(LONGEST_STEP, grace / STEPS));
    }
}
