package io.datachannels.emulators.maxcompute.store;

import io.datachannels.emulators.http.ServedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The folders of a store: {@code PROJECT/SCHEMA/TABLE} and {@code .odps} for what is kept beside them. */
public record Layout(Path root) {
    private static final String OWN = ".odps";

    /** Where the server's lock is. */
    public static final String LOCK = OWN + "/lock";

    public Layout {
        root = root.toAbsolutePath().normalize();
    }

    /** Makes the folders and empties those for what does not outlive the server. */
    public void create() throws IOException {
        ServedFolder.delete(writing());
        ServedFolder.delete(downloads());
        for (Path folder : List.of(writing(), downloads(), uploads())) {
            Files.createDirectories(folder);
        }
    }

    Path project(String project) {
        return root.resolve(FileNames.encode(project));
    }

    Path schema(String project, String schema) {
        return project(project).resolve(FileNames.encode(schema));
    }

    Path table(TableName name) {
        return schema(name.project(), name.schema()).resolve(FileNames.encode(name.table()));
    }

    Path definition(TableName name) {
        return table(name).resolve("table");
    }

    /** The folder of the rows of a partition, or of the table if {@code partition} is null. */
    Path rows(TableName name, PartitionSpec partition) {
        return partition == null
                ? table(name).resolve("rows")
                : partitions(name).resolve(FileNames.of(partition));
    }

    Path partitions(TableName name) {
        return table(name).resolve("partitions");
    }

    Path uploads() {
        return root.resolve(OWN).resolve("uploads");
    }

    Path downloads() {
        return root.resolve(OWN).resolve("downloads");
    }

    /** A new name for a file or folder that is being written or removed. */
    Path spare() {
        return writing().resolve(UUID.randomUUID().toString());
    }

    private Path writing() {
        return root.resolve(OWN).resolve("writing");
    }

    /** The names of the folders in a folder, sorted; none if it is not there. */
    static List<String> folders(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isDirectory)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(OWN))
                    .sorted()
                    .toList();
        }
    }

    /** The same as the texts that they stand for. */
    static List<String> names(Path folder) throws IOException {
        return folders(folder).stream().map(FileNames::decode).toList();
    }
}
