package io.datachannels.engine.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * What was read over time, at most {@value #MOST} points of it: when there are more, every second one is dropped, and from then on half
 * as many are taken. Taken on a thread of its own while it is open.
 */
final class Samples implements AutoCloseable {
    static final int MOST = 300;
    private static final long FIRST_PERIOD = 100;

    private final LongFunction<Sample> source;
    private final long begin;
    private final List<Sample> taken = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private long period = FIRST_PERIOD;
    private Thread thread;

    /**
     * @param begin when the run began, as {@link System#nanoTime} tells it
     * @param source gives the sample of a moment, told in milliseconds since the run began
     */
    Samples(long begin, LongFunction<Sample> source) {
        this.begin = begin;
        this.source = source;
    }

    /** Takes the first sample, and from then on one in every period. */
    void start() {
        take(millis());
        thread = new Thread(this::takeAll, "samples");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes the last sample; nothing is taken afterwards. */
    @Override
    public void close() {
        ended.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        take(millis());
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized List<Sample> all() {
        return List.copyOf(taken);
    }

    synchronized void take(long millis) {
        taken.add(source.apply(millis));
        if (taken.size() > MOST) {
            period *= 2;
            for (int i = taken.size() - 2; i > 0; i -= 2) {
                taken.remove(i);
            }
        }
    }

    synchronized long period() {
        return period;
    }

    private void takeAll() {
        try {
            while (!ended.await(period(), TimeUnit.MILLISECONDS)) {
                take(millis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }
}
