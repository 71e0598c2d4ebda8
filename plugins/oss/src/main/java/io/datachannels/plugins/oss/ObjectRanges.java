package io.datachannels.plugins.oss;

import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.TransientFailure;
import java.io.IOException;

/** Ranges of an object, each fetched whole; of the object as it was planned, or the job fails. */
final class ObjectRanges {
    private final Bucket bucket;
    private final ObjectPiece piece;

    ObjectRanges(Bucket bucket, ObjectPiece piece) {
        this.bucket = bucket;
        this.piece = piece;
    }

    long size() {
        return piece.size();
    }

    String name() {
        return bucket.describe(piece.key());
    }

    byte[] read(long from, long length) {
        if (from < 0 || length < 0 || length > Integer.MAX_VALUE - 8 || from + length > piece.size()) {
            throw new FatalFailure(
                    name() + " points at bytes " + from + " to " + (from + length) + ", and it has " + piece.size(),
                    "See whether it is whole.");
        }
        return bucket.context().call("GetObject", () -> fetch(from, (int) length));
    }

    private byte[] fetch(long from, int length) {
        if (length == 0) {
            return new byte[0];
        }
        ObjectBody body = bucket.open(piece.key(), piece.etag(), from, from + length);
        try {
            byte[] bytes = body.content().readNBytes(length);
            if (bytes.length < length) {
                throw new IOException("the answer ended after " + bytes.length + " of " + length + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new TransientFailure("GetObject " + name() + ": " + e.getMessage(), e);
        } finally {
            body.drop().run();
        }
    }
}
