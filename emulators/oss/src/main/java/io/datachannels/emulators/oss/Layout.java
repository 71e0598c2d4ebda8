package io.datachannels.emulators.oss;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The folders of a store: {@code BUCKET/KEY} for objects, and {@code .oss} for what is kept beside them. */
record Layout(Path root) {
    Layout {
        root = root.toAbsolutePath().normalize();
    }

    void create() throws IOException {
        Files.createDirectories(spare());
    }

    Path bucket(String bucket) {
        return root.resolve(bucket);
    }

    /** One file per bucket that says when it was created. */
    Path created(String bucket) {
        return own().resolve("buckets").resolve(bucket);
    }

    Path infos() {
        return own().resolve("objects");
    }

    Path uploads(String bucket) {
        return own().resolve("uploads").resolve(bucket);
    }

    /** For files that are being written; what is found there at the start is waste. */
    Path spare() {
        return own().resolve("writing");
    }

    Path lock() {
        return own().resolve("lock");
    }

    Path newFile() {
        return spare().resolve(UUID.randomUUID().toString());
    }

    private Path own() {
        return root.resolve(".oss");
    }

    /** Removes a folder and all that is in it; no error if it is not there. */
    static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException e) {
            return;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
