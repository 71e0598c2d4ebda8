package io.datachannels.plugins.odps;

import io.datachannels.spi.Batch;
import io.datachannels.spi.Column;
import io.datachannels.spi.Schema;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterState;
import io.datachannels.testkit.PluginUnderTest;
import io.datachannels.testkit.Rows;
import io.datachannels.testkit.TestTask;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Drives an odpswriter as the engine does, up to the commit, which the test makes. */
final class WriteRun implements AutoCloseable {
    private final Writer writer;
    private final WriterState state;
    private final int columns;
    private final List<TaskReport> reports = new ArrayList<>();
    private final List<TestTask.Rejected> rejected = new ArrayList<>();
    private final List<String> retried = new ArrayList<>();
    private final TestTask driver;

    private WriteRun(Writer writer, WriterState state, int columns, TestTask driver) {
        this.writer = writer;
        this.state = state;
        this.columns = columns;
        this.driver = driver;
    }

    /** @param more keys besides those of the connection and the table "t", without braces */
    static WriteRun open(Project project, int columns, String more) {
        TestTask driver = TestTask.first();
        Writer writer = new OdpsWriterPlugin().open(config(project, more), schema(columns), driver);
        return new WriteRun(writer, writer.prepare(), columns, driver);
    }

    static OdpsWriterConfig config(Project project, String more) {
        return PluginUnderTest.config(
                OdpsWriterConfig.class, "{" + project.connection() + ", \"table\": \"t\", " + more + "}");
    }

    static Schema schema(int columns) {
        return new Schema(IntStream.range(0, columns)
                .mapToObj(each -> Column.untyped("c" + each))
                .toList());
    }

    /** The same run, gone on with by another process. */
    WriteRun resumedBy(Project project, String more) {
        WriteRun run = sharedBy(project, more);
        run.writer.resume(state, List.copyOf(reports));
        return run;
    }

    /** The same run in another process at the same time. */
    WriteRun sharedBy(Project project, String more) {
        TestTask other = TestTask.first();
        Writer second = new OdpsWriterPlugin().open(config(project, more), schema(columns), other);
        WriteRun run = new WriteRun(second, state, columns, other);
        run.reports.addAll(reports);
        return run;
    }

    /** Writes the next task. */
    @SafeVarargs
    final WriteRun task(List<Object>... rows) {
        List<List<Object>> all = new ArrayList<>();
        for (List<Object> each : rows) {
            all.add(each);
        }
        return taskOf(all);
    }

    WriteRun taskOf(List<List<Object>> rows) {
        reports.add(attempt(rows));
        return this;
    }

    /** An attempt that ended well, of which the engine never heard. */
    WriteRun forgottenAttempt(List<List<Object>> rows) {
        attempt(rows);
        return this;
    }

    private TaskReport attempt(List<List<Object>> rows) {
        TestTask task = TestTask.of("run", reports.size(), 0);
        try (TaskWriter target = writer.write(state, task)) {
            for (int from = 0; from < rows.size(); from += 1000) {
                target.write(batch(rows.subList(from, Math.min(rows.size(), from + 1000))));
            }
            return target.finish();
        } finally {
            rejected.addAll(task.rejected());
            retried.addAll(task.retried());
        }
    }

    private Batch batch(List<List<Object>> rows) {
        Batch batch = new Batch(schema(columns), 1L << 30, each -> {});
        batch.reuse();
        rows.forEach(each -> Rows.add(batch.builder(), each));
        return batch;
    }

    WriteRun beforeCommit() {
        writer.beforeCommit(state, reports);
        return this;
    }

    WriteRun commit() {
        beforeCommit();
        writer.commit(state, reports);
        return this;
    }

    /** A commit that is made again after a crash, which nothing is asked before. */
    WriteRun commitAgain() {
        writer.commit(state, reports);
        return this;
    }

    List<UploadedBlocks> uploads(int task) {
        return ((TaskUploads) reports.get(task)).uploads();
    }

    List<TestTask.Rejected> rejected() {
        return rejected;
    }

    /** The names of the calls that were made again, the driver's too. */
    List<String> retried() {
        List<String> all = new ArrayList<>(driver.retried());
        all.addAll(retried);
        return all;
    }

    @Override
    public void close() {
        writer.close();
    }
}
