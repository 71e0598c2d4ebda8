package io.datachannels.testkit;

import io.datachannels.engine.run.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when a test says so. */
final class ManualTime implements Time {
    private final List<Sleeper> sleepers = new ArrayList<>();
    private long now;

    /** Somebody who sleeps; no two are equal. */
    private static final class Sleeper {
        private final long due;

        private Sleeper(long due) {
            this.due = due;
        }
    }

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized void sleep(long nanos) throws InterruptedException {
        Sleeper self = new Sleeper(now + nanos);
        sleepers.add(self);
        notifyAll();
        try {
            while (now < self.due) {
                wait();
            }
        } finally {
            sleepers.remove(self);
        }
    }

    /** Waits until so many threads sleep, then lets time pass. */
    synchronized void pass(int asleep, Duration duration) throws InterruptedException {
        while (sleepers.size() < asleep) {
            wait();
        }
        now += duration.toNanos();
        sleepers.removeIf(each -> each.due <= now);
        notifyAll();
    }
}
