package io.datachannels.emulators.oss;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * File names as UTF-8 whatever the process's locale is. Under {@code LANG=C}, cron's default, Java refuses to make a path
 * of a name beyond ASCII and shows such names with U+FFFD; a file URI carries the bytes through in both directions.
 */
final class FileNames {
    private FileNames() {}

    static Path child(Path folder, String name) {
        try {
            return folder.resolve(name);
        } catch (InvalidPathException e) {
            return folder.resolve(
                    Path.of(URI.create("file:///" + Percent.encode(name))).getFileName());
        }
    }

    /** The file's own name, or null if its bytes are no UTF-8. */
    static String name(Path file) {
        String name = file.getFileName().toString();
        if (name.indexOf('\uFFFD') < 0) {
            return name;
        }
        String path = file.toUri().getRawPath();
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        try {
            return Percent.decode(trimmed.substring(trimmed.lastIndexOf('/') + 1));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
