package io.datachannels.engine.run;

import io.datachannels.spi.TransientFailure;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One call of a plug-in on a thread of its own, and what is done when it stands still. */
final class DriverCall<R> implements Watched {
    private static final Logger LOG = LoggerFactory.getLogger(DriverCall.class);

    private final String what;
    private final Callable<R> call;
    private final Watchdog watchdog;
    private final boolean interruptible;
    private final boolean mayFail;
    private final Watch watch;
    private final Thread thread;
    private final CountDownLatch ended = new CountDownLatch(1);
    private R result;
    private Throwable failure;
    private boolean asked;
    private boolean left;
    private long reported;

    /**
     * @param interruptible whether an interrupt of the calling thread reaches it
     * @param mayFail whether it is failed, and if need be left behind, when it stands still
     */
    DriverCall(String what, Callable<R> call, Watchdog watchdog, boolean interruptible, boolean mayFail) {
        this.what = what;
        this.call = call;
        this.watchdog = watchdog;
        this.interruptible = interruptible;
        this.mayFail = mayFail;
        this.watch = watchdog.watch();
        this.thread = Daemon.of(what, this::make);
    }

    /** An interrupt of the calling thread is still there when this returns. */
    R run() {
        watch.busy();
        watchdog.add(this);
        thread.start();
        boolean interrupted = await();
        watchdog.remove(this);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return outcome();
    }

    @Override
    public synchronized void look() {
        long still = watch.still();
        Patience patience = watchdog.patience();
        if (ended.getCount() == 0) {
            return;
        }
        if (asked && still >= patience.grace()) {
            LOG.warn("{} does not heed that it shall end and is left behind:{}", what, Stacks.of(thread));
            left = true;
            ended.countDown();
        } else if (!asked && patience.isStall(still - reported)) {
            reported = still;
            String message = what + " has stood still for " + TimeUnit.NANOSECONDS.toSeconds(still) + " s";
            LOG.warn("{}:{}", message, Stacks.of(thread));
            if (mayFail) {
                failure = new TransientFailure(message + "; where is in the log", new Stalled(thread));
                askToEnd();
            }
        }
    }

    private boolean await() {
        boolean interrupted = false;
        while (true) {
            try {
                ended.await();
                return interrupted;
            } catch (InterruptedException e) {
                interrupted = true;
                if (interruptible) {
                    askToEnd();
                }
            }
        }
    }

    private synchronized void askToEnd() {
        if (!asked) {
            asked = true;
            watch.alive();
            thread.interrupt();
        }
    }

    private void make() {
        watchdog.wear(watch);
        R made = null;
        Throwable thrown = null;
        try {
            made = call.call();
        } catch (Throwable e) {
            thrown = e;
        }
        end(made, thrown);
    }

    private synchronized void end(R made, Throwable thrown) {
        if (left && made instanceof AutoCloseable late) {
            Connected.close(late, null);
        }
        result = made;
        if (failure == null) {
            failure = thrown;
        } else if (thrown != null) {
            failure.addSuppressed(thrown);
        }
        watch.idle();
        ended.countDown();
    }

    private synchronized R outcome() {
        if (left && failure == null) {
            throw new Cancelled();
        }
        if (failure instanceof RuntimeException known) {
            throw known;
        } else if (failure instanceof Error error) {
            throw error;
        } else if (failure != null) {
            throw new IllegalStateException(failure);
        }
        return result;
    }
}
