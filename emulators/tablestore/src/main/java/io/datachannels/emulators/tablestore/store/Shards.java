package io.datachannels.emulators.tablestore.store;

import io.datachannels.emulators.tablestore.plainbuffer.ByteOutput;
import io.datachannels.emulators.tablestore.plainbuffer.LittleEndian;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The shards of a table's stream, oldest first; none if the table has no stream. Immutable.
 *
 * @param next the number of the next shard
 * @param trimmedMicros records from before this time were trimmed on request; 0 if there was none
 * @param all open and closed ones
 */
public record Shards(long next, long trimmedMicros, List<Shard> all) {
    public static final Shards NONE = new Shards(1, 0, List.of());

    public Shards {
        all = List.copyOf(all);
    }

    /** A new stream: one shard for each partition, given by where their keys begin. */
    public Shards opened(List<byte[]> partitions, long micros) {
        List<Shard> opened = new ArrayList<>();
        for (byte[] from : partitions) {
            opened.add(Shard.opened(next + opened.size(), "", "", from, micros));
        }
        return new Shards(next + opened.size(), 0, opened);
    }

    /** No stream any more. */
    public Shards dropped() {
        return new Shards(next, 0, List.of());
    }

    /** The open shard that has the key is closed and followed by two, which meet at the key. */
    public Shards split(byte[] at, long micros) {
        Shard parent = null;
        for (Shard shard : all) {
            boolean nearer = parent == null || Arrays.compareUnsigned(shard.from(), parent.from()) > 0;
            if (shard.isOpen() && Arrays.compareUnsigned(shard.from(), at) <= 0 && nearer) {
                parent = shard;
            }
        }
        List<Shard> after = closed(micros, parent);
        after.add(Shard.opened(next, parent.id(), "", parent.from(), micros));
        after.add(Shard.opened(next + 1, parent.id(), "", at, micros));
        return new Shards(next + 2, trimmedMicros, after);
    }

    /** The two open shards that meet at the key are closed and followed by one. */
    public Shards merge(byte[] at, long micros) {
        Shard left = null;
        Shard right = null;
        for (Shard shard : all) {
            if (!shard.isOpen()) {
                continue;
            }
            int order = Arrays.compareUnsigned(shard.from(), at);
            if (order == 0) {
                right = shard;
            } else if (order < 0 && (left == null || Arrays.compareUnsigned(shard.from(), left.from()) > 0)) {
                left = shard;
            }
        }
        List<Shard> after = closed(micros, left, right);
        after.add(Shard.opened(next, left.id(), right.id(), left.from(), micros));
        return new Shards(next + 1, trimmedMicros, after);
    }

    /** Without the shards that were closed before the time: all their records are trimmed. */
    public Shards since(long micros) {
        return new Shards(
                next,
                trimmedMicros,
                all.stream().filter(shard -> shard.closedMicros() >= micros).toList());
    }

    /** With every record from before the time trimmed. */
    public Shards trimmed(long micros) {
        return new Shards(next, Math.max(trimmedMicros, micros), all);
    }

    /** The shard of that id, or null. */
    public Shard find(String id) {
        for (Shard shard : all) {
            if (shard.id().equals(id)) {
                return shard;
            }
        }
        return null;
    }

    boolean has(long number) {
        return all.stream().anyMatch(shard -> shard.number() == number);
    }

    byte[] encode() {
        ByteOutput out =
                new ByteOutput(256).putLong(next).putLong(trimmedMicros).putInt(all.size());
        all.forEach(shard -> shard.encode(out));
        return out.toByteArray();
    }

    static Shards decode(byte[] bytes) {
        int[] at = {20};
        List<Shard> all = new ArrayList<>();
        for (int left = LittleEndian.getInt(bytes, 16); left > 0; left--) {
            all.add(Shard.decode(bytes, at));
        }
        return new Shards(LittleEndian.getLong(bytes, 0), LittleEndian.getLong(bytes, 8), all);
    }

    private List<Shard> closed(long micros, Shard... ended) {
        List<Shard> after = new ArrayList<>(all);
        after.replaceAll(shard -> Arrays.asList(ended).contains(shard) ? shard.closed(micros) : shard);
        return after;
    }
}
