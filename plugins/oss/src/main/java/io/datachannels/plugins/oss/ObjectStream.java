package io.datachannels.plugins.oss;

import io.datachannels.spi.TransientFailure;
import java.io.IOException;

/**
 * The bytes of one object. Where the connection breaks it goes on with a new one, and only with the same object: a replaced one
 * fails the job, and at the end the checksum of all bytes must be the service's.
 */
final class ObjectStream implements ByteSource, AutoCloseable {
    private final Bucket bucket;
    private final String key;
    private final String etag;
    private final long size;
    private final Crc64 crc = new Crc64();
    private ObjectBody body;
    private String expected = "";
    private long position;

    ObjectStream(Bucket bucket, ObjectSplit split) {
        this.bucket = bucket;
        this.key = split.key();
        this.etag = split.etag();
        this.size = split.size();
    }

    @Override
    public int read(byte[] target, int from, int length) {
        if (position == size) {
            verify();
            return -1;
        }
        int count = bucket.context().call("GetObject", () -> fetch(target, from, length));
        crc.update(target, from, count);
        position += count;
        return count;
    }

    /** How much of the object arrived, from 0 to 1. */
    double progress() {
        return size == 0 ? 1 : (double) position / size;
    }

    @Override
    public void close() {
        drop();
    }

    private int fetch(byte[] target, int from, int length) {
        try {
            if (body == null) {
                body = bucket.open(key, etag, position, size);
                expected = body.crc64();
            }
            int count = body.content().read(target, from, (int) Math.min(length, size - position));
            if (count > 0) {
                return count;
            }
            throw new IOException("the answer ended after " + position + " of " + size + " bytes");
        } catch (IOException e) {
            drop();
            throw new TransientFailure("GetObject " + bucket.describe(key) + ": " + e.getMessage(), e);
        }
    }

    private void verify() {
        if (!expected.isEmpty() && !expected.equals(crc.value())) {
            throw new TransientFailure(
                    bucket.describe(key) + " has checksum " + expected + ", but its bytes arrived as " + crc.value(),
                    null);
        }
    }

    private void drop() {
        if (body != null) {
            body.drop().run();
            body = null;
        }
    }
}
