package io.datachannels.plugins.stream;

import io.datachannels.spi.Batch;
import io.datachannels.spi.Cast;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.Schema;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterPlugin;
import io.datachannels.spi.WriterState;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/** Prints rows, drops them, or writes them to a file that appears when the job is done. */
public final class StreamWriterPlugin implements WriterPlugin<StreamWriterConfig> {
    @Override
    public String name() {
        return "streamwriter";
    }

    @Override
    public Class<StreamWriterConfig> config() {
        return StreamWriterConfig.class;
    }

    @Override
    public Writer open(StreamWriterConfig config, Schema schema, JobContext job) {
        Path folder = config.path() == null ? null : Path.of(config.path());
        if (folder != null && !(Files.isDirectory(folder) && Files.isWritable(folder))) {
            throw new JobFailure("path is not a folder that can be written: " + folder, "Make the folder first.");
        }
        return new StreamWriter(config, folder, job.runId());
    }

    /** How many rows a task wrote. */
    record Written(long rows) implements TaskReport {}

    private record StreamWriter(StreamWriterConfig config, Path folder, String run) implements Writer {
        @Override
        public TaskWriter write(WriterState state, TaskContext task) {
            if (folder == null && !config.print()) {
                return new RowWriter(null, null, config.fieldDelimiter(), task);
            }
            Path part = folder == null ? null : part(task.task());
            try {
                OutputStream out = part == null ? System.out : Files.newOutputStream(part);
                return new RowWriter(out, part, config.fieldDelimiter(), task);
            } catch (IOException e) {
                throw failed(e);
            }
        }

        @Override
        public void commit(WriterState state, List<TaskReport> reports) {
            if (folder == null) {
                return;
            }
            Path whole = folder.resolve(config.fileName() + "." + run);
            try {
                if (reports.isEmpty() || Files.exists(part(0))) {
                    try (OutputStream out = Files.newOutputStream(whole)) {
                        for (int i = 0; i < reports.size(); i++) {
                            Files.copy(part(i), out);
                        }
                    }
                    Files.move(whole, folder.resolve(config.fileName()), StandardCopyOption.REPLACE_EXISTING);
                    removeParts(reports.size());
                }
            } catch (IOException e) {
                throw failed(e);
            }
        }

        @Override
        public void abort(WriterState state, List<TaskReport> reports) {
            try {
                if (folder != null) {
                    Files.deleteIfExists(folder.resolve(config.fileName() + "." + run));
                }
                removeParts(reports.size());
            } catch (IOException e) {
                throw failed(e);
            }
        }

        @Override
        public void close() {}

        private void removeParts(int count) throws IOException {
            for (int i = count - 1; i >= 0 && folder != null; i--) {
                Files.deleteIfExists(part(i));
            }
        }

        private Path part(int task) {
            return folder.resolve("%s.%s.%05d".formatted(config.fileName(), run, task));
        }
    }

    private static final class RowWriter implements TaskWriter {
        private final OutputStream out;
        private final Path part;
        private final String delimiter;
        private final TaskContext task;
        private long rows;
        private boolean finished;

        /** @param out null to drop the rows; @param part the file behind it, or null */
        RowWriter(OutputStream out, Path part, String delimiter, TaskContext task) {
            this.out = out;
            this.part = part;
            this.delimiter = delimiter;
            this.task = task;
        }

        @Override
        public void write(Batch batch) {
            if (out == null) {
                rows += batch.rows();
                return;
            }
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < batch.rows(); i++) {
                int begin = text.length();
                try {
                    add(text, batch.row(i));
                    rows++;
                } catch (RowFailure e) {
                    text.setLength(begin);
                    task.reject(batch, i, e);
                }
            }
            try {
                out.write(text.toString().getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw failed(e);
            }
        }

        @Override
        public TaskReport finish() {
            try {
                if (out != null) {
                    out.flush();
                }
                if (part != null) {
                    out.close();
                }
            } catch (IOException e) {
                throw failed(e);
            }
            finished = true;
            return new Written(rows);
        }

        @Override
        public void close() {
            try {
                if (part != null && !finished) {
                    out.close();
                    Files.deleteIfExists(part);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void add(StringBuilder text, Row row) {
            Cast cast = task.cast();
            for (int i = 0; i < row.columns(); i++) {
                text.append(i == 0 ? "" : delimiter).append(row.isNull(i) ? "null" : cast.toText(row, i));
            }
            text.append('\n');
        }
    }

    private static FatalFailure failed(IOException e) {
        return new FatalFailure(
                "the rows cannot be written: " + e.getMessage(), "Make room or choose another path.", e);
    }
}
