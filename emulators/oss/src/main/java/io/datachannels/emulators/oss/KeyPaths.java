package io.datachannels.emulators.oss;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** The files of one bucket's objects. What changes folders is to be called under the bucket's lock. */
final class KeyPaths {
    private final Path folder;

    KeyPaths(Path folder) {
        this.folder = folder;
    }

    /** The object's file, or null if there is none. */
    Path find(String key) {
        List<String> names = KeyNames.of(key);
        Path parent = parent(names);
        String name = names.get(names.size() - 1);
        Path plain = FileNames.child(parent, name);
        if (Files.isRegularFile(plain)) {
            return plain;
        }
        Path aside = FileNames.child(parent, KeyNames.aside(name));
        return Files.isRegularFile(aside) ? aside : null;
    }

    /** Where the object's file shall be put; the folders above it are made, moving files out of their way. */
    Path place(String key) throws IOException {
        List<String> names = KeyNames.of(key);
        Path parent = folder;
        for (String name : names.subList(0, names.size() - 1)) {
            Path next = FileNames.child(parent, name);
            if (!Files.isDirectory(next)) {
                makeWay(parent, next, name);
                Files.createDirectory(next);
            }
            parent = next;
        }
        String name = names.get(names.size() - 1);
        Path plain = FileNames.child(parent, name);
        Path aside = FileNames.child(parent, KeyNames.aside(name));
        return Files.isDirectory(plain) || Files.isRegularFile(aside) && !Files.exists(plain) ? aside : plain;
    }

    /** Removes the folders above a deleted file that are empty now. */
    void prune(Path file) throws IOException {
        try {
            for (Path each = file.getParent(); !each.equals(folder); each = each.getParent()) {
                Files.delete(each);
            }
        } catch (DirectoryNotEmptyException e) {
            return;
        }
    }

    private static void makeWay(Path parent, Path file, String name) throws IOException {
        try {
            Files.move(file, FileNames.child(parent, KeyNames.aside(name)), StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return;
        }
    }

    private Path parent(List<String> names) {
        Path parent = folder;
        for (String name : names.subList(0, names.size() - 1)) {
            parent = FileNames.child(parent, name);
        }
        return parent;
    }
}
