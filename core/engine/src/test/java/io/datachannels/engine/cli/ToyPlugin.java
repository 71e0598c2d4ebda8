package io.datachannels.engine.cli;

import io.datachannels.spi.Batch;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Column;
import io.datachannels.spi.ConnectivityCheck;
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
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.TransientFailure;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterPlugin;
import io.datachannels.spi.WriterState;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.SecretText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A reader of numbers and a writer of one file, put into a plug-in folder by {@link Installed}; each fails as it is told. */
final class ToyPlugin {
    private ToyPlugin() {}

    /** What to do in place of the work. */
    public enum Mode {
        WORK,
        BLOCK,
        OPEN,
        FATAL,
        BUSY,
        MISTAKE,
        DIRTY,
        COMMIT,
        SLOW_COMMIT
    }

    /** The parameters of both. */
    @Doc("Numbers that fail as they are told.")
    public record Config(
            @Optional @Doc("A secret.") SecretText accessKey,

            @Default("WORK") @Doc("What to do.") Mode mode,

            @Doc("Where the rows go.") String file) {}

    /** A datasource of the toys. */
    public record Connection(String address, @Optional SecretText accessKey) {}

    /** The toys' connectivity. */
    public static final class ToyCheck implements ConnectivityCheck<Connection> {
        @Override
        public String system() {
            return "toy";
        }

        @Override
        public Class<Connection> config() {
            return Connection.class;
        }

        @Override
        public String check(Connection config, JobContext job) {
            if (config.address().equals("nowhere")) {
                throw new TransientFailure("nowhere does not answer", null);
            }
            return config.address() + " is reached";
        }
    }

    /** All rows. */
    public record Numbers(long count) implements Split {
        @Override
        public String describe() {
            return count + " numbers";
        }
    }

    /** The rows that were written. */
    public record Written(long rows) implements TaskReport {}

    /** toyreader. */
    public static final class ToyReader implements ReaderPlugin<Config> {
        @Override
        public String name() {
            return "toyreader";
        }

        @Override
        public Class<Config> config() {
            return Config.class;
        }

        @Override
        public Reader open(Config config, JobContext job) {
            if (config.mode() == Mode.OPEN) {
                throw new JobFailure("there is no table orders", "Correct the name.");
            }
            return new OpenReader(config);
        }
    }

    private record OpenReader(Config config) implements Reader {
        @Override
        public Schema schema() {
            return new Schema(List.of(Column.untyped("n")));
        }

        @Override
        public List<Split> plan(int parallelism) {
            return List.of(new Numbers(10));
        }

        @Override
        public SplitReader read(Split split, TaskContext task) {
            return new NumberReader(config, task);
        }

        @Override
        public void close() {}
    }

    private record NumberReader(Config config, TaskContext task) implements SplitReader {
        @Override
        public boolean read(BatchBuilder batch) {
            switch (config.mode()) {
                case BLOCK -> block();
                case FATAL -> throw new FatalFailure("the object changed", "Run the job again.");
                case BUSY ->
                    task.call("GetRange", () -> {
                        throw new TransientFailure("the service is busy", null);
                    });
                case MISTAKE -> throw new IllegalStateException("a mistake with " + config);
                case DIRTY -> task.reject("line 1", "n", "x", "is not a number");
                default -> {}
            }
            for (long i = 0; i < 10; i++) {
                batch.addLong(i).endRow();
            }
            return false;
        }

        private static void block() {
            System.out.println("moving");
            System.out.flush();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                throw new FatalFailure("interrupted", "", e);
            }
        }

        @Override
        public void close() {}
    }

    /** toywriter. */
    public static final class ToyWriter implements WriterPlugin<Config> {
        @Override
        public String name() {
            return "toywriter";
        }

        @Override
        public Class<Config> config() {
            return Config.class;
        }

        @Override
        public Writer open(Config config, Schema schema, JobContext job) {
            return new OpenWriter(config, Path.of(config.file()), Path.of(config.file() + ".part"));
        }
    }

    private record OpenWriter(Config config, Path file, Path part) implements Writer {
        @Override
        public WriterState prepare() {
            return io(() -> {
                Files.writeString(part, "");
                return WriterState.NONE;
            });
        }

        @Override
        public TaskWriter write(WriterState state, TaskContext task) {
            return new Counter(config, task);
        }

        @Override
        public void commit(WriterState state, List<TaskReport> reports) {
            if (config.mode() == Mode.COMMIT) {
                throw new FatalFailure("the bucket does not answer", "Ask the service.");
            }
            if (config.mode() == Mode.SLOW_COMMIT) {
                awaitInput();
            }
            io(() -> Files.move(part, file));
        }

        @Override
        public void abort(WriterState state, List<TaskReport> reports) {
            io(() -> Files.deleteIfExists(part));
        }

        @Override
        public void close() {}
    }

    private static final class Counter implements TaskWriter {
        private final Config config;
        private final TaskContext task;
        private long rows;

        Counter(Config config, TaskContext task) {
            this.config = config;
            this.task = task;
        }

        @Override
        public void write(Batch batch) {
            if (config.mode() == Mode.DIRTY) {
                task.reject(batch, 0, new RowFailure(0, "is refused"));
                rows--;
            }
            rows += batch.rows();
        }

        @Override
        public TaskReport finish() {
            return new Written(rows);
        }

        @Override
        public void close() {}
    }

    /** Says that the commit was begun and waits for the test's answer. */
    private static void awaitInput() {
        System.out.println("committing");
        System.out.flush();
        io(System.in::read);
    }

    /** A call that may fail. */
    private interface Io<T> {
        T call() throws IOException;
    }

    private static <T> T io(Io<T> call) {
        try {
            return call.call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
