package io.datachannels.plugins.oss;

import io.datachannels.spi.Failure;
import io.datachannels.spi.JobFailure;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;

/** The bytes that a compressed object stands for; its own are read to their end, so that their checksum is looked at, and nothing is left over. */
final class Decompressor implements ByteSource {
    private final String object;
    private final Compression compression;
    private final Source in;
    private InputStream out;

    Decompressor(String object, ByteSource source, Compression compression) {
        this.object = object;
        this.compression = compression;
        this.in = new Source(source);
    }

    @Override
    public int read(byte[] target, int from, int length) {
        return guarded(() -> {
            if (out == null) {
                out = Compressors.decompress(compression, in);
            }
            int count = out.read(target, from, length);
            while (count == 0) {
                count = out.read(target, from, length);
            }
            if (count < 0 && !(out instanceof ZipFiles) && in.has()) {
                throw new IOException("there is more behind its end");
            }
            return count;
        });
    }

    /**
     * Goes to the next file of an archive, after the one before was read to its end.
     *
     * @return false if there is none, as in all that is no archive
     */
    boolean nextFile() {
        return guarded(() -> out instanceof ZipFiles files && files.next());
    }

    /** The archive's file that is read, for people, with a sign in front; empty in all that is no archive. */
    String file() {
        return out instanceof ZipFiles files ? "!" + files.name() : "";
    }

    private <T> T guarded(Callable<T> read) {
        try {
            return read.call();
        } catch (Failure e) {
            throw e;
        } catch (Exception e) {
            throw new JobFailure(
                    object + file() + " cannot be read as " + compression + ": "
                            + (e instanceof EOFException ? "it ends too early" : e.getMessage()),
                    "Check compress, and that the object is whole.",
                    e);
        }
    }

    /** A source as a stream. */
    private static final class Source extends InputStream {
        private static final int CAPACITY = 64 * 1024;

        private final ByteSource source;
        private final byte[] buffer = new byte[CAPACITY];
        private int position;
        private int limit;
        private boolean ended;

        Source(ByteSource source) {
            this.source = source;
        }

        @Override
        public int read() {
            return has() ? buffer[position++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] target, int from, int length) {
            if (length == 0) {
                return 0;
            }
            if (!has()) {
                return -1;
            }
            int count = Math.min(length, limit - position);
            System.arraycopy(buffer, position, target, from, count);
            position += count;
            return count;
        }

        /** Whether there is more; asked at the end, it lets the object's checksum be looked at. */
        boolean has() {
            if (position == limit && !ended) {
                int count = source.read(buffer, 0, CAPACITY);
                ended = count < 0;
                position = 0;
                limit = Math.max(count, 0);
            }
            return position < limit;
        }
    }
}
