package io.datachannels.emulators.maxcompute.store;

import io.datachannels.emulators.http.ServedFolder;
import io.datachannels.emulators.maxcompute.types.Column;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Projects, schemas, tables, partitions and their committed rows, as files. Safe for use from many threads: what changes the
 * store waits for its turn. A process killed at any moment leaves each change done or not done.
 */
public final class Store {
    private final Layout layout;
    private final Clock clock;

    private Store(Layout layout, Clock clock) {
        this.layout = layout;
        this.clock = clock;
    }

    public static Store in(Layout layout, Clock clock) {
        return new Store(layout, clock);
    }

    Layout layout() {
        return layout;
    }

    public Clock clock() {
        return clock;
    }

    /** A name for a file that does not outlive the call; who asked removes it. */
    public Path spareFile() {
        return layout.spare();
    }

    /** No error if it is there. */
    public synchronized void createProject(String project) throws IOException {
        Files.createDirectories(layout.schema(lower(project), TableName.DEFAULT_SCHEMA));
    }

    public List<String> projects() throws IOException {
        return Layout.names(layout.root());
    }

    /** @throws ServiceError NoSuchProject */
    public void requireProject(String project) {
        if (!Files.isDirectory(layout.project(lower(project)))) {
            throw ServiceError.noSuchProject(project);
        }
    }

    public List<String> schemas(String project) throws IOException {
        requireProject(project);
        return Layout.names(layout.project(lower(project)));
    }

    /** @throws ServiceError NoSuchProject, NoSuchSchema */
    public void requireSchema(String project, String schema) {
        requireProject(project);
        if (!Files.isDirectory(layout.schema(lower(project), lower(schema)))) {
            throw ServiceError.noSuchSchema(schema);
        }
    }

    /** False if it is there already. */
    public synchronized boolean createSchema(String project, String schema) throws IOException {
        requireProject(project);
        Path folder = layout.schema(lower(project), lower(schema));
        if (Files.isDirectory(folder)) {
            return false;
        }
        Files.createDirectory(folder);
        return true;
    }

    /** With all its tables. */
    public synchronized void dropSchema(String project, String schema) throws IOException {
        requireSchema(project, schema);
        remove(layout.schema(lower(project), lower(schema)));
    }

    public List<TableName> tables(String project, String schema) throws IOException {
        requireSchema(project, schema);
        return Layout.names(layout.schema(lower(project), lower(schema))).stream()
                .map(table -> new TableName(project, schema, table))
                .toList();
    }

    public boolean hasTable(TableName name) {
        return Files.isRegularFile(layout.definition(name));
    }

    /** @throws ServiceError NoSuchProject, NoSuchSchema, NoSuchTable */
    public TableDefinition table(TableName name) throws IOException {
        requireSchema(name.project(), name.schema());
        if (!hasTable(name)) {
            throw ServiceError.noSuchTable(name);
        }
        return TableDefinition.read(layout.definition(name));
    }

    /** False if a table of that name is there already. */
    public synchronized boolean createTable(TableName name, TableDefinition definition) throws IOException {
        requireSchema(name.project(), name.schema());
        if (hasTable(name)) {
            return false;
        }
        Path folder = layout.spare();
        Files.createDirectories(folder);
        TableDefinition stamped = new TableDefinition(
                UUID.randomUUID().toString(),
                definition.columns(),
                definition.partitionColumns(),
                definition.comment(),
                definition.lifecycle(),
                clock.instant());
        stamped.write(folder.resolve("table"));
        Path rows = Files.createDirectory(folder.resolve(stamped.isPartitioned() ? "partitions" : "rows"));
        if (!stamped.isPartitioned()) {
            Manifest.empty(clock.instant()).write(rows);
        }
        Files.move(folder, layout.table(name), StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /** False if there is none. */
    public synchronized boolean dropTable(TableName name) throws IOException {
        requireSchema(name.project(), name.schema());
        if (!hasTable(name)) {
            return false;
        }
        remove(layout.table(name));
        return true;
    }

    /** False if it is there already. */
    public synchronized boolean addPartition(TableName name, PartitionSpec partition) throws IOException {
        Path folder = layout.rows(name, partition);
        if (Files.isDirectory(folder)) {
            return false;
        }
        Path spare = layout.spare();
        Files.createDirectories(spare);
        Manifest.empty(clock.instant()).write(spare);
        Files.move(spare, folder, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    /** False if there is none. */
    public synchronized boolean dropPartition(TableName name, PartitionSpec partition) throws IOException {
        Path folder = layout.rows(name, partition);
        if (!Files.isDirectory(folder)) {
            return false;
        }
        remove(folder);
        return true;
    }

    /** All partitions, sorted by their values. */
    public List<PartitionSpec> partitions(TableName name) throws IOException {
        List<PartitionSpec> partitions = new ArrayList<>();
        for (String folder : Layout.folders(layout.partitions(name))) {
            partitions.add(PartitionSpec.ofFolder(folder));
        }
        partitions.sort(Comparator.comparing(PartitionSpec::toString));
        return partitions;
    }

    public boolean hasPartition(TableName name, PartitionSpec partition) {
        return Files.isDirectory(layout.rows(name, partition));
    }

    /**
     * The rows of a partition, or of a table without partitions if {@code partition} is null, as they are now.
     *
     * @throws ServiceError NoSuchPartition
     */
    public synchronized Rows rows(TableName name, PartitionSpec partition) throws IOException {
        Path folder = folder(name, partition);
        Manifest manifest = Manifest.read(folder);
        List<RowFile> files = new ArrayList<>();
        for (String file : manifest.files()) {
            files.add(RowFile.of(folder.resolve(file)));
        }
        return new Rows(manifest.created(), manifest.modified(), files);
    }

    /**
     * The same, in a folder of their own that later commits leave alone.
     *
     * @param into a folder that is not there yet; who asked removes it
     */
    public synchronized Rows snapshot(TableName name, PartitionSpec partition, Path into) throws IOException {
        Rows rows = rows(name, partition);
        Files.createDirectories(into);
        List<RowFile> files = new ArrayList<>();
        for (RowFile file : rows.files()) {
            Path link = into.resolve(files.size() + "");
            link(file.path(), link);
            files.add(new RowFile(link, file.rows(), file.version()));
        }
        return new Rows(rows.created(), rows.modified(), files);
    }

    /** What is done with rows while they are kept from commits. */
    @FunctionalInterface
    public interface RowsUse {
        void with(Rows rows) throws IOException;
    }

    /** Lets rows be read that later commits leave alone until it returns. */
    public void snapshotRows(TableName name, PartitionSpec partition, RowsUse use) throws IOException {
        Path folder = layout.spare();
        try {
            use.with(snapshot(name, partition, folder));
        } finally {
            ServedFolder.delete(folder);
        }
    }

    /** Commits rows that are no upload's. */
    public void insert(
            TableName name,
            PartitionSpec partition,
            boolean overwrite,
            String commit,
            List<Column> columns,
            RowFile.Rows rows)
            throws IOException {
        RowFile file = RowFile.write(layout.spare(), 0, columns, rows);
        try {
            commit(name, partition, overwrite, commit, List.of(file));
        } finally {
            Files.delete(file.path());
        }
    }

    /**
     * Makes files the rows, beside the old ones or in their place, in one step. The files stay where they are.
     *
     * @param commit the id of the upload; the same one is not committed again on top of itself
     */
    public synchronized void commit(
            TableName name, PartitionSpec partition, boolean overwrite, String commit, List<RowFile> added)
            throws IOException {
        Path folder = folder(name, partition);
        Manifest old = Manifest.read(folder);
        if (old.commit().equals(commit)) {
            return;
        }
        List<String> files = new ArrayList<>(overwrite ? List.of() : old.files());
        for (RowFile file : added) {
            if (file.rows() > 0) {
                String target = commit + "-" + file.path().getFileName();
                Files.deleteIfExists(folder.resolve(target));
                link(file.path(), folder.resolve(target));
                files.add(target);
            }
        }
        new Manifest(old.created(), clock.instant(), commit, files).write(folder);
        sweep(folder, files);
    }

    private static void sweep(Path folder, List<String> kept) throws IOException {
        Set<String> names = new HashSet<>(kept);
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.toList()) {
                if (!Manifest.is(file) && !names.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
        }
    }

    private Path folder(TableName name, PartitionSpec partition) {
        Path folder = layout.rows(name, partition);
        if (!Files.isDirectory(folder)) {
            throw partition == null ? ServiceError.noSuchTable(name) : ServiceError.noSuchPartition(partition);
        }
        return folder;
    }

    private static void link(Path file, Path link) throws IOException {
        try {
            Files.createLink(link, file);
        } catch (UnsupportedOperationException e) {
            Files.copy(file, link);
        }
    }

    /** First out of sight in one step, then for good. */
    private void remove(Path folder) throws IOException {
        Path spare = layout.spare();
        Files.move(folder, spare, StandardCopyOption.ATOMIC_MOVE);
        ServedFolder.delete(spare);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
