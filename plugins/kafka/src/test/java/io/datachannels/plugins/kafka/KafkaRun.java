package io.datachannels.plugins.kafka;

import io.datachannels.spi.Batch;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.SplitReport;
import io.datachannels.testkit.PluginUnderTest;
import io.datachannels.testkit.Rows;
import io.datachannels.testkit.TestTask;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Drives a kafkareader as the engine does. */
final class KafkaRun implements AutoCloseable {
    private final Reader reader;
    private final List<TestTask.Rejected> rejected = new ArrayList<>();
    private final List<SplitReport> reports = new ArrayList<>();

    private KafkaRun(Reader reader) {
        this.reader = reader;
    }

    /** @param more members of {@code parameter} as JSON, after server and topic */
    static KafkaRun open(Broker broker, String topic, String more) {
        String parameter = "{\"server\": \"" + broker.servers() + "\", \"topic\": \"" + topic + "\", " + more + "}";
        return open(parameter);
    }

    static KafkaRun open(String parameter) {
        KafkaReaderConfig config = PluginUnderTest.config(KafkaReaderConfig.class, parameter);
        return new KafkaRun(new KafkaReaderPlugin().open(config, new TestTask(0, ZoneOffset.UTC)));
    }

    /** All rows from the first to the last, with the columns given. */
    static List<List<Object>> earliest(Broker broker, String topic, String columns) {
        try (KafkaRun run = open(broker, topic, "\"beginType\": \"earliest\", \"column\": [" + columns + "]")) {
            List<List<Object>> rows = run.rows();
            if (!run.rejected.isEmpty()) {
                throw new AssertionError("rejected: " + run.rejected);
            }
            return rows;
        }
    }

    /** The rows of all splits, in their order. */
    List<List<Object>> rows() {
        List<List<Object>> rows = new ArrayList<>();
        reader.plan(2).forEach(each -> rows.addAll(rows(each)));
        return rows;
    }

    List<List<Object>> rows(Split split) {
        List<List<Object>> rows = new ArrayList<>();
        TestTask task = new TestTask(0, ZoneOffset.UTC);
        try (SplitReader in = reader.read(split, task)) {
            Batch batch = new Batch(reader.schema(), Long.MAX_VALUE, done -> {});
            boolean more = true;
            while (more) {
                batch.reuse();
                more = in.read(batch.builder());
                rows.addAll(Rows.values(batch));
            }
            reports.add(in.report());
        } finally {
            rejected.addAll(task.rejected());
        }
        return rows;
    }

    List<Split> plan() {
        return reader.plan(2);
    }

    Reader reader() {
        return reader;
    }

    List<TestTask.Rejected> rejected() {
        return rejected;
    }

    /** As the engine does after the writer's commit. */
    void commit() {
        reader.commit(reports);
    }

    @Override
    public void close() {
        reader.close();
    }
}
