package io.datachannels.emulators.tablestore.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
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

    // guarded by life
    private boolean dropped;

    Table(long number, MVStore store, MVMap<byte[], byte[]> rows, Journal journal, TableDefinition definition) {
        this.number = number;
        this.store = store;
        this.rows = rows;
        this.journal = journal;
        this.definition = definition;
        for (int i = 0; i < STRIPES; i++) {
            stripes[i] = new ReentrantLock();
        }
    }

    public TableDefinition definition() {
        return definition;
    }

    void define(TableDefinition newDefinition) {
        definition = newDefinition;
    }

    long number() {
        return number;
    }

    /** The stored row, or null. */
    public byte[] get(byte[] key) {
        return rows.get(key);
    }

    /**
     * Lets the row become what the change makes of it; null stands for no row, before and after. If the change returns what
     * it got, or throws, nothing happens.
     *
     * @throws NoSuchTableException if the table has been deleted meanwhile
     */
    public void change(byte[] key, UnaryOperator<byte[]> change) {
        locked(key, () -> {
            byte[] before = rows.get(key);
            byte[] after = change.apply(before);
            if (after != before) {
                set(key, after);
            }
        });
    }

    /**
     * Lets the row become this one, null for none, whatever was there before.
     *
     * @throws NoSuchTableException if the table has been deleted meanwhile
     */
    public void replace(byte[] key, byte[] row) {
        locked(key, () -> set(key, row));
    }

    private void locked(byte[] key, Runnable change) {
        journal.makeRoom();
        life.readLock().lock();
        try {
            if (dropped) {
                throw new NoSuchTableException();
            }
            ReentrantLock stripe = stripes[stripe(key)];
            stripe.lock();
            try {
                change.run();
            } finally {
                stripe.unlock();
            }
        } finally {
            life.readLock().unlock();
        }
    }

    private void set(byte[] key, byte[] row) {
        if (row == null) {
            rows.remove(key);
        } else {
            rows.put(key, row);
        }
        journal.append(number, key, row);
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
                int order = BytesType.INSTANCE.compare(key, to);
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

    /** Where changes are written down. */
    interface Journal {
        void makeRoom();

        void append(long table, byte[] key, byte[] value);
    }
}
