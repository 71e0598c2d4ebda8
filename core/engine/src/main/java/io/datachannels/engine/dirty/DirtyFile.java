package io.datachannels.engine.dirty;

import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonScalar;
import io.datachannels.spi.FatalFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code dirty.jsonl} of a run folder, line by line. */
final class DirtyFile implements AutoCloseable {
    private static final int SHOWN = 20;

    private final Path file;
    private final BufferedReader in;
    private long number;

    DirtyFile(Path file) {
        this.file = file;
        try {
            this.in = Files.newBufferedReader(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(file, e.toString(), e);
        }
    }

    /** How many rows each side refused, and where some of those stand that never became rows. */
    static DirtyCounts count(Path file) {
        long unread = 0;
        long untransformed = 0;
        long unwritten = 0;
        List<String> places = new ArrayList<>();
        try (DirtyFile lines = new DirtyFile(file)) {
            for (JsonObject line = lines.next(); line != null; line = lines.next()) {
                switch (text(line, "side")) {
                    case "transformer" -> untransformed++;
                    case "writer" -> unwritten++;
                    default -> {
                        unread++;
                        if (places.size() < SHOWN) {
                            places.add(text(line, "split") + ", " + text(line, "position"));
                        }
                    }
                }
            }
        }
        return new DirtyCounts(unread, untransformed, unwritten, places);
    }

    /** The next line, or null. */
    JsonObject next() {
        try {
            String line = in.readLine();
            number++;
            return line == null ? null : (JsonObject) JsonReader.read(line);
        } catch (IOException | RuntimeException e) {
            throw failure(e);
        }
    }

    /** Says of the line that was read last what is wrong. */
    FatalFailure failure(Exception cause) {
        return unreadable(file, "line " + number + ": " + cause.getMessage(), cause);
    }

    static String text(JsonObject line, String name) {
        return ((JsonScalar) line.get(name)).text();
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw unreadable(file, e.toString(), e);
        }
    }

    private static FatalFailure unreadable(Path file, String why, Exception cause) {
        return new FatalFailure(
                "the dirty rows in " + file + " cannot be read: " + why,
                "The file must be as the run wrote it; a line that was changed must keep its form.",
                cause);
    }
}
