package io.datachannels.emulators.maxcompute.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which files of a folder are the rows of a table or partition. Replacing it in one step is what a commit does.
 *
 * @param commit the id of the upload that was committed last; "" for none
 */
record Manifest(Instant created, Instant modified, String commit, List<String> files) {
    private static final String NAME = "manifest";

    Manifest {
        files = List.copyOf(files);
    }

    static Manifest empty(Instant now) {
        return new Manifest(now, now, "", List.of());
    }

    static Manifest read(Path folder) throws IOException {
        Instant created = Instant.EPOCH;
        Instant modified = Instant.EPOCH;
        String commit = "";
        List<String> files = new ArrayList<>();
        for (String line : Files.readAllLines(folder.resolve(NAME), UTF_8)) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "created" -> created = Instant.ofEpochMilli(Long.parseLong(words[1]));
                case "modified" -> modified = Instant.ofEpochMilli(Long.parseLong(words[1]));
                case "commit" -> commit = words[1];
                case "file" -> files.add(words[1]);
                default -> throw new IOException(folder.resolve(NAME) + ": unknown line \"" + line + "\"");
            }
        }
        return new Manifest(created, modified, commit, files);
    }

    /** Puts it in the place of the old one, in one step. */
    void write(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("created " + created.toEpochMilli());
        lines.add("modified " + modified.toEpochMilli());
        lines.add("commit " + commit);
        files.forEach(file -> lines.add("file " + file));
        Path next = folder.resolve(NAME + ".next");
        Files.write(next, lines, UTF_8);
        Files.move(next, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static boolean is(Path file) {
        return file.getFileName().toString().startsWith(NAME);
    }
}
