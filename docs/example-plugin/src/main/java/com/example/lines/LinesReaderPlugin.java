package com.example.lines;

import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Cast;
import io.datachannels.spi.Column;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Reader;
import io.datachannels.spi.ReaderPlugin;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TransientFailure;
import java.io.IOException;
import java.io.LineNumberReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads lines of files. A split is a file. */
public final class LinesReaderPlugin implements ReaderPlugin<LinesReaderConfig> {
    @Override
    public String name() {
        return "linesreader";
    }

    @Override
    public Class<LinesReaderConfig> config() {
        return LinesReaderConfig.class;
    }

    @Override
    public Reader open(LinesReaderConfig config, JobContext job) {
        Path folder = Path.of(config.path());
        if (!Files.isDirectory(folder)) {
            throw new JobFailure("path is not a folder: " + folder, "Check path.");
        }
        return new FolderReader(config, folder);
    }

    /** A file by its name, without anything that another process could not use. */
    record FileSplit(String name) implements Split {
        @Override
        public String describe() {
            return name;
        }
    }

    private record FolderReader(LinesReaderConfig config, Path folder) implements Reader {
        @Override
        public Schema schema() {
            return new Schema(config.column().stream()
                    .map(each -> new Column(each.name(), each.type().columnType))
                    .toList());
        }

        @Override
        public List<Split> plan(int parallelism) {
            try (Stream<Path> files = Files.list(folder)) {
                return files.map(each -> each.getFileName().toString())
                        .filter(each -> each.endsWith(config.suffix()))
                        .sorted()
                        .<Split>map(FileSplit::new)
                        .toList();
            } catch (IOException e) {
                throw new JobFailure("the folder cannot be listed: " + e, "Check path and its rights.", e);
            }
        }

        @Override
        public SplitReader read(Split split, TaskContext task) {
            Path file = folder.resolve(((FileSplit) split).name());
            LineNumberReader lines = task.call("open " + file, () -> open(file));
            return new LineReader(file, lines, config.column(), task);
        }

        private static LineNumberReader open(Path file) {
            try {
                return new LineNumberReader(Files.newBufferedReader(file));
            } catch (NoSuchFileException e) {
                throw new FatalFailure(file + " is not there any more", "Run the job again.", e);
            } catch (IOException e) {
                throw new TransientFailure("cannot open " + file + ": " + e, e);
            }
        }

        @Override
        public void close() {}
    }

    private record LineReader(Path file, LineNumberReader lines, List<LinesReaderConfig.Cell> columns, TaskContext task)
            implements SplitReader {
        @Override
        public boolean read(BatchBuilder batch) {
            while (!batch.isFull()) {
                String line = next();
                if (line == null) {
                    return false;
                }
                try {
                    add(Line.cells(line), batch);
                    batch.endRow();
                } catch (RowFailure e) {
                    batch.dropRow();
                    String column =
                            e.column() < 0 ? null : columns.get(e.column()).name();
                    task.reject(file + " line " + lines.getLineNumber(), column, line, e.getMessage());
                }
            }
            return true;
        }

        private String next() {
            try {
                return lines.readLine();
            } catch (IOException e) {
                throw new TransientFailure(
                        "cannot read " + file + " behind line " + lines.getLineNumber() + ": " + e, e);
            }
        }

        private void add(List<String> cells, BatchBuilder batch) {
            if (cells.size() != columns.size()) {
                throw new RowFailure(-1, "has " + cells.size() + " cells in place of " + columns.size());
            }
            for (int i = 0; i < cells.size(); i++) {
                String cell = cells.get(i);
                switch (cell == null
                        ? LinesReaderConfig.Type.TEXT
                        : columns.get(i).type()) {
                    case TEXT -> batch.addText(cell); // null is a null cell
                    case LONG -> batch.addLong(Cast.parseLong(cell, i));
                    case DOUBLE -> batch.addDouble(Cast.parseDouble(cell, i));
                    case TIMESTAMP -> batch.addTimestamp(task.cast().parseTimestamp(cell, i));
                }
            }
        }

        @Override
        public void close() {
            try {
                lines.close();
            } catch (IOException e) {
                throw new TransientFailure("cannot close " + file + ": " + e, e);
            }
        }
    }
}
