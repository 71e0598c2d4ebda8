package com.example.lines;

import io.datachannels.spi.Batch;
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
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Writes lines into files, one for each task, which get their names at the commit. */
public final class LinesWriterPlugin implements WriterPlugin<LinesWriterConfig> {
    @Override
    public String name() {
        return "lineswriter";
    }

    @Override
    public Class<LinesWriterConfig> config() {
        return LinesWriterConfig.class;
    }

    @Override
    public Writer open(LinesWriterConfig config, Schema schema, JobContext job) {
        Path folder = Path.of(config.path());
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new JobFailure("path is not a folder that can be written: " + folder, "Make the folder first.");
        }
        return new FolderWriter(config.name(), folder, job.runId());
    }

    /** The run that the unfinished files belong to; a later run may have to finish or remove them. */
    record Run(String id) implements WriterState {}

    /** A finished file that waits for its name. */
    record Part(String unfinished, long rows) implements TaskReport {
        String file() {
            return unfinished.substring(0, unfinished.indexOf('.')) + ".tsv";
        }
    }

    private record FolderWriter(String name, Path folder, String run) implements Writer {
        @Override
        public WriterState intent() {
            return new Run(run);
        }

        @Override
        public WriterState prepare() {
            return intent();
        }

        @Override
        public TaskWriter write(WriterState state, TaskContext task) {
            String run = ((Run) state).id();
            Path path = folder.resolve("%s-%05d.%s.%d.part".formatted(name, task.task(), run, task.attempt()));
            return new PartWriter(path, task.call("open " + path, () -> Files.newBufferedWriter(path)), task);
        }

        /** A commit may be repeated: a part that is gone has its name already. */
        @Override
        public void commit(WriterState state, List<TaskReport> reports) {
            Set<String> shown = new HashSet<>();
            io(() -> {
                for (TaskReport each : reports) {
                    Path unfinished = folder.resolve(((Part) each).unfinished());
                    Path file = folder.resolve(((Part) each).file());
                    if (Files.exists(unfinished) || !Files.exists(file)) {
                        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
                    }
                    shown.add(((Part) each).file());
                }
                remove(each -> each.matches(name + "-\\d{5}\\.tsv") && !shown.contains(each));
            });
            abort(state, reports);
        }

        /** Also removes what attempts left whose process died. */
        @Override
        public void abort(WriterState state, List<TaskReport> reports) {
            io(() -> remove(each -> each.matches(name + "-\\d{5}\\." + ((Run) state).id() + "\\..*")));
        }

        private void remove(Predicate<String> which) throws IOException {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path each : files.toList()) {
                    if (which.test(each.getFileName().toString())) {
                        Files.delete(each);
                    }
                }
            }
        }

        @Override
        public void close() {}
    }

    private static final class PartWriter implements TaskWriter {
        private final Path unfinished;
        private final TaskContext task;
        private final BufferedWriter out;
        private long rows;
        private boolean finished;

        PartWriter(Path unfinished, BufferedWriter out, TaskContext task) {
            this.unfinished = unfinished;
            this.task = task;
            this.out = out;
        }

        @Override
        public void write(Batch batch) {
            for (int i = 0; i < batch.rows(); i++) {
                try {
                    String line = line(batch.row(i));
                    io(() -> out.write(line));
                    rows++;
                } catch (RowFailure e) {
                    task.reject(batch, i, e);
                }
            }
        }

        private String line(Row row) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.columns(); i++) {
                String cell = row.isNull(i) ? null : task.cast().toText(row, i);
                line.append(i == 0 ? "" : "\t").append(Line.written(cell));
            }
            return line.append('\n').toString();
        }

        @Override
        public TaskReport finish() {
            io(out::close);
            finished = true;
            return new Part(unfinished.getFileName().toString(), rows);
        }

        @Override
        public void close() {
            if (!finished) {
                io(out::close);
                io(() -> Files.deleteIfExists(unfinished));
            }
        }
    }

    /** What may fail for the disk. */
    private interface Work {
        void run() throws IOException;
    }

    private static void io(Work work) {
        try {
            work.run();
        } catch (IOException e) {
            throw new FatalFailure("the files cannot be written: " + e, "Make room or choose another path.", e);
        }
    }
}
