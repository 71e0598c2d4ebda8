package io.datachannels.engine.run;

import io.datachannels.spi.Batch;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The pipe between the two sides of a task, bounded in bytes and batches; a batch larger than the bound may pass alone. It ends in
 * one of three ways: finished by the reader, failed by either side, cancelled by the job; both sides learn at once.
 */
final class Channel {
    private final long maxBytes;
    private final int maxBatches;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Queue<Batch> queue = new ArrayDeque<>();
    private long bytes;
    private boolean finished;
    private Throwable failure;
    private long putWait;
    private long takeWait;

    Channel(long maxBytes, int maxBatches) {
        this.maxBytes = maxBytes;
        this.maxBatches = maxBatches;
    }

    /**
     * Hands over a batch, waiting for room.
     *
     * @throws ChannelBroken if the channel failed or was cancelled; the batch stays the caller's
     */
    void put(Batch batch) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (failure == null && !hasRoom(batch)) {
                long begin = System.nanoTime();
                while (failure == null && !hasRoom(batch)) {
                    changed.await();
                }
                putWait += System.nanoTime() - begin;
            }
            if (failure != null) {
                throw new ChannelBroken(failure);
            }
            queue.add(batch);
            bytes += batch.bytes();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * The next batch, waiting for one.
     *
     * @return null when the reader finished and all batches were taken
     * @throws ChannelBroken if the channel failed or was cancelled
     */
    Batch take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (queue.isEmpty() && !finished && failure == null) {
                long begin = System.nanoTime();
                while (queue.isEmpty() && !finished && failure == null) {
                    changed.await();
                }
                takeWait += System.nanoTime() - begin;
            }
            if (failure != null) {
                throw new ChannelBroken(failure);
            }
            Batch batch = queue.poll();
            if (batch != null) {
                bytes -= batch.bytes();
                changed.signalAll();
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** The reader has no more batches. */
    void finish() {
        end(null);
    }

    /**
     * Either side or the job cannot go on; the first cause stays.
     *
     * @return the first cause
     */
    Throwable fail(Throwable cause) {
        return end(cause);
    }

    /** How long the reader waited for room, in nanoseconds: the writer is the slower side. */
    long putWait() {
        lock.lock();
        try {
            return putWait;
        } finally {
            lock.unlock();
        }
    }

    /** How long the writer waited for batches, in nanoseconds: the reader is the slower side. */
    long takeWait() {
        lock.lock();
        try {
            return takeWait;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoom(Batch batch) {
        return queue.isEmpty() || queue.size() < maxBatches && bytes + batch.bytes() <= maxBytes;
    }

    private Throwable end(Throwable cause) {
        lock.lock();
        try {
            if (cause == null) {
                finished = true;
            } else if (failure == null) {
                failure = cause;
            }
            changed.signalAll();
            return failure;
        } finally {
            lock.unlock();
        }
    }
}
