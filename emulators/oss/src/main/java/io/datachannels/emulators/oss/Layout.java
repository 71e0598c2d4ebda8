package io.datachannels.emulators.oss;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** The folders of a store: {@code BUCKET/KEY} for objects, and {@code .oss} for what is kept beside them. */
record Layout(Path root) {
    private static final String OWN = ".oss";
    static final String LOCK = OWN + "/lock";

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

    Path newFile() {
        return spare().resolve(UUID.randomUUID().toString());
    }

    private Path own() {
        return root.resolve(OWN);
    }
}
