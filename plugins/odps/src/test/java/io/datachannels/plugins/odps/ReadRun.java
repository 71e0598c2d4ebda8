package io.datachannels.plugins.odps;

import io.datachannels.spi.Batch;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.testkit.PluginUnderTest;
import io.datachannels.testkit.Rows;
import io.datachannels.testkit.TestTask;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Drives an odpsreader as the engine does, for two channels. */
final class ReadRun implements AutoCloseable {
    private final Reader reader;
    private final TestTask task;

    private ReadRun(String parameter, ZoneId zone) {
        this.task = new TestTask(0, zone);
        this.reader = new OdpsReaderPlugin().open(PluginUnderTest.config(OdpsReaderConfig.class, parameter), task);
    }

    /** @param keys of the job file's parameter beside the connection, without braces */
    static ReadRun open(Project project, String keys) {
        return open(project, keys, ZoneOffset.UTC);
    }

    static ReadRun open(Project project, String keys, ZoneId zone) {
        return new ReadRun("{" + project.connection() + ", " + keys + "}", zone);
    }

    /** All rows of all splits, in their order. */
    static List<List<Object>> rows(Project project, String keys) {
        try (ReadRun run = open(project, keys)) {
            return run.rows();
        }
    }

    List<List<Object>> rows() {
        List<List<Object>> rows = new ArrayList<>();
        plan().forEach(each -> rows.addAll(rows(each)));
        return rows;
    }

    List<List<Object>> rows(Split split) {
        List<List<Object>> rows = new ArrayList<>();
        try (SplitReader in = reader.read(split, task)) {
            Batch batch = new Batch(reader.schema(), 100, 1 << 20, done -> {});
            boolean more = true;
            while (more) {
                batch.reuse();
                more = in.read(batch.builder());
                rows.addAll(Rows.values(batch));
            }
        }
        return rows;
    }

    List<Split> plan() {
        return reader.plan(2);
    }

    Schema schema() {
        return reader.schema();
    }

    List<TestTask.Rejected> rejected() {
        return task.rejected();
    }

    List<String> retried() {
        return task.retried();
    }

    @Override
    public void close() {
        reader.close();
    }
}
