package io.datachannels.emulators.tablestore.store;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** A table's rows in the order of their keys. Safe for use from any thread; a change of a row is atomic. */
public final class Table {
    private static final int STRIPES = 256;

    private final long number;
    private final MVStore store;
    private final MVMap<byte[], byte[]> rows;
    private final Journal journal;
    private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];
    private final ReentrantReadWriteLock life = new ReentrantReadWriteLock();
    private final AtomicLong lastNumber = new AtomicLong();

    private volatile TableDefinition definition;

    /** Null if there is no stream. */
    private volatile RecordLog records;

    // guarded by life
    private boolean dropped;

    Table(long number, MVStore store, MVMap<byte[], byte[]> rows, Journal journal, TableDefinition definition) {
        this.number = number;
        this.store = store;
        this.rows = rows;
        this.journal = journal;
        define(definition);
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    public TableDefinition definition() {
        return definition;
    }

    long number() {
        return number;
    }

    /** The stored row, or null. */
    public byte[] get(byte[] key) {
        return rows.get(key);
    }

    /**
     * Lets the row become what the change makes of it, and writes the record if there is a stream. If the change throws, nothing
     * happens.
     *
     * @throws NoSuchTableException if the table has been deleted meanwhile
     */
    public void change(byte[] key, Change change) {
        journal.makeRoom();
        life.readLock().lock();
        try {
            if (dropped) {
                throw new NoSuchTableException();
            }
            if (records == null) {
                changeRow(key, change);
            } else {
                changeAndRecord(key, change, records);
            }
        } finally {
            life.readLock().unlock();
        }
    }

    private void changeRow(byte[] key, Change change) {
        ReentrantLock stripe = stripes[stripe(key)];
        stripe.lock();
        try {
            byte[] before = change.isBlind() ? null : rows.get(key);
            byte[] after = change.apply(before);
            if (change.isBlind() || after != before) {
                set(key, after);
                journal.append(number, key, after, null, null);
            }
        } finally {
            stripe.unlock();
        }
    }

    private void changeAndRecord(byte[] key, Change change, RecordLog log) {
        journal.enter();
        ReentrantLock stripe = stripes[stripe(key)];
        stripe.lock();
        try {
            boolean reads = !change.isBlind() || definition.originalColumns().length > 0;
            byte[] before = reads ? rows.get(key) : null;
            byte[] after = change.apply(before);
            byte[] record = change.record(before, after, definition);
            log.append(key, record, recordKey -> journal.append(number, key, after, recordKey, record));
            set(key, after);
        } finally {
            stripe.unlock();
            journal.leave();
        }
    }

    private void set(byte[] key, byte[] row) {
        if (row == null) {
            rows.remove(key);
        } else {
            rows.put(key, row);
        }
    }

    /**
     * Gives the table another definition while nobody writes, and removes the records that its stream does not have any more.
     *
     * @param save writes the definition down, before anyone can write rows again
     */
    TableDefinition define(UnaryOperator<TableDefinition> change, Consumer<TableDefinition> save) {
        life.writeLock().lock();
        try {
            TableDefinition changed = change.apply(definition);
            save.accept(changed);
            define(changed);
            sweep();
            return changed;
        } finally {
            life.writeLock().unlock();
        }
    }

    /** The same when nobody uses the table yet. */
    void define(TableDefinition newDefinition) {
        definition = newDefinition;
        records = newDefinition.hasStream() ? journal.records(number, newDefinition) : null;
    }

    /** Removes the records that the stream does not have any more. */
    void sweep() {
        if (records == null) {
            journal.removeRecords(number);
        } else {
            records.sweep(definition.shards());
        }
    }

    /**
     * Shows the records of a shard from that place on, in the state of this moment, until the visitor has enough.
     *
     * @param shard the shard's number
     */
    public void records(long shard, Sequence from, RecordVisitor visitor) {
        RecordLog log = records;
        if (log != null) {
            log.read(shard, from, visitor);
        }
    }

    /** Makes every later change fail and returns when those under way have ended. */
    void drop() {
        life.writeLock().lock();
        try {
            dropped = true;
        } finally {
            life.writeLock().unlock();
        }
    }

    /**
     * Shows the rows between the keys, in the state of this moment, until the visitor has enough.
     *
     * @param from the first key, inclusive
     * @param to the key at which to end, exclusive; above {@code from}, or below it if backward
     */
    public void scan(byte[] from, byte[] to, boolean backward, RowVisitor visitor) {
        MVStore.TxCounter use = store.registerVersionUsage();
        try {
            Cursor<byte[], byte[]> cursor = rows.cursor(from, null, backward);
            while (cursor.hasNext()) {
                byte[] key = cursor.next();
                int order = Arrays.compareUnsigned(key, to);
                if (backward ? order <= 0 : order >= 0) {
                    return;
                }
                if (!visitor.visit(key, cursor.getValue())) {
                    return;
                }
            }
        } finally {
            store.deregisterVersionUsage(use);
        }
    }

    /** How many rows there are, also those that have expired. */
    public long size() {
        return rows.sizeAsLong();
    }

    /** The row at that place of the order, 0 for the first, or null if there are fewer. */
    public byte[] at(long index) {
        byte[] key = rows.getKey(index);
        return key == null ? null : rows.get(key);
    }

    /** A number above every one given before and not below the time in microseconds. */
    public long nextNumber(long micros) {
        return lastNumber.updateAndGet(last -> Math.max(last + 1, micros));
    }

    private static int stripe(byte[] key) {
        int hash = 1;
        for (byte b : key) {
            hash = 31 * hash + b;
        }
        return (hash ^ hash >>> 16) & STRIPES - 1;
    }

    /** Looks at rows one by one. */
    public interface RowVisitor {
        /** Returns whether to go on. */
        boolean visit(byte[] key, byte[] row);
    }

    /** Looks at records one by one. */
    public interface RecordVisitor {
        /** Returns whether to go on. */
        boolean visit(Sequence place, byte[] record);
    }

    /** A change of one row; its methods are called while the row is locked. */
    public interface Change {
        /** Whether the row becomes the same whatever was there before. */
        boolean isBlind();

        /**
         * The row afterwards, null for none; what it gets if nothing is to happen.
         *
         * @param before the row, null for none; may be null if the change is blind
         */
        byte[] apply(byte[] before);

        /**
         * What the stream shall say of it; called after {@link #apply} if there is a stream.
         *
         * @param before as above; given if the stream has original columns
         * @param after what {@link #apply} returned
         */
        byte[] record(byte[] before, byte[] after, TableDefinition definition);
    }

    /** Where changes are written down. */
    interface Journal {
        void makeRoom();

        /** To be called around changes that are more than one entry of one map. */
        void enter();

        void leave();

        void append(long table, byte[] key, byte[] value, byte[] recordKey, byte[] record);

        RecordLog records(long table, TableDefinition definition);

        void removeRecords(long table);
    }
}
