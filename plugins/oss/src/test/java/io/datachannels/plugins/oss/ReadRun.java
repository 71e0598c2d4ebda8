package io.datachannels.plugins.oss;

import io.datachannels.spi.Batch;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.testkit.Rows;
import io.datachannels.testkit.TestTask;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Drives an ossreader as the engine does. */
final class ReadRun implements AutoCloseable {
    private final Reader reader;
    private final ZoneId zone;
    private final List<TestTask.Rejected> rejected = new ArrayList<>();
    private final List<String> retried = new ArrayList<>();

    private ReadRun(Reader reader, ZoneId zone) {
        this.reader = reader;
        this.zone = zone;
    }

    static ReadRun open(Parameters parameters) {
        return open(parameters, ZoneOffset.UTC);
    }

    static ReadRun open(Parameters parameters, ZoneId zone) {
        OssReaderConfig config = parameters.as(OssReaderConfig.class);
        return new ReadRun(new OssReaderPlugin().open(config, new TestTask(0, zone)), zone);
    }

    /** All rows of all splits, in their order. */
    static List<List<Object>> all(Parameters parameters) {
        try (ReadRun run = open(parameters)) {
            List<List<Object>> rows = run.rows();
            if (!run.rejected.isEmpty()) {
                throw new AssertionError("rejected: " + run.rejected);
            }
            return rows;
        }
    }

    List<List<Object>> rows() {
        List<List<Object>> rows = new ArrayList<>();
        for (Split split : reader.plan(2)) {
            rows.addAll(rows(split));
        }
        return rows;
    }

    List<List<Object>> rows(Split split) {
        List<List<Object>> rows = new ArrayList<>();
        TestTask task = new TestTask(0, zone);
        try (SplitReader in = reader.read(split, task)) {
            Batch batch = new Batch(reader.schema(), Long.MAX_VALUE, done -> {});
            boolean more = true;
            while (more) {
                batch.reuse();
                more = in.read(batch.builder());
                rows.addAll(Rows.values(batch));
            }
        } finally {
            rejected.addAll(task.rejected());
            retried.addAll(task.retried());
        }
        return rows;
    }

    List<Split> plan() {
        return reader.plan(2);
    }

    Reader reader() {
        return reader;
    }

    Schema schema() {
        return reader.schema();
    }

    List<TestTask.Rejected> rejected() {
        return rejected;
    }

    List<String> retried() {
        return retried;
    }

    @Override
    public void close() {
        reader.close();
    }
}
