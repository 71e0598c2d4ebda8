package io.datachannels.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.plugin.Loaded;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.engine.run.Job;
import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.RunReport;
import io.datachannels.spi.Batch;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.Reader;
import io.datachannels.spi.ReaderPlugin;
import io.datachannels.spi.Row;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.SplitReport;
import io.datachannels.spi.TransientFailure;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every reader promises. A reader's tests extend it and say what there is to read. */
public abstract class ReaderContract extends PluginContract<ReaderPlugin<?>> {
    /** The length of a cell that is larger than a whole batch should be. */
    protected static final int WIDE = 2_000_000;

    /** The rows that {@link #parameter()} reads, in any order, as {@link Rows} shows them. */
    protected abstract List<List<Object>> expected();

    /** As {@link #expected()}, for a source that has more where more is read at once. */
    protected List<List<Object>> expected(int parallelism) {
        return expected();
    }

    /** A {@code parameter} that finds no row; null if there is none for this reader. */
    protected String emptyParameter() {
        return null;
    }

    /** A {@code parameter} that finds one row a split, with a text or bytes of {@link #WIDE} characters; null if the source holds no such cell. */
    protected String wideParameter() {
        return null;
    }

    /** A {@code parameter} that finds three rows, the second of which cannot be converted; null if no row of the source can be so. */
    protected String dirtyParameter() {
        return null;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void theSplitsTogetherAreTheWholeSource(int parallelism) {
        try (Reader reader = open(parameter())) {
            List<List<Object>> rows = new ArrayList<>();
            reader.plan(parallelism).forEach(each -> rows.addAll(read(reader, each, 1024)));
            assertThat(rows).containsExactlyInAnyOrderElementsOf(expected(parallelism));
        }
    }

    @Test
    void aSplitReadsTheSameInAnotherProcess() {
        try (Reader reader = open(parameter());
                Reader other = open(parameter())) {
            for (Split split : reader.plan(4)) {
                Split copy = throughJson(Split.class, split);
                assertThat(copy.describe()).isNotBlank().isEqualTo(split.describe());
                assertThat(read(other, copy, 1024)).isEqualTo(read(reader, split, 1024));
            }
        }
    }

    @Test
    void aSplitCanBeReadAgain() {
        try (Reader reader = open(parameter())) {
            Split split = reader.plan(2).get(0);
            assertThat(read(reader, split, 1024)).isEqualTo(read(reader, split, 1024));
        }
    }

    @Test
    void theSizeOfBatchesMakesNoDifference() {
        try (Reader reader = open(parameter())) {
            Split split = reader.plan(2).get(0);
            assertThat(read(reader, split, 1)).isEqualTo(read(reader, split, 1024));
        }
    }

    @Test
    void severalSplitsCanBeReadAtOnce() throws InterruptedException {
        try (Reader reader = open(parameter())) {
            List<Split> splits = reader.plan(4);
            List<List<Object>> rows = Collections.synchronizedList(new ArrayList<>());
            AtomicReference<Throwable> failure = new AtomicReference<>();
            List<Thread> threads = new ArrayList<>();
            for (Split split : splits) {
                Thread thread = thread(() -> {
                    try {
                        rows.addAll(read(reader, split, 1024));
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
            assertThat(rows).containsExactlyInAnyOrderElementsOf(expected(4));
        }
    }

    @Test
    void cellsAreOfTheTypesThatTheSchemaSays() {
        try (Reader reader = open(parameter())) {
            Schema schema = reader.schema();
            assertThat(schema.columns()).extracting(Column::name).doesNotContainNull();
            for (Split split : reader.plan(1)) {
                readInto(reader, split, 1024, batch -> {
                    for (int row = 0; row < batch.rows(); row++) {
                        expectTypes(schema, batch.row(row));
                    }
                });
            }
        }
    }

    @Test
    void aReportSurvivesJson() {
        try (Reader reader = open(parameter());
                SplitReader split = reader.read(reader.plan(1).get(0), TestTask.first())) {
            Batch batch = new Batch(reader.schema(), 1 << 20, each -> {});
            boolean more = true;
            while (more) {
                batch.reuse();
                more = split.read(batch.builder());
            }
            throughJson(SplitReport.class, split.report());
        }
    }

    @Test
    void progressIsAShareThatNeverShrinksOrIsNotToBeTold() {
        try (Reader reader = open(parameter())) {
            for (Split split : reader.plan(2)) {
                try (SplitReader open = reader.read(split, TestTask.first())) {
                    Batch batch = new Batch(reader.schema(), 1, 1, each -> {});
                    double last = 0;
                    boolean more = true;
                    while (more) {
                        batch.reuse();
                        more = open.read(batch.builder());
                        double progress = open.progress();
                        if (!Double.isNaN(progress)) {
                            assertThat(progress).isBetween(last, 1.0);
                            last = progress;
                        }
                    }
                }
            }
        }
    }

    @Test
    void aSplitCanBeGivenUpHalfway() {
        try (Reader reader = open(parameter())) {
            Split split = reader.plan(1).get(0);
            List<List<Object>> whole = read(reader, split, 1024);
            try (SplitReader begun = reader.read(split, TestTask.first())) {
                Batch batch = new Batch(reader.schema(), 1, 1, each -> {});
                batch.reuse();
                begun.read(batch.builder());
            }
            assertThat(read(reader, split, 1024)).isEqualTo(whole);
        }
    }

    @Test
    void aSourceWithoutRowsReadsNone() {
        Assumptions.assumeTrue(emptyParameter() != null, "this reader always has rows");
        try (Reader reader = open(emptyParameter())) {
            assertThat(reader.schema().columns()).isNotEmpty();
            for (Split split : reader.plan(2)) {
                assertThat(read(reader, split, 1024)).isEmpty();
            }
        }
    }

    @Test
    void aCellLargerThanABatchIsRead() {
        Assumptions.assumeTrue(wideParameter() != null, "the source holds no such cell");
        try (Reader reader = open(wideParameter())) {
            List<List<Object>> rows = new ArrayList<>();
            reader.plan(1).forEach(each -> rows.addAll(read(reader, each, 1024)));
            assertThat(rows).singleElement().satisfies(row -> assertThat(row).anyMatch(ReaderContract::isWide));
        }
        MemoryWriterPlugin target = new MemoryWriterPlugin(new MemoryTarget());
        assertDone(job(target, wideParameter()).job().run());
        assertThat(target.target().visible())
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row).anyMatch(ReaderContract::isWide));
    }

    @Test
    void aRowThatCannotBeConvertedIsSetAside() {
        Assumptions.assumeTrue(dirtyParameter() != null, "every row of the source can be converted");
        TestTask task = TestTask.first();
        List<List<Object>> rows = new ArrayList<>();
        try (Reader reader = open(dirtyParameter())) {
            for (Split split : reader.plan(1)) {
                readInto(reader, split, 1024, task, batch -> rows.addAll(Rows.values(batch)));
            }
        }
        assertThat(rows).hasSize(2);
        assertThat(task.rejected()).singleElement().satisfies(row -> {
            assertThat(row.position()).isNotBlank();
            assertThat(row.reason()).isNotBlank();
        });
    }

    @Test
    void positionsCanBeCommittedTwice() {
        try (Reader reader = open(parameter())) {
            List<SplitReport> reports = new ArrayList<>();
            for (Split split : reader.plan(2)) {
                try (SplitReader open = reader.read(split, TestTask.first())) {
                    Batch batch = new Batch(reader.schema(), 1 << 20, each -> {});
                    boolean more = true;
                    while (more) {
                        batch.reuse();
                        more = open.read(batch.builder());
                    }
                    reports.add(throughJson(SplitReport.class, open.report()));
                }
            }
            reader.commit(reports);
            try (Reader other = open(parameter())) {
                other.commit(reports);
            }
        }
    }

    @Test
    void aJobDeliversEveryRow() {
        MemoryWriterPlugin target = new MemoryWriterPlugin(new MemoryTarget());
        assertDone(job(target, parameter()).job().run());
        assertThat(target.target().visible()).containsExactlyInAnyOrderElementsOf(expected(2));
    }

    @Test
    void aJobOfASourceWithoutRowsEndsWell() {
        Assumptions.assumeTrue(emptyParameter() != null, "this reader always has rows");
        MemoryWriterPlugin target = new MemoryWriterPlugin(new MemoryTarget());
        assertDone(job(target, emptyParameter()).job().run());
        assertThat(target.calls()).contains("commit");
        assertThat(target.target().visible()).isEmpty();
    }

    @Test
    void aTaskThatFailedHalfwayIsReadAgainFromItsBegin() {
        MemoryWriterPlugin target = new MemoryWriterPlugin(new MemoryTarget()).before("row", step -> {
            if (step.attempt() == 0 && step.row() == 1) {
                throw new TransientFailure("the target does not answer", null);
            }
        });
        assertDone(job(target, parameter()).job().run());
        assertThat(target.target().visible()).containsExactlyInAnyOrderElementsOf(expected(2));
    }

    @Test
    @Timeout(60)
    void aJobThatIsStoppedWhileItReadsEnds() {
        AtomicReference<Job> job = new AtomicReference<>();
        MemoryWriterPlugin target = new MemoryWriterPlugin(new MemoryTarget())
                .before("row", step -> job.get().cancel());
        job.set(job(target, parameter()).job());
        assertThat(job.get().run().outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(target.target().visible()).isEmpty();
        assertThat(target.target().parts()).isEmpty();
    }

    private ContractJob job(MemoryWriterPlugin target, String parameter) {
        return new ContractJob(plugins().and(target), name(), parameter, target.name(), "{}", runs);
    }

    private static void assertDone(RunReport report) {
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
    }

    private static boolean isWide(Object cell) {
        return cell instanceof String text && text.length() == WIDE
                || cell instanceof ByteBuffer bytes && bytes.remaining() == WIDE;
    }

    private static void expectTypes(Schema schema, Row row) {
        assertThat(row.columns()).isEqualTo(schema.size());
        for (int i = 0; i < row.columns(); i++) {
            ColumnType declared = schema.columns().get(i).type();
            if (declared != null && !row.isNull(i)) {
                assertThat(row.typeAt(i)).as(schema.name(i)).isEqualTo(declared);
            }
        }
    }

    private Reader open(String parameter) {
        return open(plugin(), parameter, TestTask.first());
    }

    private <C extends Record> Reader open(ReaderPlugin<C> plugin, String parameter, JobContext job) {
        return plugin.open(bind(plugin.config(), parameter), job);
    }

    private static List<List<Object>> read(Reader reader, Split split, int maxRows) {
        List<List<Object>> rows = new ArrayList<>();
        readInto(reader, split, maxRows, batch -> rows.addAll(Rows.values(batch)));
        return rows;
    }

    private static void readInto(Reader reader, Split split, int maxRows, Consumer<Batch> rows) {
        TestTask task = TestTask.first();
        readInto(reader, split, maxRows, task, rows);
        assertThat(task.rejected()).isEmpty();
    }

    private static void readInto(Reader reader, Split split, int maxRows, TestTask task, Consumer<Batch> rows) {
        Batch batch = new Batch(reader.schema(), maxRows, 1 << 20, each -> {});
        try (SplitReader open = reader.read(split, task)) {
            boolean more = true;
            while (more) {
                batch.reuse();
                more = open.read(batch.builder());
                rows.accept(batch);
            }
        }
    }

    @Override
    final Loaded<ReaderPlugin<?>> find(Plugins plugins, String name) {
        return plugins.reader(name);
    }

    @Override
    final String nameOf(ReaderPlugin<?> plugin) {
        return plugin.name();
    }

    @Override
    final Class<? extends Record> configOf(ReaderPlugin<?> plugin) {
        return plugin.config();
    }
}
