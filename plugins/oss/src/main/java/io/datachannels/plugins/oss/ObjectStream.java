package io.datachannels.plugins.oss;

import io.datachannels.spi.TransientFailure;
import java.io.IOException;

/**
 * The bytes of one object from a place on. Where the connection breaks it goes on with a new one, and only with the same object: a
 * replaced one fails the job, and at the end of a whole object the checksum of all bytes must be the service's. Of a piece not much more
 * is asked for than it has, and what its last record needs then.
 */
final class ObjectStream implements ByteSource, AutoCloseable {
    private static final long REACH = 256 * 1024;

    private final Bucket bucket;
    private final ObjectPiece piece;
    private final long start;
    private ObjectBody body;
    private long bodyStart;
    /** The checksum of what was read before the body. */
    private String crc64 = Crc64.OF_NOTHING;

    private String expected = "";
    private long position;
    private long reach;

    /**
     * @param start the first byte to read
     */
    ObjectStream(Bucket bucket, ObjectPiece piece, long start) {
        this.bucket = bucket;
        this.piece = piece;
        this.start = start;
        this.position = start;
        this.reach = Math.min(piece.size(), piece.to() + (piece.to() == piece.size() ? 0 : REACH));
    }

    @Override
    public int read(byte[] target, int from, int length) {
        if (position == piece.size()) {
            verify();
            return -1;
        }
        int count = bucket.context().call("GetObject", () -> fetch(target, from, length));
        position += count;
        return count;
    }

    /** How much of the piece arrived, from 0 to 1. */
    double progress() {
        return Math.min(1, (double) (position - start) / Math.max(1, piece.to() - start));
    }

    @Override
    public void close() {
        drop();
    }

    private int fetch(byte[] target, int from, int length) {
        try {
            if (position == reach) {
                drop();
                reach = Math.min(piece.size(), reach + 4 * REACH);
            }
            if (body == null) {
                body = bucket.open(piece.key(), piece.etag(), position, reach);
                bodyStart = position;
                expected = body.crc64();
            }
            int count = body.content().read(target, from, (int) Math.min(length, reach - position));
            if (count > 0) {
                return count;
            }
            throw new IOException("the answer ended after " + position + " of " + piece.size() + " bytes");
        } catch (IOException e) {
            drop();
            throw new TransientFailure("GetObject " + bucket.describe(piece.key()) + ": " + e.getMessage(), e);
        }
    }

    private void verify() {
        drop();
        if (start == 0 && !expected.isEmpty() && !expected.equals(crc64)) {
            throw new TransientFailure(
                    bucket.describe(piece.key()) + " has checksum " + expected + ", but its bytes arrived as " + crc64,
                    null);
        }
    }

    private void drop() {
        if (body != null) {
            crc64 = Crc64.combine(crc64, body.arrived().get(), position - bodyStart);
            body.drop().run();
            body = null;
        }
    }
}
