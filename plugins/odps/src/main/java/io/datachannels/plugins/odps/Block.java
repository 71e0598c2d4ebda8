package io.datachannels.plugins.odps;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Rows that go to the service as one block: compressed as they come, and kept until the service has them, because it forgets a block
 * whose request breaks off. For one thread.
 */
final class Block implements AutoCloseable {
    private static final int META_COUNT = 33554430;
    private static final int META_CHECKSUM = 33554431;
    private static final int BUFFER = 64 * 1024;

    /** What compressing takes in memory besides the result, in bytes. */
    private static final int OVERHEAD = 384 * 1024;

    private final Compression compression;
    private final Pieces pieces = new Pieces();
    private final OutputStream out;
    private final CRC32C crc = new CRC32C();
    private final byte[] scratch = new byte[10];
    private long rows;
    private boolean finished;

    Block(Compression compression) throws IOException {
        this.compression = compression;
        this.out = new BufferedOutputStream(compression.open(pieces), BUFFER);
    }

    /** Appends a row that has been ended with this checksum. */
    void add(RowBuffer row, int checksum) throws IOException {
        row.writeTo(out);
        for (int i = 0; i < 4; i++) {
            scratch[i] = (byte) (checksum >>> 8 * i);
        }
        crc.update(scratch, 0, 4);
        rows++;
    }

    long rows() {
        return rows;
    }

    /** How much memory it takes, nearly all of it what is to be sent. */
    long bytes() {
        return pieces.size + OVERHEAD;
    }

    Compression compression() {
        return compression;
    }

    /** Ends the block: no row can be added any more. */
    void finish() throws IOException {
        if (!finished) {
            varint((long) META_COUNT << 3 | RowBuffer.VARINT);
            varint(rows << 1);
            varint((long) META_CHECKSUM << 3 | RowBuffer.VARINT);
            varint(crc.getValue());
            close();
        }
    }

    /** As often as it is sent, once it is finished. */
    void writeTo(OutputStream target) throws IOException {
        for (byte[] each : pieces.full) {
            target.write(each);
        }
        target.write(pieces.last, 0, pieces.used);
    }

    /** Gives up what is not finished; more than once does no harm. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            finished = true;
            out.close();
        }
    }

    private void varint(long value) throws IOException {
        long rest = value;
        int length = 0;
        while ((rest & ~0x7fL) != 0) {
            scratch[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        scratch[length++] = (byte) rest;
        out.write(scratch, 0, length);
    }

    /** Grows by pieces and never copies what it has. */
    private static final class Pieces extends OutputStream {
        private static final int PIECE = 1 << 20;

        private final List<byte[]> full = new ArrayList<>();
        private byte[] last = new byte[BUFFER];
        private int used;
        private long size;

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            int done = 0;
            while (done < length) {
                if (used == last.length) {
                    full.add(last);
                    last = new byte[PIECE];
                    used = 0;
                }
                int now = Math.min(length - done, last.length - used);
                System.arraycopy(bytes, from + done, last, used, now);
                used += now;
                done += now;
            }
            size += length;
        }
    }
}
