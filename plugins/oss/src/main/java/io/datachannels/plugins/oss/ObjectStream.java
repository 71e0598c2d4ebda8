package io.datachannels.plugins.oss;

import com.aliyun.oss.common.utils.CRC64;
import com.aliyun.oss.model.OSSObject;
import io.datachannels.spi.TransientFailure;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of one object. Where the connection breaks it goes on with a new one, and only with the same object: a replaced one
 * fails the job, and at the end the checksum of all bytes must be the service's.
 */
final class ObjectStream implements ByteSource, AutoCloseable {
    private final Bucket bucket;
    private final String key;
    private final String etag;
    private final long size;
    private final CRC64 crc = new CRC64();
    private Long expected;
    private OSSObject answer;
    private InputStream body;
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
                answer = bucket.open(key, etag, position);
                body = answer.getObjectContent();
                expected = answer.getObjectMetadata().getServerCRC();
            }
            int count = body.read(target, from, (int) Math.min(length, size - position));
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
        if (expected != null && crc.getValue() != expected) {
            throw new TransientFailure(
                    bucket.describe(key) + " has checksum " + Long.toUnsignedString(expected)
                            + ", but its bytes arrived as " + Long.toUnsignedString(crc.getValue()),
                    null);
        }
    }

    /** Ends the connection without reading the rest of the answer. */
    private void drop() {
        if (answer != null) {
            try {
                answer.forcedClose();
            } catch (IOException e) {
                // The connection is given up anyway.
            }
            answer = null;
            body = null;
        }
    }
}
