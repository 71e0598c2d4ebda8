package io.datachannels.plugins.stream;

import io.datachannels.spi.Batch;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Prints rows as lines, to the standard output or to a task's part of a file. */
final class PrintedRows implements TaskWriter {
    private static final int PRINT_CHARS = 64 * 1024;

    private final OutputStream out;
    private final Path part;
    private final String delimiter;
    private final TaskContext task;
    private long rows;
    private boolean finished;

    /** What an attempt of a task printed. */
    record Printed(int task, int attempt, long rows) implements TaskReport {}

    /** @param part the file behind {@code out}, or null for the standard output, which stays open */
    PrintedRows(OutputStream out, Path part, String delimiter, TaskContext task) {
        this.out = out;
        this.part = part;
        this.delimiter = delimiter;
        this.task = task;
    }

    @Override
    public void write(Batch batch) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < batch.rows(); i++) {
            if (text.length() > PRINT_CHARS) {
                print(text);
            }
            int begin = text.length();
            try {
                add(text, batch.row(i));
                rows++;
            } catch (RowFailure e) {
                text.setLength(begin);
                task.reject(batch, i, e);
            }
        }
        print(text);
    }

    private void print(StringBuilder text) {
        FileWriter.io(() -> {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            return null;
        });
        text.setLength(0);
    }

    @Override
    public TaskReport finish() {
        if (part != null) {
            closeFile();
        }
        finished = true;
        return new Printed(task.task(), task.attempt(), rows);
    }

    @Override
    public void close() {
        if (part != null && !finished) {
            closeFile();
            FileWriter.io(() -> Files.deleteIfExists(part));
        }
    }

    private void closeFile() {
        FileWriter.io(() -> {
            out.close();
            return null;
        });
    }

    private void add(StringBuilder text, Row row) {
        for (int i = 0; i < row.columns(); i++) {
            text.append(i == 0 ? "" : delimiter)
                    .append(row.isNull(i) ? "null" : task.cast().toText(row, i));
        }
        text.append('\n');
    }
}
