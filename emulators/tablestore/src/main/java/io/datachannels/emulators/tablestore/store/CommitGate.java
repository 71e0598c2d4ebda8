package io.datachannels.emulators.tablestore.store;

import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Keeps those out who change several maps at once, from before the log is closed until a commit has chosen what it saves. A commit
 * takes one map after the other; without this it could find a row without its record. It may not take either before the log has
 * them, for only the log has both together.
 */
final class CommitGate {
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

    /** To be called before several maps are changed. */
    void enter() {
        lock.readLock().lock();
    }

    void leave() {
        lock.readLock().unlock();
    }

    /** Waits until those inside have left, and lets nobody in; to be called before the log is closed for a commit. */
    void shut() {
        lock.writeLock().lock();
    }

    /** Lets everyone in, if this thread had shut it. */
    void open() {
        if (lock.isWriteLockedByCurrentThread()) {
            lock.writeLock().unlock();
        }
    }
}
