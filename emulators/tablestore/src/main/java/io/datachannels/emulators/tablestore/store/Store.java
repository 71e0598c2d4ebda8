package io.datachannels.emulators.tablestore.store;

import io.datachannels.emulators.tablestore.plainbuffer.ByteOutput;
import io.datachannels.emulators.tablestore.plainbuffer.LittleEndian;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All tables of all instances, in memory or in a folder. In a folder, {@code rows.mv} is an ordered store as it was at its last
 * commit, and {@code log.N} holds what was changed since.
 */
public final class Store implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private static final String ROWS = "rows.mv";
    private static final int RETENTION_MILLIS = 5_000;
    private static final int CLOSING_COMPACTION_MILLIS = 500;
    private static final byte[] NO_KEY = {};

    private final MVStore store;
    private final MVMap<byte[], byte[]> descriptions;
    private final ConcurrentSkipListMap<String, Table> tables = new ConcurrentSkipListMap<>();
    private final LogFiles files;
    private final WriteAheadLog log;
    private final Clock clock;

    private final CommitGate gate = new CommitGate();

    /** Lets writers go on as soon as a commit has chosen what it saves. */
    private final BytesType bytes = new BytesType(gate::open);

    private final Committer committer;

    private Store(MVStore store, LogFiles files, Clock clock) throws IOException {
        this.store = store;
        this.files = files;
        this.clock = clock;
        this.descriptions = open("descriptions");
        for (byte[] number : descriptions.keySet().toArray(byte[][]::new)) {
            show(Long.reverseBytes(LittleEndian.getLong(number, 0)), descriptions.get(number));
        }
        if (files == null) {
            log = null;
            committer = null;
            return;
        }
        files.replay(this::replay);
        tables.values().forEach(Table::sweep);
        store.commit();
        SortedMap<Long, Path> old = files.list();
        long next = old.isEmpty() ? 1 : old.lastKey() + 1;
        log = new WriteAheadLog(files, next);
        files.deleteBefore(next);
        committer = new Committer(store, log, files, gate);
    }

    /** @param clock where the places of stream records come from */
    public static Store inMemory(Clock clock) {
        try {
            return new Store(new MVStore.Builder().autoCommitDisabled().open(), null, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens the folder, which is made if it is not there, and brings back everything that was acknowledged.
     *
     * @param clock where the places of stream records come from
     * @throws IllegalStateException if another process has opened it
     * @throws UncheckedIOException if it cannot be read or written
     */
    public static Store open(Path folder, Clock clock) {
        MVStore store = null;
        try {
            Files.createDirectories(folder);
            store = new MVStore.Builder()
                    .fileName(folder.resolve(ROWS).toString())
                    .autoCommitDisabled()
                    .autoCommitBufferSize(0)
                    .cacheSize((int) Math.min(1024, Runtime.getRuntime().maxMemory() / 4 >> 20))
                    .open();
            store.setRetentionTime(RETENTION_MILLIS);
            return new Store(store, new LogFiles(folder), clock);
        } catch (MVStoreException e) {
            if (e.getErrorCode() == DataUtils.ERROR_FILE_LOCKED) {
                throw new IllegalStateException(folder + " is in use by another process", e);
            }
            throw new UncheckedIOException(new IOException("cannot open " + folder.resolve(ROWS), e));
        } catch (IOException e) {
            if (store != null) {
                store.closeImmediately();
            }
            throw new UncheckedIOException("cannot open " + folder, e);
        }
    }

    /** The instances that have tables, sorted. */
    public List<String> instances() {
        return tables.keySet().stream()
                .map(name -> name.substring(0, name.indexOf('/')))
                .distinct()
                .toList();
    }

    /** The names of the instance's tables, sorted. */
    public List<String> tables(String instance) {
        int skip = instance.length() + 1;
        return tables.subMap(instance + "/", instance + "0").keySet().stream()
                .map(name -> name.substring(skip))
                .toList();
    }

    /** What the instance's tables are, by name. */
    public List<TableDefinition> definitions(String instance) {
        return tables.subMap(instance + "/", instance + "0").values().stream()
                .map(Table::definition)
                .toList();
    }

    /**
     * The table of that name.
     *
     * @throws NoSuchTableException if there is none
     */
    public Table table(String instance, String name) {
        Table table = tables.get(instance + "/" + name);
        if (table == null) {
            throw new NoSuchTableException();
        }
        return table;
    }

    /** Creates a table; false if there is one of that name. */
    public synchronized boolean create(String instance, TableDefinition definition) {
        if (tables.containsKey(instance + "/" + definition.name())) {
            return false;
        }
        byte[] last = descriptions.lastKey();
        long number = last == null ? 1 : Long.reverseBytes(LittleEndian.getLong(last, 0)) + 1;
        byte[] description = describe(number, instance, definition);
        show(number, description);
        acknowledge();
        return true;
    }

    /**
     * Gives the table another definition and returns it.
     *
     * @throws NoSuchTableException if there is none
     */
    public synchronized TableDefinition define(String instance, String name, UnaryOperator<TableDefinition> change) {
        Table table = table(instance, name);
        TableDefinition changed = table.define(change, definition -> describe(table.number(), instance, definition));
        acknowledge();
        return changed;
    }

    /**
     * Deletes the table with its rows.
     *
     * @throws NoSuchTableException if there is none
     */
    public synchronized void delete(String instance, String name) {
        Table table = table(instance, name);
        table.drop();
        remove(table.number());
        append(table.number(), NO_KEY, null);
        acknowledge();
    }

    /** Returns when every change made so far is written down; to be called before a change is acknowledged. */
    public void acknowledge() {
        if (log != null) {
            log.flush();
        }
    }

    @Override
    public void close() {
        if (log == null) {
            store.close();
            return;
        }
        committer.close();
        try {
            log.close();
            store.commit();
            files.deleteBefore(Long.MAX_VALUE);
            store.close(CLOSING_COMPACTION_MILLIS);
        } catch (IOException | MVStoreException e) {
            // The disk may be full. What was acknowledged is in the log, and the next start brings it back.
            LOG.warn("{} was not closed in order: {}", files.folder(), e.getMessage());
            LOG.debug("closing failed", e);
            store.closeImmediately();
        }
    }

    private byte[] describe(long number, String instance, TableDefinition definition) {
        byte[] name = (instance + "/").getBytes(StandardCharsets.UTF_8);
        byte[] description = new ByteOutput(512)
                .putInt(name.length)
                .put(name)
                .put(definition.toBytes())
                .toByteArray();
        descriptions.put(key(number), description);
        append(number, NO_KEY, description);
        return description;
    }

    private void append(long table, byte[] key, byte[] value) {
        if (log != null) {
            log.append(table, key, value, null, null);
        }
    }

    private void replay(LogEntry entry) {
        if (!entry.isAboutTable()) {
            MVMap<byte[], byte[]> rows = open(mapName(entry.table()));
            if (entry.value() == null) {
                rows.remove(entry.key());
            } else {
                rows.put(entry.key(), entry.value());
            }
            if (entry.record() != null) {
                open(recordsName(entry.table())).put(entry.recordKey(), entry.record());
            }
        } else if (entry.value() == null) {
            remove(entry.table());
        } else {
            descriptions.put(key(entry.table()), entry.value());
            show(entry.table(), entry.value());
        }
    }

    private void remove(long number) {
        descriptions.remove(key(number));
        tables.values().removeIf(table -> table.number() == number);
        store.removeMap(mapName(number));
        store.removeMap(recordsName(number));
    }

    private void show(long number, byte[] description) {
        int nameEnd = 4 + LittleEndian.getInt(description, 0);
        TableDefinition definition =
                TableDefinition.parse(Arrays.copyOfRange(description, nameEnd, description.length));
        String name = new String(description, 4, nameEnd - 4, StandardCharsets.UTF_8) + definition.name();
        Table shown = tables.get(name);
        if (shown != null && shown.number() == number) {
            shown.define(definition);
        } else {
            tables.put(name, new Table(number, store, open(mapName(number)), new Journal(), definition));
        }
    }

    private MVMap<byte[], byte[]> open(String name) {
        return store.openMap(
                name, new MVMap.Builder<byte[], byte[]>().keyType(bytes).valueType(bytes));
    }

    private static String mapName(long number) {
        return "rows." + number;
    }

    private static String recordsName(long number) {
        return "records." + number;
    }

    private static byte[] key(long number) {
        return new ByteOutput(8).putLong(Long.reverseBytes(number)).toByteArray();
    }

    private final class Journal implements Table.Journal {
        @Override
        public void makeRoom() {
            if (committer != null) {
                committer.makeRoom();
            }
        }

        @Override
        public void enter() {
            gate.enter();
        }

        @Override
        public void leave() {
            gate.leave();
        }

        @Override
        public void append(long table, byte[] key, byte[] value, byte[] recordKey, byte[] record) {
            if (log != null) {
                log.append(table, key, value, recordKey, record);
            }
        }

        @Override
        public RecordLog records(long table, TableDefinition definition) {
            return new RecordLog(store, open(recordsName(table)), clock, definition);
        }

        @Override
        public void removeRecords(long table) {
            store.removeMap(recordsName(table));
        }
    }
}
