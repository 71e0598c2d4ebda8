package io.datachannels.emulators.tablestore.store;

import io.datachannels.emulators.tablestore.plainbuffer.ByteOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32;

/**
 * The changes since the store was last committed. A change is appended in memory while its row is locked, so that the log's
 * order is the rows' order, and written to the file before it is acknowledged; callers that come together share one write.
 * The file is left to the operating system's cache: what is acknowledged survives the end of the process, not a power cut.
 */
final class WriteAheadLog implements AutoCloseable {
    private static final int MAX_SPARE = 4 << 20;

    private final LogFiles files;
    private final ReentrantLock writing = new ReentrantLock();
    private final Object appending = new Object();
    private final CRC32 crc = new CRC32();

    // guarded by appending
    private ByteOutput pending = new ByteOutput(1 << 16);
    private long appended;

    // guarded by writing
    private ByteOutput spare = new ByteOutput(1 << 16);
    private FileChannel channel;
    private long number;
    private IOException failure;

    private volatile long written;
    private volatile long rotatedAt;

    WriteAheadLog(LogFiles files, long number) throws IOException {
        this.files = files;
        this.number = number;
        this.channel = open(number);
    }

    /** Appends; to be called while the row is locked. The record and its key are null if there is no stream. */
    void append(long table, byte[] key, byte[] value, byte[] recordKey, byte[] record) {
        synchronized (appending) {
            int before = pending.size();
            LogEntry.append(pending, table, key, value, recordKey, record, crc);
            appended += pending.size() - before;
        }
    }

    /**
     * Returns when everything appended so far is in the file.
     *
     * @throws UncheckedIOException if it cannot be written, now and ever after: what follows would not be read again
     */
    void flush() {
        long target;
        synchronized (appending) {
            target = appended;
        }
        if (written >= target) {
            return;
        }
        writing.lock();
        try {
            if (written < target) {
                write();
            }
        } finally {
            writing.unlock();
        }
    }

    /** How many bytes were appended since the last file was begun, in the file or not yet. */
    long size() {
        synchronized (appending) {
            return appended - rotatedAt;
        }
    }

    /** Begins a new file; every change of the older ones has been made in the store by now. Returns its number. */
    long rotate() {
        writing.lock();
        try {
            write();
            channel.close();
            number++;
            channel = open(number);
            rotatedAt = written;
            return number;
        } catch (IOException e) {
            throw failed(e);
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        writing.lock();
        try {
            write();
            channel.close();
        } finally {
            writing.unlock();
        }
    }

    private void write() {
        if (failure != null) {
            throw new UncheckedIOException("the log is broken", failure);
        }
        ByteOutput full;
        long target;
        synchronized (appending) {
            full = pending;
            pending = spare;
            target = appended;
        }
        try {
            ByteBuffer buffer = ByteBuffer.wrap(full.array(), 0, full.size());
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw failed(e);
        }
        full.truncate(0);
        spare = full.array().length > MAX_SPARE ? new ByteOutput(1 << 16) : full;
        written = target;
    }

    private UncheckedIOException failed(IOException e) {
        failure = e;
        return new UncheckedIOException("cannot write " + files.file(number), e);
    }

    private FileChannel open(long fileNumber) throws IOException {
        return FileChannel.open(
                files.file(fileNumber),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }
}
