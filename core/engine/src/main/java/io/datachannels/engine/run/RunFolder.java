package io.datachannels.engine.run;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonText;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What a run writes down, in a folder of its own: {@code stage}, {@code plan.json}, {@code tasks.jsonl} with the result of every
 * finished task, {@code dirty.jsonl}, {@code report.json}. The process that works on it holds a lock, which ends with the process.
 */
final class RunFolder implements AutoCloseable {
    private static final int IDS = 20;

    private final Path path;
    private final FileChannel lockChannel;

    private RunFolder(Path path, FileChannel lockChannel) {
        this.path = path;
        this.lockChannel = lockChannel;
    }

    /**
     * @param ids gives an id, and another one if there is a run of that id
     * @throws FatalFailure if the folder cannot be made
     */
    static RunFolder create(Path runs, Supplier<String> ids) {
        Path path = runs;
        try {
            Files.createDirectories(runs);
            for (int i = 0; i < IDS; i++) {
                path = runs.resolve(ids.get());
                if (!Files.exists(path)) {
                    Files.createDirectory(path);
                    return lock(path);
                }
            }
            throw new FileAlreadyExistsException(path.toString());
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /** A folder to look at, without its lock; there is nothing to close. */
    static RunFolder look(Path path) {
        return new RunFolder(path, null);
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
                throw new FatalFailure("run " + id + " is still going on", "Wait for it, or stop its process first.");
            }
            return folder;
        } catch (IOException e) {
            throw failed(path, e);
        }
    }

    /**
     * The runs on a target that did not come to an end and that no process works on, oldest first, locked.
     *
     * @param target the target's fingerprint
     */
    static List<RunFolder> dead(Path runs, String target, String except) {
        List<RunFolder> dead = new ArrayList<>();
        try (var children = Files.list(runs)) {
            for (Path path : children.filter(Files::isDirectory).sorted().toList()) {
                Stage stage = readStage(path);
                boolean unfinished = stage != null && !stage.isEnd();
                if (unfinished
                        && !path.getFileName().toString().equals(except)
                        && target.equals(Plan.target(look(path)))) {
                    RunFolder folder = lock(path);
                    if (folder != null) {
                        dead.add(folder);
                    }
                }
            }
            return dead;
        } catch (IOException e) {
            dead.forEach(RunFolder::close);
            throw failed(runs, e);
        }
    }

    /** The newest run that fits and that no process works on, locked. */
    static Optional<RunFolder> newest(Path runs, Predicate<RunFolder> fits) {
        if (!Files.isDirectory(runs)) {
            return Optional.empty();
        }
        try (var children = Files.list(runs)) {
            List<Path> newestFirst = children.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (Path path : newestFirst) {
                if (fits.test(new RunFolder(path, null))) {
                    RunFolder folder = lock(path);
                    if (folder != null) {
                        return Optional.of(folder);
                    }
                }
            }
            return Optional.empty();
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
        return stage(path);
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

    /** Adds a line to a file, in place of a last one that was cut off when a process died. */
    void append(String file, String line) {
        Path target = path.resolve(file);
        try (RandomAccessFile out = new RandomAccessFile(target.toFile(), "rwd")) {
            out.seek(wholeLines(out));
            out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            out.setLength(out.getFilePointer());
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    /** The file as JSON, or null if there is none. */
    JsonObject read(String file) {
        return read(path, file);
    }

    /** A file of a run as JSON, or null if there is none. */
    static JsonObject read(Path run, String file) {
        try {
            return (JsonObject) JsonReader.read(Files.readString(run.resolve(file), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw failed(run.resolve(file), e);
        }
    }

    /** Where a run stands; null if it did not get so far as to open anything. */
    static Stage stage(Path run) {
        try {
            return readStage(run);
        } catch (IOException e) {
            throw failed(run, e);
        }
    }

    /** Whether a process works on a run at this moment. */
    static boolean isInUse(Path run) {
        try (RunFolder folder = lock(run)) {
            return folder == null;
        } catch (IOException e) {
            throw failed(run, e);
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
        return e instanceof FileAlreadyExistsException
                ? "there is something else of that name"
                : String.valueOf(e.getMessage());
    }

    /** The length without a last line that has no end. */
    private static long wholeLines(RandomAccessFile file) throws IOException {
        for (long end = file.length(); end > 0; end--) {
            file.seek(end - 1);
            if (file.read() == '\n') {
                return end;
            }
        }
        return 0;
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

    /** Null if another process, or another job of this one, has it. */
    private static RunFolder lock(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        return locked ? new RunFolder(path, channel) : null;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static FatalFailure failed(Path path, IOException e) {
        return new FatalFailure(
                "the run folder cannot be used: " + path + ": " + reason(e),
                "Make room or choose another folder with --runs.",
                e);
    }
}
