package io.datachannels.engine.run;

import io.datachannels.engine.json.JsonText;
import io.datachannels.engine.json.Records;
import io.datachannels.engine.transform.Refusal;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the rows that were set aside, as JSON lines in {@code dirty.jsonl} of the run folder. An attempt writes a file of its own
 * first, which is added when the attempt counts and thrown away when the task is run again.
 */
final class DirtyRows {
    private final Path folder;
    private final Path file;

    DirtyRows(Path folder) {
        this.folder = folder;
        this.file = folder.resolve("dirty.jsonl");
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

        void addUnread(int task, String split, String position, String column, String value, String reason) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("side", "reader");
            line.put("task", (long) task);
            line.put("split", split);
            line.put("position", position);
            line.put("column", column);
            line.put("value", value);
            line.put("reason", reason);
            write(line);
        }

        /** @param row as the reader delivered it, so that it can go through all transformers again */
        void addUntransformed(int task, String split, Row row, long number, Refusal refusal) {
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("side", "transformer");
            line.put("task", (long) task);
            line.put("split", split);
            line.put("position", "row " + number + " of those read");
            line.put("column", refusal.column());
            line.put("value", refusal.value());
            line.put("reason", refusal.getMessage());
            line.put("row", cells(row));
            write(line);
        }

        void addUnwritten(int task, String split, Row row, RowFailure failure) {
            int column = failure.column();
            Map<String, Object> line = new LinkedHashMap<>();
            line.put("side", "writer");
            line.put("task", (long) task);
            line.put("split", split);
            line.put("column", column < 0 ? null : row.schema().name(column));
            line.put("value", column < 0 ? null : row.show(column));
            line.put("reason", failure.getMessage());
            line.put("row", cells(row));
            write(line);
        }

        /** The attempt counts: its rows are added to the run's. */
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

        private synchronized void write(Map<String, Object> line) {
            try {
                if (out == null) {
                    out = Files.newBufferedWriter(part, StandardCharsets.UTF_8);
                }
                out.write(JsonText.compact(Records.toJson(line)));
                out.write('\n');
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

    /** Each cell as a pair of type and value, so that the row can be written again as it was. */
    private static List<Object> cells(Row row) {
        List<Object> cells = new ArrayList<>();
        for (int i = 0; i < row.columns(); i++) {
            cells.add(row.isNull(i) ? null : List.of(row.typeAt(i).name(), value(row, i)));
        }
        return cells;
    }

    private static Object value(Row row, int column) {
        return switch (row.typeAt(column)) {
            case BOOL -> row.boolAt(column);
            case LONG -> row.longAt(column);
            case DOUBLE -> Double.toString(row.doubleAt(column));
            case DECIMAL -> row.decimalAt(column).toPlainString();
            case TEXT -> row.textAt(column);
            case JSON -> row.jsonAt(column);
            case BYTES -> Base64.getEncoder().encodeToString(row.bytesAt(column));
            case DATE -> row.dateAt(column).toString();
            case TIMESTAMP -> row.timestampAt(column).toString();
        };
    }
}
