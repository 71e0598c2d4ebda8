package io.datachannels.engine.run;

import java.util.ArrayList;
import java.util.List;

/** Time that passes only while somebody sleeps. */
final class FakeTime implements Time {
    private final List<Long> sleeps = new ArrayList<>();
    private long now;

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized void sleep(long nanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        sleeps.add(nanos);
        now += nanos;
    }

    synchronized List<Long> sleeps() {
        return List.copyOf(sleeps);
    }

    synchronized void pass(long nanos) {
        now += nanos;
    }
}
