package io.datachannels.emulators.tablestore.store;

import io.datachannels.emulators.tablestore.rows.ChangeRecord;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/**
 * The records of a table's stream, shard by shard in the order of their places. Safe for use from any thread; it is replaced by
 * another one when the shards change, while nobody writes.
 */
final class RecordLog {
    /** How many old records make way for a new one: more than one, so that the number of old ones shrinks. */
    private static final int MAKE_WAY = 2;

    private final MVStore store;
    private final MVMap<byte[], byte[]> records;
    private final Clock clock;
    private final long keptMicros;
    private final TreeMap<byte[], OpenShard> open = new TreeMap<>(Arrays::compareUnsigned);

    RecordLog(MVStore store, MVMap<byte[], byte[]> records, Clock clock, TableDefinition definition) {
        this.store = store;
        this.records = records;
        this.clock = clock;
        this.keptMicros = definition.recordsKeptMicros();
        for (Shard shard : definition.shards().all()) {
            if (shard.isOpen()) {
                open.put(shard.from(), new OpenShard(shard));
            }
        }
    }

    /**
     * Appends the record to the shard that has the row; to be called while the row is locked.
     *
     * @param journal is called with the record's key before anyone can read the record
     */
    void append(byte[] rowKey, byte[] record, Consumer<byte[]> journal) {
        open.floorEntry(rowKey).getValue().append(record, journal);
    }

    /** Shows the shard's records from that place on, in the state of this moment, until the visitor has enough. */
    void read(long shard, Sequence from, Table.RecordVisitor visitor) {
        MVStore.TxCounter use = store.registerVersionUsage();
        try {
            Cursor<byte[], byte[]> cursor = records.cursor(from.key(shard));
            while (cursor.hasNext()) {
                byte[] key = cursor.next();
                if (Sequence.shardOfKey(key) != shard || !visitor.visit(Sequence.ofKey(key), cursor.getValue())) {
                    return;
                }
            }
        } finally {
            store.deregisterVersionUsage(use);
        }
    }

    /** Removes what the shards do not have any more; to be called while nobody writes. */
    void sweep(Shards shards) {
        byte[] key = records.firstKey();
        while (key != null) {
            long shard = Sequence.shardOfKey(key);
            if (!shards.has(shard) || Sequence.ofKey(key).micros() < shards.trimmedMicros()) {
                records.remove(key);
                key = records.higherKey(key);
            } else {
                key = records.ceilingKey(Sequence.at(0).key(shard + 1));
            }
        }
    }

    private final class OpenShard {
        private final Shard shard;
        private final byte[] first;
        private final ReentrantLock lock = new ReentrantLock();

        // guarded by lock
        private Sequence last;
        private long oldestMicros = Long.MIN_VALUE;

        private OpenShard(Shard shard) {
            this.shard = shard;
            this.first = Sequence.at(0).key(shard.number());
        }

        void append(byte[] record, Consumer<byte[]> journal) {
            lock.lock();
            try {
                Sequence place = last().after(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
                ChangeRecord.stamp(record, place.micros(), place.index());
                byte[] key = place.key(shard.number());
                journal.accept(key);
                records.put(key, record);
                last = place;
                makeWay(place.micros() - keptMicros);
            } finally {
                lock.unlock();
            }
        }

        private Sequence last() {
            if (last == null) {
                byte[] key = records.lowerKey(Sequence.at(0).key(shard.number() + 1));
                last = key == null || Sequence.shardOfKey(key) != shard.number()
                        ? Sequence.at(shard.createdMicros())
                        : Sequence.ofKey(key);
            }
            return last;
        }

        private void makeWay(long oldest) {
            for (int i = 0; oldestMicros < oldest; i++) {
                byte[] key = records.ceilingKey(first);
                oldestMicros = Sequence.ofKey(key).micros();
                if (i == MAKE_WAY || oldestMicros >= oldest) {
                    return;
                }
                records.remove(key);
            }
        }
    }
}
