package io.datachannels.plugins.ots;

import io.datachannels.spi.Batch;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Column;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.Schema;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterState;
import io.datachannels.spi.config.SecretText;
import io.datachannels.testkit.TestTask;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** An otswriter as a job file would configure it, and the engine's side of it. */
final class WriterJob {
    String endpoint;
    String accessId = "local";
    String accessKey = "local";
    String table;
    List<WriteKeyColumn> primaryKey = new ArrayList<>();
    List<WriteColumn> columns = new ArrayList<>();
    WriteMode writeMode = WriteMode.PUT_ROW;
    String operationColumn;
    NullInUpdate nullInUpdate = NullInUpdate.DELETE;
    AutoCreate autoCreate;
    boolean autoIncrement;
    Long timestamp;
    int batchWriteCount = 200;
    int requestSize = 1 << 20;
    int concurrency = 5;
    WriteApiName writeApi = WriteApiName.AUTO;
    Mode mode = Mode.NORMAL;
    String prefix;
    boolean timeseries;
    TimeUnit timeunit = TimeUnit.MICROSECONDS;
    int timeout = 10_000;
    int rowsPerBatch = 1000;
    final AtomicInteger batchesOut = new AtomicInteger();
    final TestTask task = TestTask.first();

    WriterJob(Tables tables, String table) {
        this.endpoint = tables == null ? "http://127.0.0.1:1" : tables.endpoint();
        this.table = table;
    }

    WriterJob key(String name, String type) {
        primaryKey.add(new WriteKeyColumn(name, type));
        return this;
    }

    WriterJob column(String name, String type) {
        columns.add(new WriteColumn(name, type, false));
        return this;
    }

    OtsWriterConfig config() {
        return new OtsWriterConfig(
                new Access(
                        endpoint, Tables.INSTANCE, accessId, new SecretText(accessKey), null, null, timeout, timeout),
                table,
                primaryKey,
                columns,
                writeMode,
                operationColumn,
                nullInUpdate,
                autoCreate,
                autoIncrement,
                timestamp,
                batchWriteCount,
                requestSize,
                concurrency,
                writeApi,
                mode,
                prefix,
                timeseries,
                timeunit);
    }

    /** The columns of a reader that fits. */
    Schema schema() {
        List<Column> all = new ArrayList<>();
        primaryKey.forEach(each -> all.add(Column.untyped("r_" + each.name())));
        columns.forEach(each -> all.add(Column.untyped("r_" + each.name())));
        if (mode == Mode.MULTI_VERSION) {
            Stream.of("column", "version", "value").map(Column::untyped).forEach(all::add);
        }
        if (operationColumn != null
                && columns.stream().noneMatch(each -> each.name().equals(operationColumn))) {
            all.add(Column.untyped("r_" + operationColumn));
        }
        return new Schema(all);
    }

    Writer open() {
        return open(schema(), task);
    }

    Writer open(Schema schema, JobContext job) {
        return new OtsWriterPlugin().open(config(), schema, job);
    }

    /** Writes rows as one task; all batches must have come back. */
    long write(List<List<Object>> rows) {
        Schema schema = schema();
        try (Writer writer = open(schema, task)) {
            WriterState state = writer.prepare();
            TaskReport report;
            try (TaskWriter taskWriter = writer.write(state, task)) {
                write(taskWriter, schema, rows);
                report = taskWriter.finish();
            }
            writer.commit(state, List.of(report));
            return report.rows();
        } finally {
            if (batchesOut.get() != 0) {
                throw new AssertionError(batchesOut + " batches were not given back");
            }
        }
    }

    void write(TaskWriter writer, Schema schema, List<List<Object>> rows) {
        for (int from = 0; from < rows.size(); from += rowsPerBatch) {
            Batch batch = new Batch(schema, Long.MAX_VALUE, home -> batchesOut.decrementAndGet());
            batchesOut.incrementAndGet();
            batch.reuse();
            rows.subList(from, Math.min(rows.size(), from + rowsPerBatch)).forEach(row -> fill(batch.builder(), row));
            try {
                writer.write(batch);
            } finally {
                batch.release();
            }
        }
    }

    private static void fill(BatchBuilder batch, List<Object> row) {
        for (Object value : row) {
            if (value == null) {
                batch.addNull();
            } else if (value instanceof String text) {
                batch.addText(text);
            } else if (value instanceof Long || value instanceof Integer) {
                batch.addLong(((Number) value).longValue());
            } else if (value instanceof Double number) {
                batch.addDouble(number);
            } else if (value instanceof Boolean bool) {
                batch.addBool(bool);
            } else if (value instanceof byte[] bytes) {
                batch.addBytes(bytes);
            } else if (value instanceof BigDecimal decimal) {
                batch.addDecimal(decimal);
            } else if (value instanceof Instant instant) {
                batch.addTimestamp(instant);
            } else {
                throw new IllegalArgumentException("no cell for " + value);
            }
        }
        batch.endRow();
    }
}
