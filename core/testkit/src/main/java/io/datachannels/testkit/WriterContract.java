package io.datachannels.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.plugin.Loaded;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.engine.run.Job;
import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.RunReport;
import io.datachannels.spi.Batch;
import io.datachannels.spi.Column;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.Schema;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.TransientFailure;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterPlugin;
import io.datachannels.spi.WriterState;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every writer promises. A writer's tests extend it, say how to look at the target, and how the cells come back. Every test
 * begins with an empty target.
 */
public abstract class WriterContract extends PluginContract<WriterPlugin<?>> {
    /** What a reader of the target sees at this moment, in any order. */
    protected abstract List<List<Object>> visible() throws Exception;

    /** How the target gives back a row that was written. */
    protected abstract List<Object> stored(List<Object> row);

    /** All that the target holds, invisible parts too, in a form that can be compared: to see that nothing is left behind. */
    protected Object everything() throws Exception {
        return visible();
    }

    /** False for a target where every row is visible at once. */
    protected boolean waitsForCommit() {
        return true;
    }

    /** A row of the schema that the writer refuses for itself, whatever the others are; null if it takes every row. */
    protected List<Object> refused(long id) {
        return null;
    }

    /** Whether a run replaces what the run before it wrote under this {@link #parameter()}. */
    protected boolean replaces() {
        return true;
    }

    /** The columns of {@link #sample}: a key, then one of each type. */
    protected Schema schema() {
        return new Schema(
                List.of("id", "bool", "long", "double", "decimal", "text", "bytes", "date", "timestamp", "json")
                        .stream()
                        .map(Column::untyped)
                        .toList());
    }

    /** The column of {@link #schema} that takes a text of any length. */
    protected int textColumn() {
        return 5;
    }

    /** A row of the schema, with the key; every fourth is null but for the key. */
    protected List<Object> sample(long id) {
        if (id % 4 == 3) {
            return new ArrayList<>(Arrays.asList(id, null, null, null, null, null, null, null, null, null));
        }
        return new ArrayList<>(Arrays.asList(
                id,
                id % 2 == 0,
                Long.MAX_VALUE - id,
                id / 8.0,
                new BigDecimal("12345678901234567890.12345").add(BigDecimal.valueOf(id)),
                "text, \"" + id + "\"\nkäse 🚲",
                ByteBuffer.wrap(("bytes " + id).getBytes(StandardCharsets.UTF_8)),
                LocalDate.of(2026, 1, 1).plusDays(id),
                Instant.parse("2026-01-02T03:04:05.123Z").plusSeconds(id),
                new Rows.Json("{\"id\":" + id + "}")));
    }

    @Test
    void everyCellComesBack() throws Exception {
        run("run-1", samples(0, 8));
        assertThat(visible()).containsExactlyInAnyOrderElementsOf(allStored(samples(0, 8)));
    }

    @Test
    void nothingIsVisibleBeforeTheCommit() throws Exception {
        Assumptions.assumeTrue(waitsForCommit());
        run("run-1", samples(0, 4));
        List<List<Object>> before = visible();
        try (Writer writer = open("run-2")) {
            WriterState state = writer.prepare();
            List<TaskReport> reports = List.of(
                    task(writer, state, TestTask.of("run-2", 0, 0), samples(10, 20)),
                    task(writer, state, TestTask.of("run-2", 1, 0), samples(20, 30)));
            assertThat(visible()).containsExactlyInAnyOrderElementsOf(before);
            writer.commit(state, reports);
        }
        assertThat(visible()).containsExactlyInAnyOrderElementsOf(after(samples(0, 4), samples(10, 30)));
    }

    @Test
    void anAbortLeavesTheTargetAsItWas() throws Exception {
        Assumptions.assumeTrue(waitsForCommit());
        run("run-1", samples(0, 4));
        Object before = everything();
        try (Writer writer = open("run-2")) {
            WriterState state = writer.prepare();
            task(writer, state, TestTask.of("run-2", 0, 0), null);
            TaskReport second = task(writer, state, TestTask.of("run-2", 1, 0), samples(20, 30));
            TaskReport third = task(writer, state, TestTask.of("run-2", 2, 0), samples(30, 40));
            writer.abort(state, List.of(second, third));
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void anAbortAfterACrashLeavesTheTargetAsItWas() throws Exception {
        Assumptions.assumeTrue(waitsForCommit());
        Object before = everything();
        WriterState state;
        List<TaskReport> reports = new ArrayList<>();
        try (Writer writer = open("run-1")) {
            state = throughJson(WriterState.class, writer.prepare());
            reports.add(throughJson(TaskReport.class, task(writer, state, TestTask.of("run-1", 0, 0), samples(0, 4))));
        }
        try (Writer writer = open("run-2")) {
            writer.abort(state, reports);
            writer.abort(state, reports);
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void anAbortOfNothingDoesNothing() throws Exception {
        Object before = everything();
        try (Writer writer = open("run-1")) {
            writer.abort(writer.prepare(), List.of());
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void anAbortOfWhatWasOnlyIntendedDoesNothing() throws Exception {
        Object before = everything();
        try (Writer writer = open("run-1");
                Writer other = open("run-2")) {
            other.abort(throughJson(WriterState.class, writer.intent()), List.of());
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void anAbortRemovesWhatWasPreparedAfterTheIntent() throws Exception {
        Object before = everything();
        WriterState intent;
        try (Writer writer = open("run-1")) {
            intent = throughJson(WriterState.class, writer.intent());
            writer.prepare();
        }
        try (Writer other = open("run-2")) {
            other.abort(intent, List.of());
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void openingChangesNothing() throws Exception {
        Object before = everything();
        open("run-1").close();
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aCommitCanBeRepeatedByAnotherProcess() throws Exception {
        WriterState state;
        List<TaskReport> reports = new ArrayList<>();
        try (Writer writer = open("run-1")) {
            state = writer.prepare();
            reports.add(task(writer, state, TestTask.of("run-1", 0, 0), samples(0, 10)));
            reports.add(task(writer, state, TestTask.of("run-1", 1, 0), samples(10, 15)));
            writer.commit(state, reports);
        }
        try (Writer other = open("run-2")) {
            other.commit(
                    throughJson(WriterState.class, state),
                    reports.stream()
                            .map(each -> throughJson(TaskReport.class, each))
                            .toList());
        }
        assertThat(visible()).containsExactlyInAnyOrderElementsOf(allStored(samples(0, 15)));
    }

    @Test
    void anotherProcessGoesOnWithTheRun() throws Exception {
        WriterState state;
        List<TaskReport> reports = new ArrayList<>();
        try (Writer writer = open("run-1")) {
            state = throughJson(WriterState.class, writer.prepare());
            reports.add(throughJson(TaskReport.class, task(writer, state, TestTask.of("run-1", 0, 0), samples(0, 10))));
            task(
                    writer,
                    state,
                    TestTask.of("run-1", 1, 0),
                    samples(10, 15)); // the process dies before its report is kept
        }
        try (Writer other = open("run-1")) {
            other.resume(state, reports);
            reports.add(task(other, state, TestTask.of("run-1", 1, 1), samples(10, 15)));
            reports.add(task(other, state, TestTask.of("run-1", 2, 0), samples(15, 20)));
            other.beforeCommit(state, reports);
            other.commit(state, reports);
        }
        assertThat(visible()).containsExactlyInAnyOrderElementsOf(allStored(samples(0, 20)));
    }

    @Test
    void aTaskThatIsClosedBeforeItFinishedLeavesNothing() throws Exception {
        Assumptions.assumeTrue(waitsForCommit());
        try (Writer writer = open("run-1")) {
            WriterState state = writer.prepare();
            Object before = everything();
            try (TaskWriter begun = writer.write(state, TestTask.of("run-1", 0, 0))) {
                begun.write(batch(samples(0, 10)));
            }
            assertThat(everything()).isEqualTo(before);
        }
    }

    @Test
    void aSecondAttemptCountsOnce() throws Exception {
        try (Writer writer = open("run-1")) {
            WriterState state = writer.prepare();
            try (TaskWriter begun = writer.write(state, TestTask.of("run-1", 0, 0))) {
                begun.write(batch(samples(0, 5)));
            }
            writer.commit(state, List.of(task(writer, state, TestTask.of("run-1", 0, 1), samples(0, 10))));
        }
        assertThat(visible()).containsExactlyInAnyOrderElementsOf(allStored(samples(0, 10)));
    }

    @Test
    void aTaskCanBeClosedTwice() throws Exception {
        Assumptions.assumeTrue(waitsForCommit());
        try (Writer writer = open("run-1")) {
            WriterState state = writer.prepare();
            Object before = everything();
            TaskWriter begun = writer.write(state, TestTask.of("run-1", 0, 0));
            begun.write(batch(samples(0, 3)));
            begun.close();
            begun.close();
            assertThat(everything()).isEqualTo(before);
        }
    }

    @Test
    void tasksWriteAtOnce() throws Exception {
        try (Writer writer = open("run-1")) {
            WriterState state = writer.prepare();
            TaskReport[] reports = new TaskReport[4];
            AtomicReference<Throwable> failure = new AtomicReference<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < reports.length; i++) {
                int number = i;
                Thread thread = thread(() -> {
                    try {
                        TestTask task = TestTask.of("run-1", number, 0);
                        reports[number] = task(writer, state, task, samples(number * 100L, number * 100L + 50));
                    } catch (Throwable e) {
                        failure.set(e);
                    }
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread each : threads) {
                each.join();
            }
            assertThat(failure.get()).isNull();
            writer.commit(state, List.of(reports));
        }
        List<List<Object>> expected = new ArrayList<>();
        for (long i = 0; i < 400; i += 100) {
            expected.addAll(allStored(samples(i, i + 50)));
        }
        assertThat(visible()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aJobOfNoRowsEndsWell() throws Exception {
        try (Writer writer = open("run-1")) {
            WriterState state = writer.prepare();
            TaskReport report = task(writer, state, TestTask.of("run-1", 0, 0), List.of());
            assertThat(report.rows()).isZero();
            writer.commit(state, List.of(report));
        }
        assertThat(visible()).isEmpty();
        try (Writer writer = open("run-2")) {
            writer.commit(writer.prepare(), List.of());
        }
        assertThat(visible()).isEmpty();
    }

    @Test
    void aRefusedRowIsSetAsideAndTheOthersAreWritten() throws Exception {
        Assumptions.assumeTrue(refused(1) != null, "this writer takes every row");
        List<List<Object>> rows = List.of(sample(0), refused(1), sample(2), refused(3), sample(4));
        TestTask context = TestTask.of("run-1", 0, 0);
        try (Writer writer = open("run-1")) {
            WriterState state = writer.prepare();
            TaskReport report;
            try (TaskWriter task = writer.write(state, context)) {
                task.write(batch(rows));
                report = task.finish();
            }
            assertThat(report.rows()).isEqualTo(3);
            writer.commit(state, List.of(report));
        }
        assertThat(context.rejected())
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.reason()).isNotBlank());
        assertThat(context.rejected()).extracting(TestTask.Rejected::position).containsExactlyInAnyOrder("1", "3");
        assertThat(visible()).containsExactlyInAnyOrderElementsOf(allStored(List.of(sample(0), sample(2), sample(4))));
    }

    @Test
    void aRowLargerThanABatchIsWritten() throws Exception {
        List<List<Object>> rows = samples(0, 3);
        rows.get(1).set(textColumn(), "x".repeat(2_000_000));
        RunReport report =
                job(new MemoryReaderPlugin(List.of(rows), schema())).job().run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(visible()).containsExactlyInAnyOrderElementsOf(allStored(rows));
    }

    @Test
    void anotherProcessCanCommitWhatTasksWrote() throws Exception {
        WriterState state;
        List<TaskReport> reports = new ArrayList<>();
        try (Writer writer = open("run-1")) {
            state = throughJson(WriterState.class, writer.prepare());
            reports.add(throughJson(TaskReport.class, task(writer, state, TestTask.of("run-1", 0, 0), samples(0, 10))));
        }
        try (Writer other = open("run-2")) {
            reports.add(throughJson(TaskReport.class, task(other, state, TestTask.of("run-1", 1, 0), samples(10, 15))));
            other.commit(state, reports);
        }
        assertThat(visible()).containsExactlyInAnyOrderElementsOf(allStored(samples(0, 15)));
    }

    /** A process that hung and was given up may wake when its task was done by another, and goes on until it is told to stop. */
    @Test
    void anEarlierAttemptThatWakesUpDoesNoHarm() throws Exception {
        try (Writer writer = open("run-1")) {
            WriterState state = writer.prepare();
            TaskReport second;
            try (TaskWriter first = writer.write(state, TestTask.of("run-1", 0, 0))) {
                first.write(batch(samples(0, 5)));
                second = task(writer, state, TestTask.of("run-1", 0, 1), samples(0, 10));
                first.write(batch(samples(5, 6)));
            }
            writer.commit(state, List.of(second));
        }
        assertThat(visible()).containsExactlyInAnyOrderElementsOf(allStored(samples(0, 10)));
    }

    @Test
    void aTaskThatFailedHalfwayCountsOnce() throws Exception {
        MemoryReaderPlugin source = source(30, 20).before("row", step -> {
            if (step.task() == 0 && step.attempt() == 0 && step.row() == 25) {
                throw new TransientFailure("the source does not answer", null);
            }
        });
        RunReport report = job(source).job().run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(source.committed()).hasSize(2);
        assertThat(visible()).containsExactlyInAnyOrderElementsOf(allStored(samples(0, 50)));
    }

    @Test
    void aRunThatFailedIsRepeated() throws Exception {
        Object before = everything();
        MemoryReaderPlugin source = source(30, 20).before("closeSplit", step -> {
            throw new FatalFailure("the source is gone", "Bring it back.");
        });
        assertThat(job(source).job().run().outcome()).isEqualTo(Outcome.FAILED);
        if (waitsForCommit()) {
            assertThat(everything()).isEqualTo(before);
        }
        RunReport report = job(source(30, 20)).job().run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(visible()).containsExactlyInAnyOrderElementsOf(allStored(samples(0, 50)));
    }

    @Test
    void aRunThatDiedBetweenTheCommitsIsResumed() throws Exception {
        MemoryReaderPlugin source = source(30, 20).before("commit", step -> {
            throw new FatalFailure("the status table is gone", "Make it.");
        });
        ContractJob job = job(source);
        RunReport dead = job.job().run();
        assertThat(dead.stage()).isEqualTo("COMMIT_READER");
        assertThat(source.committed()).isEmpty();
        assertThat(visible()).containsExactlyInAnyOrderElementsOf(allStored(samples(0, 50)));
        source.before("commit", step -> {});
        RunReport report = job.job(options -> options.resuming(dead.run())).run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(source.committed()).hasSize(2);
        assertThat(visible()).containsExactlyInAnyOrderElementsOf(allStored(samples(0, 50)));
    }

    @ParameterizedTest
    @Timeout(60)
    @ValueSource(strings = {"read", "row", "closeSplit"})
    void aJobThatIsStoppedLeavesTheTargetAsItWas(String moment) throws Exception {
        run("run-1", samples(0, 4));
        Object before = everything();
        AtomicReference<Job> job = new AtomicReference<>();
        MemoryReaderPlugin source = source(30, 20).before(moment, step -> {
            if (step.task() == 1 && (step.row() == 15 || !moment.equals("row"))) {
                job.get().cancel();
            }
        });
        job.set(job(source).job());
        assertThat(job.get().run().outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(source.committed()).isEmpty();
        if (waitsForCommit()) {
            assertThat(everything()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aSourceWithoutRowsIsCommittedToo(int splits) throws Exception {
        MemoryReaderPlugin source = new MemoryReaderPlugin(Collections.nCopies(splits, List.of()), schema());
        RunReport report = job(source).job().run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(visible()).isEmpty();
    }

    /** Two splits of so many samples. */
    private MemoryReaderPlugin source(long first, long second) {
        return new MemoryReaderPlugin(List.of(samples(0, first), samples(first, first + second)), schema());
    }

    private ContractJob job(MemoryReaderPlugin source) {
        return new ContractJob(plugins().and(source), source.name(), "{}", name(), parameter(), runs);
    }

    private List<List<Object>> after(List<List<Object>> earlier, List<List<Object>> now) {
        List<List<Object>> rows = new ArrayList<>(allStored(now));
        if (!replaces()) {
            rows.addAll(allStored(earlier));
        }
        return rows;
    }

    private List<List<Object>> samples(long from, long to) {
        List<List<Object>> rows = new ArrayList<>();
        for (long id = from; id < to; id++) {
            rows.add(sample(id));
        }
        return rows;
    }

    private List<List<Object>> allStored(List<List<Object>> rows) {
        return rows.stream().map(this::stored).toList();
    }

    private void run(String run, List<List<Object>> rows) {
        try (Writer writer = open(run)) {
            WriterState state = writer.prepare();
            writer.commit(state, List.of(task(writer, state, TestTask.of(run, 0, 0), rows)));
        }
    }

    /** Writes the rows in two batches and finishes; with null in place of rows, begins a row and gives up. */
    private TaskReport task(Writer writer, WriterState state, TestTask context, List<List<Object>> rows) {
        try (TaskWriter task = writer.write(state, context)) {
            if (rows == null) {
                task.write(batch(samples(1000, 1001)));
                return null;
            }
            int middle = rows.size() / 2;
            for (List<List<Object>> half : List.of(rows.subList(0, middle), rows.subList(middle, rows.size()))) {
                if (!half.isEmpty()) {
                    task.write(batch(half));
                }
            }
            TaskReport report = task.finish();
            assertThat(context.rejected()).isEmpty();
            assertThat(report.rows()).isEqualTo(rows.size());
            return report;
        }
    }

    private Batch batch(List<List<Object>> rows) {
        Batch batch = new Batch(schema(), 1 << 20, each -> {});
        batch.reuse();
        rows.forEach(each -> Rows.add(batch.builder(), each));
        return batch;
    }

    private Writer open(String run) {
        return open(plugin(), TestTask.of(run, 0, 0));
    }

    private <C extends Record> Writer open(WriterPlugin<C> plugin, JobContext job) {
        return plugin.open(bind(plugin.config(), parameter()), schema(), job);
    }

    @Override
    final Loaded<WriterPlugin<?>> find(Plugins plugins, String name) {
        return plugins.writer(name);
    }

    @Override
    final String nameOf(WriterPlugin<?> plugin) {
        return plugin.name();
    }

    @Override
    final Class<? extends Record> configOf(WriterPlugin<?> plugin) {
        return plugin.config();
    }
}
