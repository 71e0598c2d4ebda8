package io.datachannels.testkit;

import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Column;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.Reader;
import io.datachannels.spi.ReaderPlugin;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.SplitReport;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.SecretText;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/**
 * {@code memoryreader}: a source in memory, one split for each list of rows. Calls that {@link #before} takes: {@code open}, {@code
 * plan}, {@code read}, {@code row}, {@code commit}, {@code close}.
 */
public final class MemoryReaderPlugin implements ReaderPlugin<MemoryReaderPlugin.Config> {
    private static final int ROWS_AT_ONCE = 10;

    private final List<List<List<Object>>> splits;
    private final Schema schema;
    private final Hooks hooks = new Hooks();
    private final List<Position> committed = new CopyOnWriteArrayList<>();

    /** The parameters of memoryreader. */
    public record Config(
            @Optional @Doc("Proves that it is not shown.") SecretText accessKey) {}

    /** One of the lists. */
    public record MemorySplit(int number) implements Split {
        @Override
        public String describe() {
            return "list " + number;
        }
    }

    /** How many rows a split had. */
    public record Position(int split, long rows) implements SplitReport {}

    /** The columns are as many as the first row has cells, or one, and called c0, c1 and so on. */
    public MemoryReaderPlugin(List<List<List<Object>>> splits) {
        this(splits, columns(splits));
    }

    public MemoryReaderPlugin(List<List<List<Object>>> splits, Schema schema) {
        this.splits = splits;
        this.schema = schema;
    }

    private static Schema columns(List<List<List<Object>>> splits) {
        int width = splits.stream()
                .flatMap(List::stream)
                .map(List::size)
                .findFirst()
                .orElse(1);
        return new Schema(
                IntStream.range(0, width).mapToObj(i -> Column.untyped("c" + i)).toList());
    }

    /** So many splits of so many rows of two cells: the split's number and the row's. */
    public static MemoryReaderPlugin of(int splits, int rows) {
        List<List<List<Object>>> lists = new ArrayList<>();
        for (long split = 0; split < splits; split++) {
            List<List<Object>> list = new ArrayList<>();
            for (long row = 0; row < rows; row++) {
                list.add(List.of(split, row));
            }
            lists.add(list);
        }
        return new MemoryReaderPlugin(lists);
    }

    /** Lets something happen before each call of this kind. */
    public MemoryReaderPlugin before(String call, Hooks.Action action) {
        hooks.set(call, action);
        return this;
    }

    public List<String> calls() {
        return hooks.calls();
    }

    /** The positions that were committed. */
    public List<Position> committed() {
        return committed;
    }

    /** All rows of all splits. */
    public List<List<Object>> rows() {
        return splits.stream().flatMap(List::stream).toList();
    }

    @Override
    public String name() {
        return "memoryreader";
    }

    @Override
    public Class<Config> config() {
        return Config.class;
    }

    @Override
    public Reader open(Config config, JobContext job) {
        hooks.reach("open", Hooks.Step.OF_JOB);
        return new MemoryReader();
    }

    private final class MemoryReader implements Reader {
        @Override
        public Schema schema() {
            return schema;
        }

        @Override
        public List<Split> plan(int parallelism) {
            hooks.reach("plan", Hooks.Step.OF_JOB);
            List<Split> plan = new ArrayList<>();
            for (int i = 0; i < splits.size(); i++) {
                plan.add(new MemorySplit(i));
            }
            return plan;
        }

        @Override
        public SplitReader read(Split split, TaskContext task) {
            hooks.reach("read", new Hooks.Step(task.task(), task.attempt(), 0));
            int number = ((MemorySplit) split).number();
            return new ListReader(number, splits.get(number), task);
        }

        @Override
        public void commit(List<SplitReport> reports) {
            hooks.reach("commit", Hooks.Step.OF_JOB);
            reports.forEach(each -> committed.add((Position) each));
        }

        @Override
        public void close() {
            hooks.reach("close", Hooks.Step.OF_JOB);
        }
    }

    private final class ListReader implements SplitReader {
        private final int number;
        private final List<List<Object>> rows;
        private final TaskContext task;
        private int next;

        ListReader(int number, List<List<Object>> rows, TaskContext task) {
            this.number = number;
            this.rows = rows;
            this.task = task;
        }

        @Override
        public boolean read(BatchBuilder batch) {
            int end = Math.min(rows.size(), next + ROWS_AT_ONCE);
            for (; next < end && !batch.isFull(); next++) {
                hooks.reach("row", new Hooks.Step(task.task(), task.attempt(), next));
                Rows.add(batch, rows.get(next));
            }
            return next < rows.size();
        }

        @Override
        public SplitReport report() {
            return new Position(number, next);
        }

        @Override
        public void close() {
            hooks.reach("closeSplit", new Hooks.Step(task.task(), task.attempt(), 0));
        }
    }
}
