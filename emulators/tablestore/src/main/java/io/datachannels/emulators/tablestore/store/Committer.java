package io.datachannels.emulators.tablestore.store;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commits the ordered store about once a second, or earlier when much is unsaved, and drops the log that the commit made
 * needless. Writers go on meanwhile; only when unsaved changes fill too much of the heap do they wait for a commit to end.
 */
final class Committer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Committer.class);
    private static final int IDLE_FILL_RATE = 60;
    private static final int BUSY_FILL_RATE = 30;

    /** Writers wait when this many times the early limit is unsaved; the largest commit is therefore not larger. */
    private static final int FULL = 3;

    private final MVStore store;
    private final WriteAheadLog log;
    private final LogFiles files;
    private final long earlyBytes;
    private final CommitGate gate;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Thread thread;

    // guarded by lock
    private boolean closed;
    private boolean early;
    private volatile Exception failure;

    Committer(MVStore store, WriteAheadLog log, LogFiles files, CommitGate gate) {
        this.gate = gate;
        this.store = store;
        this.log = log;
        this.files = files;
        this.earlyBytes = Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 16);
        this.thread = new Thread(this::run, "tablestore-commit");
        thread.setDaemon(true);
        thread.start();
    }

    /** To be called before a change, without any lock held: asks for a commit, or waits for one, if too much is unsaved. */
    void makeRoom() {
        if (store.getUnsavedMemory() < earlyBytes) {
            return;
        }
        lock.lock();
        try {
            early = true;
            changed.signalAll();
            while (store.getUnsavedMemory() > FULL * earlyBytes && !closed) {
                if (failure != null) {
                    throw new IllegalStateException("the store cannot be committed", failure);
                }
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the thread; does not commit. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
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

    private void run() {
        while (awaitTurn()) {
            try {
                boolean idle = log.size() == 0;
                if (!idle) {
                    files.deleteBefore(commit());
                }
                compact(idle ? IDLE_FILL_RATE : BUSY_FILL_RATE);
                failure = null;
            } catch (IOException | RuntimeException e) {
                LOG.error("cannot commit {}: {}", files.folder(), String.valueOf(e.getMessage()));
                LOG.debug("cannot commit", e);
                failure = e;
            }
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Commits and returns the number of the log's first file that is still needed. */
    private long commit() {
        gate.shut();
        try {
            long number = log.rotate();
            store.commit();
            return number;
        } finally {
            gate.open();
        }
    }

    /**
     * If less than that percentage of what was once written is still in use, writes some of it anew, so that the space of whole
     * commits becomes free. The limit must be above the size of the largest commit, or nothing is ever found small enough.
     */
    private void compact(int fillRate) {
        store.compact(fillRate, (int) ((FULL + 1) * earlyBytes));
    }

    private boolean awaitTurn() {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(1);
            while (!closed && !early && left > 0) {
                left = changed.awaitNanos(left);
            }
            early = false;
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }
}
