package io.datachannels.engine.run;

import io.datachannels.spi.FatalFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps the rows that were set aside, as JSON lines in {@code dirty.jsonl} of the run folder. An attempt writes a file of its own
 * first, which is added when the attempt counts and thrown away when the task is run again.
 */
final class DirtyRows {
    private final Path folder;
    private final Path file;
    private final DirtyOutlet outlet;

    DirtyRows(Path folder) {
        this(folder, null);
    }

    /** @param outlet where the rows go besides, or null */
    DirtyRows(Path folder, DirtyOutlet outlet) {
        this.folder = folder;
        this.file = folder.resolve("dirty.jsonl");
        this.outlet = outlet;
    }

    /** The file, which is there only if a row was set aside. */
    Path file() {
        return file;
    }

    Attempt begin(int task, int attempt) {
        return new Attempt(folder.resolve("dirty-%05d-%d.jsonl".formatted(task, attempt)));
    }

    private synchronized void append(Path part) throws IOException {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            Files.copy(part, out);
        }
    }

    /** The rows that one attempt sets aside. Rows may be added from any thread. */
    final class Attempt {
        private final Path part;
        private BufferedWriter out;

        private Attempt(Path part) {
            this.part = part;
        }

        synchronized void add(DirtyLine line) {
            try {
                if (out == null) {
                    out = Files.newBufferedWriter(part, StandardCharsets.UTF_8);
                }
                out.write(line.text());
                out.write('\n');
            } catch (IOException e) {
                throw failed(e);
            }
        }

        /**
         * The attempt moved its split: its rows are sent where they go besides, then added to the run's.
         *
         * @throws RuntimeException what the sending throws; the rows are then not added
         */
        synchronized void send() {
            try {
                if (out != null && outlet != null) {
                    out.flush();
                    outlet.send(part);
                }
                keep();
            } catch (IOException e) {
                throw failed(e);
            }
        }

        /** The attempt counts, if only as the one that ended the job: its rows are added to the run's. */
        synchronized void keep() {
            try {
                if (out != null) {
                    out.close();
                    append(part);
                    Files.delete(part);
                    out = null;
                }
            } catch (IOException e) {
                throw failed(e);
            }
        }

        /** The attempt does not count. */
        synchronized void drop() {
            try {
                if (out != null) {
                    out.close();
                    Files.deleteIfExists(part);
                    out = null;
                }
            } catch (IOException e) {
                throw failed(e);
            }
        }

        private FatalFailure failed(IOException e) {
            return new FatalFailure(
                    "dirty rows cannot be kept in " + part + ": " + RunFolder.reason(e),
                    "Make room or choose another folder with --runs.",
                    e);
        }
    }
}
