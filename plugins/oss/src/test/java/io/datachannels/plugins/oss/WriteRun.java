package io.datachannels.plugins.oss;

import io.datachannels.spi.Batch;
import io.datachannels.spi.Schema;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterState;
import io.datachannels.testkit.TestTask;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Drives an osswriter as the engine does, up to the commit, which the test makes. */
final class WriteRun implements AutoCloseable {
    private static final int BATCH = 1000;

    private final Writer writer;
    private final WriterState state;
    private final List<TaskReport> reports = new ArrayList<>();
    private final List<TestTask.Rejected> rejected = new ArrayList<>();
    private final List<String> retried = new ArrayList<>();

    private WriteRun(Writer writer, WriterState state) {
        this.writer = writer;
        this.state = state;
    }

    static WriteRun open(Parameters parameters, Schema schema) {
        Writer writer = new OssWriterPlugin().open(parameters.as(OssWriterConfig.class), schema, TestTask.first());
        return new WriteRun(writer, writer.prepare());
    }

    /** The same run in another process. */
    WriteRun resumedWith(Parameters parameters, Schema schema) {
        Writer other = new OssWriterPlugin().open(parameters.as(OssWriterConfig.class), schema, TestTask.first());
        WriteRun run = new WriteRun(other, state);
        run.reports.addAll(reports);
        return run;
    }

    /** Writes the next task, one batch for each argument, or more if it has many rows. */
    @SafeVarargs
    final WriteRun task(List<List<Object>>... batches) {
        TestTask task = new TestTask(reports.size(), ZoneOffset.UTC);
        try (TaskWriter rows = writer.write(state, task)) {
            for (List<List<Object>> batch : batches) {
                for (int i = 0; i < batch.size(); i += BATCH) {
                    rows.write(Batches.of(batch.subList(i, Math.min(batch.size(), i + BATCH))));
                }
            }
            reports.add(rows.finish());
        } finally {
            rejected.addAll(task.rejected());
            retried.addAll(task.retried());
        }
        return this;
    }

    /** A task that ends before it is finished. */
    WriteRun brokenTask(Batch batch) {
        TestTask task = new TestTask(reports.size(), ZoneOffset.UTC);
        try (TaskWriter rows = writer.write(state, task)) {
            rows.write(batch);
        }
        return this;
    }

    /** A task whose process dies. */
    WriteRun killedTask(Batch batch) {
        TestTask task = new TestTask(reports.size(), ZoneOffset.UTC);
        writer.write(state, task).write(batch);
        return this;
    }

    WriteRun commit() {
        writer.commit(state, reports);
        return this;
    }

    WriteRun abort() {
        writer.abort(state, reports);
        return this;
    }

    List<TaskReport> reports() {
        return reports;
    }

    ObjectReport report(int task) {
        return objects(task).get(0);
    }

    List<ObjectReport> objects(int task) {
        return ((TaskObjects) reports.get(task)).objects();
    }

    UploadRun state() {
        return (UploadRun) state;
    }

    List<TestTask.Rejected> rejected() {
        return rejected;
    }

    List<String> retried() {
        return retried;
    }

    @Override
    public void close() {
        writer.close();
    }
}
