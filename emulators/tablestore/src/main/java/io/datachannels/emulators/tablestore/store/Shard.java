package io.datachannels.emulators.tablestore.store;

import io.datachannels.emulators.tablestore.plainbuffer.ByteOutput;
import io.datachannels.emulators.tablestore.plainbuffer.LittleEndian;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * A shard of a stream: the changes of one partition for as long as the partition is what it is.
 *
 * @param number of the shard in its table; a table never gives a number twice
 * @param id what clients call it
 * @param parent the shard that was split or merged into this one; empty if there is none
 * @param sibling the other one of two that were merged; empty if there is none
 * @param from the keys of its rows begin with this or more, as {@code KeyOrder} encodes them; empty for the first partition
 * @param createdMicros when it began
 * @param closedMicros when it ended; {@link #OPEN} if it has not
 */
public record Shard(
        long number, String id, String parent, String sibling, byte[] from, long createdMicros, long closedMicros) {
    static final long OPEN = Long.MAX_VALUE;

    static Shard opened(long number, String parent, String sibling, byte[] from, long micros) {
        return new Shard(number, UUID.randomUUID() + "_" + micros, parent, sibling, from, micros, OPEN);
    }

    public boolean isOpen() {
        return closedMicros == OPEN;
    }

    Shard closed(long micros) {
        return new Shard(number, id, parent, sibling, from, createdMicros, micros);
    }

    void encode(ByteOutput out) {
        out.putLong(number).putLong(createdMicros).putLong(closedMicros);
        for (byte[] part : new byte[][] {utf8(id), utf8(parent), utf8(sibling), from}) {
            out.putInt(part.length).put(part);
        }
    }

    /** Reads the shard at the place and returns it; {@code at[0]} moves behind it. */
    static Shard decode(byte[] bytes, int[] at) {
        long number = LittleEndian.getLong(bytes, at[0]);
        long created = LittleEndian.getLong(bytes, at[0] + 8);
        long closed = LittleEndian.getLong(bytes, at[0] + 16);
        at[0] += 24;
        return new Shard(number, text(bytes, at), text(bytes, at), text(bytes, at), part(bytes, at), created, closed);
    }

    private static String text(byte[] bytes, int[] at) {
        return new String(part(bytes, at), StandardCharsets.UTF_8);
    }

    private static byte[] part(byte[] bytes, int[] at) {
        int length = LittleEndian.getInt(bytes, at[0]);
        int from = at[0] + 4;
        at[0] = from + length;
        return Arrays.copyOfRange(bytes, from, at[0]);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
