package io.datachannels.emulators.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder with a server's data, which no other server uses until it is closed. */
public final class ServedFolder implements AutoCloseable {
    private final Path root;
    private final boolean temporary;
    private final FileChannel lock;

    private ServedFolder(Path root, boolean temporary, String lock) throws IOException {
        this.root = root;
        this.temporary = temporary;
        this.lock = lock(root, lock);
    }

    /** Makes a server of a folder. */
    @FunctionalInterface
    public interface Starter<S> {
        S start(ServedFolder folder) throws IOException;
    }

    /**
     * Starts a server on a folder, which the server closes when it ends.
     *
     * @param folder made if it is not there; null for a temporary one, which is removed when it is closed
     * @param lock where in it the lock is, a path
     * @throws UncheckedIOException if the folder cannot be used
     * @throws IllegalStateException if another server uses the folder
     */
    public static <S> S serve(Path folder, String lock, Starter<S> starter) {
        try {
            Path root = folder == null ? Files.createTempDirectory("emulator") : folder;
            ServedFolder served = new ServedFolder(root, folder == null, lock);
            try {
                return starter.start(served);
            } catch (IOException | RuntimeException e) {
                served.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start in " + folder, e);
        }
    }

    public Path root() {
        return root;
    }

    @Override
    public void close() {
        try {
            lock.close();
            if (temporary) {
                delete(root);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot leave " + root, e);
        }
    }

    /** Removes a folder and all that is in it; no error if it is not there. */
    public static void delete(Path folder) throws IOException {
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

    private static FileChannel lock(Path root, String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new IllegalStateException("another emulator serves " + root, e);
        }
        channel.close();
        throw new IllegalStateException("another emulator serves " + root);
    }
}
