package io.datachannels.plugins.stream;

import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Reader;
import io.datachannels.spi.ReaderPlugin;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.TaskContext;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Makes rows up: for trying a writer, and for measuring the engine. Every channel delivers the same number of rows. */
public final class StreamReaderPlugin implements ReaderPlugin<StreamReaderConfig> {
    @Override
    public String name() {
        return "streamreader";
    }

    @Override
    public Class<StreamReaderConfig> config() {
        return StreamReaderConfig.class;
    }

    @Override
    public Reader open(StreamReaderConfig config, JobContext job) {
        return new StreamReader(config, job.zone());
    }

    /** A share of the rows. */
    record Slice(int number, long rows) implements Split {
        /** How many rows the slices before it have. */
        long firstRow() {
            return Math.multiplyExact(rows, number);
        }

        @Override
        public String describe() {
            return "slice " + number;
        }
    }

    private record StreamReader(StreamReaderConfig config, ZoneId zone) implements Reader {
        @Override
        public Schema schema() {
            List<Column> columns = new ArrayList<>();
            for (StreamReaderConfig.Cell cell : config.column()) {
                columns.add(new Column("column" + columns.size(), type(cell.type())));
            }
            return new Schema(columns);
        }

        @Override
        public List<Split> plan(int parallelism) {
            List<Split> slices = new ArrayList<>();
            for (int i = 0; i < parallelism; i++) {
                slices.add(new Slice(i, config.sliceRecordCount()));
            }
            sources((Slice) slices.get(slices.size() - 1));
            return slices;
        }

        @Override
        public SplitReader read(Split split, TaskContext task) {
            Slice slice = (Slice) split;
            return new SliceReader(sources(slice), config.rowBytes(), slice.rows());
        }

        private ColumnSource[] sources(Slice slice) {
            ColumnSource[] sources = new ColumnSource[config.column().size()];
            for (int i = 0; i < sources.length; i++) {
                long seed = slice.number() * 1_000L + i;
                try {
                    sources[i] = ColumnSource.of(config.column().get(i), slice, seed, zone);
                } catch (IllegalArgumentException | ArithmeticException e) {
                    throw new JobFailure("column[" + i + "] of " + slice.describe() + ": " + e.getMessage(), "");
                }
            }
            return sources;
        }

        @Override
        public void close() {}
    }

    private static ColumnType type(StreamReaderConfig.Type type) {
        return switch (type) {
            case STRING -> ColumnType.TEXT;
            case LONG -> ColumnType.LONG;
            case DOUBLE -> ColumnType.DOUBLE;
            case BOOL -> ColumnType.BOOL;
            case DATE -> ColumnType.TIMESTAMP;
            case BYTES -> ColumnType.BYTES;
            case DECIMAL -> ColumnType.DECIMAL;
            case JSON -> ColumnType.JSON;
        };
    }
}
