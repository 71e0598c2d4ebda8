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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;

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

    /** The run whose files these are, which a later run may have to finish or remove. */
    record Run(String id) implements WriterState {}

    /** How many rows a task wrote. */
    record Written(int task, long rows) implements TaskReport {}

    /** @param folder null to print or drop the rows */
    private record StreamWriter(StreamWriterConfig config, Path folder, String run) implements Writer {
        @Override
        public WriterState intent() {
            return new Run(run);
        }

        @Override
        public WriterState prepare() {
            return intent();
        }

        @Override
        public boolean isAllOrNothing() {
            return folder != null || !config.print();
        }

        @Override
        public TaskWriter write(WriterState state, TaskContext task) {
            if (folder != null) {
                Path part = part(state, task.task());
                return new RowWriter(io(() -> Files.newOutputStream(part)), part, config.fieldDelimiter(), task);
            }
            return new RowWriter(config.print() ? System.out : null, null, config.fieldDelimiter(), task);
        }

        @Override
        public void commit(WriterState state, List<TaskReport> reports) {
            if (folder != null) {
                io(() -> show(state, reports));
            }
        }

        /** The first part is removed first, and with it gone the file is known to be complete. */
        private Void show(WriterState state, List<TaskReport> reports) throws IOException {
            if (reports.isEmpty() || Files.exists(part(state, 0))) {
                try (OutputStream out = Files.newOutputStream(whole(state))) {
                    for (TaskReport each : reports) {
                        Files.copy(part(state, ((Written) each).task()), out);
                    }
                }
                Files.move(whole(state), folder.resolve(config.fileName()), StandardCopyOption.REPLACE_EXISTING);
            }
            return removeParts(state, reports);
        }

        @Override
        public void abort(WriterState state, List<TaskReport> reports) {
            if (folder != null) {
                io(() -> Files.deleteIfExists(whole(state)));
                io(() -> removeParts(state, reports));
            }
        }

        @Override
        public void close() {}

        private Void removeParts(WriterState state, List<TaskReport> reports) throws IOException {
            for (TaskReport each : reports) {
                Files.deleteIfExists(part(state, ((Written) each).task()));
            }
            return null;
        }

        private Path whole(WriterState state) {
            return folder.resolve(config.fileName() + "." + ((Run) state).id());
        }

        private Path part(WriterState state, int task) {
            return folder.resolve("%s.%s.%05d".formatted(config.fileName(), ((Run) state).id(), task));
        }
    }

    /** @param out null to drop the rows; @param part the file behind it, or null */
    private static final class RowWriter implements TaskWriter {
        private final OutputStream out;
        private final Path part;
        private final String delimiter;
        private final TaskContext task;
        private long rows;
        private boolean finished;

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
            io(() -> {
                out.write(text.toString().getBytes(StandardCharsets.UTF_8));
                return null;
            });
        }

        @Override
        public TaskReport finish() {
            if (part != null) {
                closeFile();
            }
            finished = true;
            return new Written(task.task(), rows);
        }

        @Override
        public void close() {
            if (part != null && !finished) {
                closeFile();
                io(() -> Files.deleteIfExists(part));
            }
        }

        private void closeFile() {
            io(() -> {
                out.close();
                return null;
            });
        }

        private void add(StringBuilder text, Row row) {
            Cast cast = task.cast();
            for (int i = 0; i < row.columns(); i++) {
                text.append(i == 0 ? "" : delimiter).append(row.isNull(i) ? "null" : cast.toText(row, i));
            }
            text.append('\n');
        }
    }

    /** @throws FatalFailure if the files cannot be written */
    private static <T> T io(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw new FatalFailure("the rows cannot be written: " + e, "Make room or choose another path.", e);
        }
    }
}
