package io.datachannels.testkit;

import io.datachannels.spi.Batch;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.Schema;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterPlugin;
import io.datachannels.spi.WriterState;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.SecretText;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code memorywriter}: a target in memory whose rows are invisible until the commit. Calls that {@link #before} takes: {@code
 * open}, {@code prepare}, {@code write}, {@code row}, {@code finish}, {@code closeTask}, {@code beforeCommit}, {@code commit}, {@code show} (inside the
 * commit, once for each part), {@code abort}, {@code close}, {@code
 * adding}. A row whose hook throws {@link RowFailure} is set aside.
 */
public final class MemoryWriterPlugin implements WriterPlugin<MemoryWriterPlugin.Config> {
    private final MemoryTarget target;
    private final Hooks hooks = new Hooks();
    private long lostRows;

    /** The parameters of memorywriter. */
    public record Config(
            @Default("target") @Doc("Tells targets apart.") String table,

            @Optional @Doc("Proves that it is not shown.") SecretText accessKey) {}

    /** What tasks share. */
    public record State(String session) implements WriterState {}

    /** A part that waits for the commit. */
    public record Part(String part, long rows) implements TaskReport {}

    public MemoryWriterPlugin(MemoryTarget target) {
        this.target = target;
    }

    /** Lets something happen before each call of this kind. */
    public MemoryWriterPlugin before(String call, Hooks.Action action) {
        hooks.set(call, action);
        return this;
    }

    /** Makes every report claim so many rows less than were written. */
    public MemoryWriterPlugin losing(long rows) {
        lostRows = rows;
        return this;
    }

    public MemoryTarget target() {
        return target;
    }

    public List<String> calls() {
        return hooks.calls();
    }

    @Override
    public String name() {
        return "memorywriter";
    }

    @Override
    public Class<Config> config() {
        return Config.class;
    }

    @Override
    public Config adding(Config config) {
        hooks.reach("adding", Hooks.Step.OF_JOB);
        return config;
    }

    @Override
    public Writer open(Config config, Schema schema, JobContext job) {
        hooks.reach("open", Hooks.Step.OF_JOB);
        return new MemoryWriter(job);
    }

    private final class MemoryWriter implements Writer {
        private final JobContext job;

        MemoryWriter(JobContext job) {
            this.job = job;
        }

        @Override
        public WriterState prepare() {
            hooks.reach("prepare", Hooks.Step.OF_JOB);
            return new State("session of " + job.runId());
        }

        @Override
        public void resume(WriterState state, List<TaskReport> finished) {
            hooks.reach("resume", Hooks.Step.OF_JOB);
        }

        @Override
        public TaskWriter write(WriterState state, TaskContext task) {
            hooks.reach("write", new Hooks.Step(task.task(), task.attempt(), 0));
            return new PartWriter(
                    "%s, task %d, attempt %d".formatted(((State) state).session(), task.task(), task.attempt()), task);
        }

        @Override
        public void beforeCommit(WriterState state, List<TaskReport> reports) {
            hooks.reach("beforeCommit", Hooks.Step.OF_JOB);
        }

        @Override
        public void commit(WriterState state, List<TaskReport> reports) {
            hooks.reach("commit", Hooks.Step.OF_JOB);
            for (TaskReport each : reports) {
                hooks.reach("show", Hooks.Step.OF_JOB);
                target.show(((Part) each).part());
            }
        }

        @Override
        public void abort(WriterState state, List<TaskReport> reports) {
            hooks.reach("abort", Hooks.Step.OF_JOB);
            reports.forEach(each -> target.remove(((Part) each).part()));
        }

        @Override
        public void close() {
            hooks.reach("close", Hooks.Step.OF_JOB);
        }
    }

    private final class PartWriter implements TaskWriter {
        private final String part;
        private final TaskContext task;
        private long rows;
        private long seen;
        private boolean finished;

        PartWriter(String part, TaskContext task) {
            this.part = part;
            this.task = task;
        }

        @Override
        public void write(Batch batch) {
            List<List<Object>> taken = new ArrayList<>();
            for (int i = 0; i < batch.rows(); i++) {
                try {
                    hooks.reach("row", new Hooks.Step(task.task(), task.attempt(), seen++));
                    taken.add(Rows.values(batch.row(i)));
                } catch (RowFailure e) {
                    task.reject(batch, i, e);
                }
            }
            target.add(part, taken);
            rows += taken.size();
        }

        @Override
        public TaskReport finish() {
            hooks.reach("finish", new Hooks.Step(task.task(), task.attempt(), 0));
            finished = true;
            return new Part(part, rows - lostRows);
        }

        @Override
        public void close() {
            if (!finished) {
                target.remove(part);
            }
            hooks.reach("closeTask", new Hooks.Step(task.task(), task.attempt(), 0));
        }
    }
}
