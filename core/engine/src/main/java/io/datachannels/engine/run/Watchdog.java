package io.datachannels.engine.run;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after everything in a run that may stand still. Safe for use from any thread. */
final class Watchdog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final Time time;
    private final Patience patience;
    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<Watch> own = new ThreadLocal<>();
    private Thread thread;

    Watchdog(Time time, Patience patience) {
        this.time = time;
        this.patience = patience;
    }

    /** Looks on from here until it is closed. */
    synchronized void start() {
        thread = Daemon.of("watchdog", this::lookOn);
        thread.start();
    }

    /** The run's time; a thread that sleeps by it does not stand still. */
    Time time() {
        return new Time() {
            @Override
            public long nanos() {
                return time.nanos();
            }

            @Override
            public void sleep(long nanos) throws InterruptedException {
                Watch watch = own.get();
                if (watch != null) {
                    watch.idle();
                }
                try {
                    time.sleep(nanos);
                } finally {
                    if (watch != null) {
                        watch.busy();
                    }
                }
            }
        };
    }

    Patience patience() {
        return patience;
    }

    void add(Watched each) {
        watched.add(each);
    }

    void remove(Watched each) {
        watched.remove(each);
    }

    /** A watch for a thread to be. */
    Watch watch() {
        return new Watch(time);
    }

    /** From here on the calling thread's signs of life are noted there. */
    void wear(Watch watch) {
        own.set(watch);
    }

    /** The calling thread gets on; of no effect on threads without a watch, such as an SDK's. */
    void alive() {
        Watch watch = own.get();
        if (watch != null) {
            watch.alive();
        }
    }

    @Override
    public synchronized void close() {
        if (thread == null) {
            return;
        }
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOn() {
        try {
            while (true) {
                time.sleep(patience.step());
                watched.forEach(this::look);
            }
        } catch (InterruptedException e) {
            LOG.debug("the run has ended");
        }
    }

    private void look(Watched each) {
        try {
            each.look();
        } catch (RuntimeException e) {
            LOG.error("the watchdog could not look after {}", each, e);
        }
    }
}
