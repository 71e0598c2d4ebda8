package io.datachannels.plugins.oss;

/**
 * The records of an object that begin in a range of its bytes, as it was when the job was planned.
 *
 * @param etag what tells it from an object that replaced it
 * @param from the first byte of the range
 * @param to the byte after its last one
 */
record ObjectPiece(String key, long size, String etag, long from, long to) {
    static ObjectPiece whole(StoredObject object) {
        return new ObjectPiece(object.key(), object.size(), object.etag(), 0, object.size());
    }

    boolean isWhole() {
        return from == 0 && to == size;
    }

    long bytes() {
        return to - from;
    }
}
