package io.datachannels.emulators.tablestore;

import io.datachannels.emulators.tablestore.store.Sequence;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;

/**
 * Where the reading of a shard goes on; all of it is in the text that clients get, so that they can keep it and use it again.
 *
 * @param stream the stream's id
 * @param shard the shard's id
 * @param place of the next record, or before it
 */
record ShardIterator(String stream, String shard, Sequence place) {
    private static final int HEAD = 20;

    static ShardIterator parse(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() > HEAD && bytes.getInt() == checksum(bytes.array())) {
                Sequence place = new Sequence(bytes.getLong(), bytes.getInt());
                byte[] stream = new byte[bytes.getInt()];
                bytes.get(stream);
                String shard = StandardCharsets.UTF_8.decode(bytes).toString();
                return new ShardIterator(new String(stream, StandardCharsets.UTF_8), shard, place);
            }
        } catch (IllegalArgumentException e) {
            // no Base64: refused below like a text with a wrong checksum
        }
        throw ServiceException.invalid("Invalid shard iterator: '" + text + "'.");
    }

    ShardIterator at(Sequence next) {
        return new ShardIterator(stream, shard, next);
    }

    /** The text for clients: checksum, place, length of the stream's id, both ids. */
    @Override
    public String toString() {
        byte[] streamId = stream.getBytes(StandardCharsets.UTF_8);
        byte[] shardId = shard.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + streamId.length + shardId.length)
                .putInt(0)
                .putLong(place.micros())
                .putInt(place.index())
                .putInt(streamId.length)
                .put(streamId)
                .put(shardId);
        bytes.putInt(0, checksum(bytes.array()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 4, bytes.length - 4);
        return (int) crc.getValue();
    }
}
