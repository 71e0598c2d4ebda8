package io.datachannels.emulators.maxcompute.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.datachannels.emulators.http.ServedFolder;
import io.datachannels.emulators.maxcompute.store.UploadSession.Status;
import io.datachannels.emulators.maxcompute.types.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** Upload sessions and their blocks, as files: they outlive the server. Safe for use from many threads. */
public final class UploadStore {
    private static final Duration LIFE = Duration.ofHours(24);
    private static final String SESSION = "session";

    private final Store store;

    public UploadStore(Store store) {
        this.store = store;
    }

    public synchronized UploadSession create(TableName table, PartitionSpec partition, boolean overwrite)
            throws IOException {
        sweep();
        UploadSession session = new UploadSession(
                UUID.randomUUID().toString().replace("-", ""),
                table,
                store.table(table).id(),
                partition,
                overwrite,
                store.clock().instant(),
                Status.NORMAL);
        Files.createDirectories(folder(session.id()));
        write(session);
        return session;
    }

    /** @throws ServiceError NoSuchUpload if there is none, or it is of another table or partition */
    public synchronized UploadSession find(String id, TableName table, PartitionSpec partition) throws IOException {
        if (!id.matches("[0-9a-f]{32}") || !Files.isRegularFile(folder(id).resolve(SESSION))) {
            throw noSuchUpload();
        }
        UploadSession session = read(id);
        boolean same = session.table().equals(table)
                && (partition == null ? session.partition() == null : partition.equals(session.partition()));
        if (!same) {
            throw noSuchUpload();
        }
        boolean over = session.status() == Status.NORMAL
                && session.created().plus(LIFE).isBefore(store.clock().instant());
        return over ? session.with(Status.EXPIRED) : session;
    }

    /** The number of each block with its file, in the order of the numbers. */
    public synchronized List<RowFile> blocks(UploadSession session) throws IOException {
        List<RowFile> blocks = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder(session.id()))) {
            for (Path file : files.toList()) {
                if (!file.getFileName().toString().startsWith(SESSION)) {
                    blocks.add(RowFile.of(file));
                }
            }
        }
        blocks.sort(Comparator.comparingInt(UploadStore::number));
        return blocks;
    }

    public static int number(RowFile block) {
        return Integer.parseInt(block.path().getFileName().toString());
    }

    /**
     * Takes a block in. It replaces an earlier one of that number, unless that has a higher version.
     *
     * @param version 0 or more
     */
    public void put(UploadSession session, int block, long version, List<Column> columns, RowFile.Rows rows)
            throws IOException {
        RowFile file = RowFile.write(store.layout().spare(), version, columns, rows);
        try {
            take(session, block, file);
        } finally {
            Files.deleteIfExists(file.path());
        }
    }

    private synchronized void take(UploadSession session, int block, RowFile file) throws IOException {
        requireOpen(find(session.id(), session.table(), session.partition()));
        Path target = folder(session.id()).resolve(Integer.toString(block));
        if (!Files.exists(target) || RowFile.of(target).version() <= file.version()) {
            Files.move(file.path(), target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /**
     * Makes the session's blocks rows of its target. A session that is closed already stays as it is.
     *
     * @throws ServiceError StatusConflict, NoSuchTable, NoSuchPartition, DataVersionConflict
     */
    public synchronized UploadSession commit(UploadSession asked) throws IOException {
        UploadSession session = find(asked.id(), asked.table(), asked.partition());
        if (session.status() == Status.CLOSED) {
            return session;
        }
        requireOpen(session);
        if (!store.table(session.table()).id().equals(session.tableId())) {
            throw new ServiceError(
                    409, "DataVersionConflict", "The table was made anew after the upload session was created.");
        }
        store.commit(session.table(), session.partition(), session.overwrite(), session.id(), blocks(session));
        UploadSession closed = session.with(Status.CLOSED);
        write(closed);
        return closed;
    }

    /** Ends a session's life before its time. */
    public synchronized void expire(UploadSession session) throws IOException {
        if (session.status() == Status.NORMAL) {
            write(session.with(Status.EXPIRED));
        }
    }

    public static void requireOpen(UploadSession session) {
        if (session.status() != Status.NORMAL) {
            throw ServiceError.statusConflict(session.status().name().toLowerCase(Locale.ROOT));
        }
    }

    private static ServiceError noSuchUpload() {
        return new ServiceError(404, "NoSuchUpload", "The specified upload id does not exist.");
    }

    /** Removes sessions that ended a life ago. */
    private void sweep() throws IOException {
        Instant end = store.clock().instant().minus(LIFE.multipliedBy(2));
        for (String id : Layout.folders(store.layout().uploads())) {
            Path file = folder(id).resolve(SESSION);
            if (!Files.isRegularFile(file) || read(id).created().isBefore(end)) {
                ServedFolder.delete(folder(id));
            }
        }
    }

    private Path folder(String id) {
        return store.layout().uploads().resolve(id);
    }

    private void write(UploadSession session) throws IOException {
        List<String> words = new ArrayList<>();
        words.add(FileNames.encode(session.table().project()));
        words.add(FileNames.encode(session.table().schema()));
        words.add(FileNames.encode(session.table().table()));
        words.add(session.tableId());
        words.add(session.partition() == null ? "" : FileNames.of(session.partition()));
        words.add(Boolean.toString(session.overwrite()));
        words.add(Long.toString(session.created().toEpochMilli()));
        words.add(session.status().name());
        Path next = folder(session.id()).resolve(SESSION + ".next");
        Files.writeString(next, String.join(" ", words), UTF_8);
        Files.move(
                next,
                folder(session.id()).resolve(SESSION),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private UploadSession read(String id) throws IOException {
        String[] words = Files.readString(folder(id).resolve(SESSION), UTF_8).split(" ", -1);
        TableName table =
                new TableName(FileNames.decode(words[0]), FileNames.decode(words[1]), FileNames.decode(words[2]));
        return new UploadSession(
                id,
                table,
                words[3],
                words[4].isEmpty() ? null : PartitionSpec.ofFolder(words[4]),
                Boolean.parseBoolean(words[5]),
                Instant.ofEpochMilli(Long.parseLong(words[6])),
                Status.valueOf(words[7]));
    }
}
