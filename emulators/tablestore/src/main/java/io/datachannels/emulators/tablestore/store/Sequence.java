package io.datachannels.emulators.tablestore.store;

import io.datachannels.emulators.tablestore.plainbuffer.ByteOutput;
import io.datachannels.emulators.tablestore.plainbuffer.LittleEndian;

/**
 * The place of a record in its shard: later records have greater ones.
 *
 * @param micros the server's time when the row was written, in microseconds
 * @param index among the records of that microsecond, 0 or more
 */
public record Sequence(long micros, int index) implements Comparable<Sequence> {
    /** The first place of that microsecond. */
    public static Sequence at(long micros) {
        return new Sequence(micros, 0);
    }

    /** The least place after this one. */
    public Sequence next() {
        return new Sequence(micros, index + 1);
    }

    /** The place of a record written at that time after the one with this place; a clock that goes back does not matter. */
    Sequence after(long now) {
        return now > micros ? at(now) : next();
    }

    /** The key of the record in the ordered store: shards one after the other, places in order. */
    byte[] key(long shard) {
        return new ByteOutput(20)
                .putLong(Long.reverseBytes(shard))
                .putLong(Long.reverseBytes(micros))
                .putInt(Integer.reverseBytes(index))
                .toByteArray();
    }

    static Sequence ofKey(byte[] key) {
        return new Sequence(
                Long.reverseBytes(LittleEndian.getLong(key, 8)), Integer.reverseBytes(LittleEndian.getInt(key, 16)));
    }

    static long shardOfKey(byte[] key) {
        return Long.reverseBytes(LittleEndian.getLong(key, 0));
    }

    @Override
    public int compareTo(Sequence other) {
        int times = Long.compare(micros, other.micros);
        return times != 0 ? times : Integer.compare(index, other.index);
    }
}
