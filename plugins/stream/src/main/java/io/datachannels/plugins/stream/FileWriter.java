package io.datachannels.plugins.stream;

import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;

/** Writes rows to a file that appears when the job is done: each task writes a part beside it, and the commit joins them. */
record FileWriter(Path folder, String name, String delimiter, String run) implements Writer {
    /** The run whose files these are, which a later run may have to finish or remove. */
    record Run(String id) implements WriterState {}

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
        Path part = part(state, task.task(), task.attempt());
        return new PrintedRows(io(() -> Files.newOutputStream(part)), part, delimiter, task);
    }

    @Override
    public void commit(WriterState state, List<TaskReport> reports) {
        io(() -> show(state, reports));
    }

    /** The first part is removed first, and with it gone the file is known to be complete. */
    private Void show(WriterState state, List<TaskReport> reports) throws IOException {
        if (reports.isEmpty() || Files.exists(part(state, reports.get(0)))) {
            try (OutputStream out = Files.newOutputStream(whole(state))) {
                for (TaskReport each : reports) {
                    Files.copy(part(state, each), out);
                }
            }
            Files.move(whole(state), folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        }
        return removeParts(state, reports);
    }

    @Override
    public void abort(WriterState state, List<TaskReport> reports) {
        io(() -> Files.deleteIfExists(whole(state)));
        io(() -> removeParts(state, reports));
    }

    @Override
    public void close() {}

    private Void removeParts(WriterState state, List<TaskReport> reports) throws IOException {
        for (TaskReport each : reports) {
            Files.deleteIfExists(part(state, each));
        }
        return null;
    }

    private Path whole(WriterState state) {
        return folder.resolve(name + "." + ((Run) state).id());
    }

    private Path part(WriterState state, TaskReport report) {
        PrintedRows.Printed printed = (PrintedRows.Printed) report;
        return part(state, printed.task(), printed.attempt());
    }

    /** Each attempt has its own, so that one that was given up and wakes cannot spoil the next one's. */
    private Path part(WriterState state, int task, int attempt) {
        return folder.resolve("%s.%s.%05d.%d".formatted(name, ((Run) state).id(), task, attempt));
    }

    /** @throws FatalFailure if the files cannot be written */
    static <T> T io(Callable<T> call) {
        try {
            return call.call();
        } catch (Exception e) {
            throw new FatalFailure("the rows cannot be written: " + e, "Make room or choose another path.", e);
        }
    }
}
