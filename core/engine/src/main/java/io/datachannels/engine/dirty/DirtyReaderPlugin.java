package io.datachannels.engine.dirty;

import io.datachannels.engine.json.JsonObject;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.Reader;
import io.datachannels.spi.ReaderPlugin;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.config.Doc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the dirty rows that a run kept. In no installation: a replay brings it along. */
public final class DirtyReaderPlugin implements ReaderPlugin<DirtyReaderPlugin.Config> {
    /** As in the job of a replay. */
    public static final String NAME = "dirtyreader";

    private final Path file;
    private final Schema schema;

    /** The one key, which tells replays apart. */
    public record Config(
            @Doc("The run whose dirty rows are read.") String run) {}

    /**
     * @param file {@code dirty.jsonl} of the run
     * @param schema the columns that the run's reader had
     */
    public DirtyReaderPlugin(Path file, Schema schema) {
        this.file = file;
        this.schema = schema;
    }

    /** How many rows there are to move, and how many not. */
    public DirtyCounts count() {
        return DirtyFile.count(file);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Class<Config> config() {
        return Config.class;
    }

    @Override
    public Reader open(Config config, JobContext job) {
        return new DirtyReader(config.run());
    }

    private final class DirtyReader implements Reader {
        private final String run;

        DirtyReader(String run) {
            this.run = run;
        }

        @Override
        public Schema schema() {
            return schema;
        }

        @Override
        public List<Split> plan(int parallelism) {
            DirtyCounts counts = count();
            List<Split> splits = new ArrayList<>();
            if (counts.untransformed() > 0) {
                splits.add(new DirtySplit(run, false));
            }
            if (counts.unwritten() > 0) {
                splits.add(new DirtySplit(run, true));
            }
            return splits;
        }

        @Override
        public SplitReader read(Split split, TaskContext task) {
            return new RowReader(new DirtyFile(file), ((DirtySplit) split).side());
        }

        @Override
        public void close() {}
    }

    private record RowReader(DirtyFile lines, String side) implements SplitReader {
        @Override
        public boolean read(BatchBuilder batch) {
            while (!batch.isFull()) {
                JsonObject line = lines.next();
                if (line == null) {
                    return false;
                }
                if (DirtyFile.text(line, "side").equals(side)) {
                    try {
                        TypedRow.add(line.get("row"), batch);
                    } catch (IllegalArgumentException e) {
                        throw lines.failure(e);
                    }
                }
            }
            return true;
        }

        @Override
        public void close() {
            lines.close();
        }
    }
}
