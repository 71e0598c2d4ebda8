package io.datachannels.plugins.stream;

import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Schema;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterPlugin;
import io.datachannels.spi.WriterState;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** @throws JobFailure if rows go to a file, which appears as a whole */
    @Override
    public StreamWriterConfig adding(StreamWriterConfig config) {
        if (config.path() != null) {
            throw new JobFailure(
                    "streamwriter cannot add rows to a file that a former run wrote: it would replace it",
                    "Give the job file another fileName, and name it behind the run.");
        }
        return config;
    }

    @Override
    public Writer open(StreamWriterConfig config, Schema schema, JobContext job) {
        if (config.path() == null) {
            return new Terminal(config.print(), config.fieldDelimiter());
        }
        Path folder = Path.of(config.path());
        if (!(Files.isDirectory(folder) && Files.isWritable(folder))) {
            throw new JobFailure("path is not a folder that can be written: " + folder, "Make the folder first.");
        }
        return new FileWriter(folder, config.fileName(), config.fieldDelimiter(), job.runId());
    }

    /** The standard output, or nothing. */
    private record Terminal(boolean print, String delimiter) implements Writer {
        @Override
        public boolean isAllOrNothing() {
            return !print;
        }

        @Override
        public TaskWriter write(WriterState state, TaskContext task) {
            return print ? new PrintedRows(System.out, null, delimiter, task) : new DroppedRows(task.task());
        }

        @Override
        public void commit(WriterState state, List<TaskReport> reports) {}

        @Override
        public void abort(WriterState state, List<TaskReport> reports) {}

        @Override
        public void close() {}
    }
}
