package io.datachannels.emulators.tablestore;

import io.datachannels.emulators.tablestore.plainbuffer.ByteOutput;
import java.util.concurrent.ArrayBlockingQueue;

/** Large buffers for pages of rows, used again and again: a page is some megabytes, and there are many a second. */
final class Buffers {
    private static final int KEPT = 8;
    private static final int CAPACITY = 1 << 20;
    private static final int MAX_CAPACITY = 16 << 20;

    private final ArrayBlockingQueue<ByteOutput> free = new ArrayBlockingQueue<>(KEPT);

    /** An empty buffer. */
    ByteOutput take() {
        ByteOutput buffer = free.poll();
        return buffer == null ? new ByteOutput(CAPACITY) : buffer;
    }

    /** Takes a buffer back; whoever gives it back must not touch it any more. */
    void give(ByteOutput buffer) {
        if (buffer.array().length <= MAX_CAPACITY) {
            buffer.truncate(0);
            free.offer(buffer);
        }
    }
}
