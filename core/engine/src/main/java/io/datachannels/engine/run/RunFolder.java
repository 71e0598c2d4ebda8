package io.datachannels.engine.run;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonText;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run writes down, in a folder of its own: {@code stage}, {@code plan.json}, {@code tasks.jsonl} with the result of every
 * finished task, {@code dirty.jsonl}, {@code report.json}. The process that works on it holds a lock, which ends with the process.
 */
final class RunFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lockChannel;

    private RunFolder(Path path, FileChannel lockChannel) {
        this.path = path;
        this.lockChannel = lockChannel;
    }

    /** @throws FatalFailure if the folder cannot be made */
    static RunFolder create(Path runs, String id) {
        Path path = runs.resolve(id);
        try {
            Files.createDirectories(runs);
            Files.createDirectory(path);
            return lock(path);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** @throws JobFailure if there is no such run or another process works on it */
    static RunFolder open(Path runs, String id) {
        Path path = runs.resolve(id);
        if (!Files.isDirectory(path)) {
            throw new JobFailure(
                    "there is no run " + id + " in " + runs, "Look at the folder's names for the run's id.");
        }
        try {
            RunFolder folder = lock(path);
            if (folder == null) {
                throw new JobFailure("run " + id + " is still going on", "Wait for it, or stop its process first.");
            }
            return folder;
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /**
     * A run that did not come to an end.
     *
     * @param folder locked, to be closed by the caller; null if another process works on it
     * @param target the target's fingerprint; null if the run did not get so far
     */
    record Found(String id, RunFolder folder, String target) {}

    /** The runs that did not come to an end, but for this one, oldest first. */
    static List<Found> unfinished(Path runs, String except) {
        List<Found> found = new ArrayList<>();
        try (var children = Files.list(runs)) {
            for (Path path : children.filter(Files::isDirectory).sorted().toList()) {
                Stage stage = readStage(path);
                String id = path.getFileName().toString();
                if (stage != null && !stage.isEnd() && !id.equals(except)) {
                    RunFolder folder = lock(path);
                    found.add(new Found(id, folder, Plan.target(new RunFolder(path, null))));
                }
            }
            return found;
        } catch (IOException e) {
            throw failed(runs, e);
        }
    }

    String id() {
        return path.getFileName().toString();
    }

    Path path() {
        return path;
    }

    Stage stage() {
        try {
            return readStage(path);
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    void stage(Stage stage) {
        write("stage", stage.name());
    }

    /** Replaces a file in one step. */
    void write(String file, String text) {
        Path target = path.resolve(file);
        Path fresh = path.resolve(file + ".new");
        try {
            Files.writeString(
                    fresh,
                    text,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.SYNC);
            move(fresh, target);
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    /** Adds a line to a file. */
    void append(String file, String line) {
        Path target = path.resolve(file);
        try {
            Files.writeString(
                    target, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    /** The file as JSON, or null if there is none. */
    JsonObject read(String file) {
        try {
            return (JsonObject) JsonReader.read(Files.readString(path.resolve(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw failed(path.resolve(file), e);
        }
    }

    /** The file's lines as JSON; a last line that was cut off when the process died does not count. */
    List<Json> readLines(String file) {
        List<Json> lines = new ArrayList<>();
        try {
            String text = Files.readString(path.resolve(file), StandardCharsets.UTF_8);
            int begin = 0;
            for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', begin)) {
                lines.add(JsonReader.read(text.substring(begin, end)));
                begin = end + 1;
            }
            return lines;
        } catch (NoSuchFileException e) {
            return lines;
        } catch (IOException e) {
            throw failed(path.resolve(file), e);
        }
    }

    static String text(Json json) {
        return JsonText.pretty(json) + "\n";
    }

    @Override
    public void close() {
        try {
            lockChannel.close();
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** What the operating system says, such as {@code No space left on device}. */
    static String reason(IOException e) {
        if (e instanceof FileSystemException fs && fs.getReason() != null) {
            return fs.getReason();
        }
        return e instanceof FileAlreadyExistsException ? "it exists already" : String.valueOf(e.getMessage());
    }

    private static Stage readStage(Path path) throws IOException {
        try {
            return Stage.valueOf(Files.readString(path.resolve("stage")).trim());
        } catch (NoSuchFileException e) {
            return null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static RunFolder lock(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new RunFolder(path, channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            return null;
        }
        channel.close();
        return null;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static FatalFailure failed(Path path, IOException e) {
        return new FatalFailure(
                "the run folder cannot be used: " + path + ": " + reason(e),
                "Make room or choose another folder with --runs.",
                e);
    }
}
