package io.datachannels.plugins.stream;

import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.JobContext;
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
            return slices;
        }

        @Override
        public SplitReader read(Split split, TaskContext task) {
            Slice slice = (Slice) split;
            CellSource[] cells = new CellSource[config.column().size()];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = CellSource.of(config.column().get(i), slice.number() * 1_000L + i, zone);
            }
            return new SliceReader(cells, slice.rows());
        }

        @Override
        public void close() {}
    }

    private static final class SliceReader implements SplitReader {
        private final CellSource[] cells;
        private final long rows;
        private long left;

        SliceReader(CellSource[] cells, long rows) {
            this.cells = cells;
            this.rows = rows;
            this.left = rows;
        }

        @Override
        public boolean read(BatchBuilder batch) {
            for (; left > 0 && !batch.isFull(); left--) {
                for (CellSource cell : cells) {
                    cell.addTo(batch);
                }
                batch.endRow();
            }
            return left > 0;
        }

        @Override
        public double progress() {
            return rows == 0 ? 1 : (double) (rows - left) / rows;
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
