package io.datachannels.plugins.oss;

import io.airlift.compress.bzip2.BZip2HadoopStreams;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * What bzip2 streams that stand one after the other stand for, as parallel compressors write them; the decoder knows where none of them
 * ends. Each begins at a whole byte, with its name, the size of its blocks and what a first block or an empty stream begins with.
 */
final class Bzip2Streams extends InputStream {
    private final Streams streams;
    private InputStream decoder;

    Bzip2Streams(InputStream in) throws IOException {
        this.streams = new Streams(in);
        this.decoder = new BZip2HadoopStreams().createInputStream(streams);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int from, int length) throws IOException {
        int count = decoder.read(target, from, length);
        while (count < 0 && streams.next()) {
            decoder = new BZip2HadoopStreams().createInputStream(streams);
            count = decoder.read(target, from, length);
        }
        return count;
    }

    /** The bytes of one stream after the other: it ends where the next one begins, until that is asked for. */
    private static final class Streams extends InputStream {
        private static final int CAPACITY = 64 * 1024;
        private static final byte[] BLOCK = {0x31, 0x41, 0x59, 0x26, 0x53, 0x59};
        private static final byte[] END = {0x17, 0x72, 0x45, 0x38, 0x50, (byte) 0x90};
        /** BZh, a digit, and what follows. */
        private static final int BEGIN = 10;

        private final InputStream in;
        private final byte[] buffer = new byte[CAPACITY];
        private int position;
        private int limit;
        /** Up to where there is no beginning of a further stream. */
        private int clear;

        private boolean ended;

        Streams(InputStream in) {
            this.in = in;
        }

        /** Goes on to the next stream; false if there is none. */
        boolean next() throws IOException {
            fill();
            clear = Math.min(limit, position + 1);
            return position < limit;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] target, int from, int length) throws IOException {
            if (position == clear) {
                boolean first = clear == 0 && limit == 0;
                fill();
                clear = first ? Math.min(1, limit) : clear;
                while (clear + (ended ? 0 : BEGIN - 1) < limit && !isBegin(clear)) {
                    clear++;
                }
                if (position == clear) {
                    return -1;
                }
            }
            int count = Math.min(length, clear - position);
            System.arraycopy(buffer, position, target, from, count);
            position += count;
            return count;
        }

        /** Moves what is left to the front and reads on behind it, until a whole beginning is there. */
        private void fill() throws IOException {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            limit -= position;
            clear = Math.max(0, clear - position);
            position = 0;
            while (limit < BEGIN && !ended) {
                int count = in.read(buffer, limit, CAPACITY - limit);
                ended = count < 0;
                limit += Math.max(count, 0);
            }
        }

        private boolean isBegin(int at) {
            if (at + BEGIN > limit || buffer[at] != 'B' || buffer[at + 1] != 'Z' || buffer[at + 2] != 'h') {
                return false;
            }
            boolean sized = buffer[at + 3] >= '1' && buffer[at + 3] <= '9';
            return sized && (follows(BLOCK, at + 4) || follows(END, at + 4));
        }

        private boolean follows(byte[] magic, int at) {
            return Arrays.equals(buffer, at, at + magic.length, magic, 0, magic.length);
        }
    }
}
