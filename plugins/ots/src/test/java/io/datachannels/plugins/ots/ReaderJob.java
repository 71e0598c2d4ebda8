package io.datachannels.plugins.ots;

import io.datachannels.spi.Batch;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Row;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.config.SecretText;
import io.datachannels.testkit.TestTask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An otsreader as a job file would configure it, and the engine's side of it. */
final class ReaderJob {
    String endpoint;
    String accessId = "local";
    String accessKey = "local";
    String securityToken;
    String instance = Tables.INSTANCE;
    String table;
    List<ReadColumn> columns;
    RangeConfig range;
    MissingColumn missingColumn = MissingColumn.WARN;
    Mode mode = Mode.NORMAL;
    TimeRangeConfig timeRange;
    Integer maxVersion;
    ReadApi readApi = ReadApi.AUTO;
    boolean timeseries;
    String measurement;
    int timeout = 10_000;
    long batchBytes = 1 << 20;

    ReaderJob(Tables tables, String table, String... columns) {
        this.endpoint = tables == null ? "http://127.0.0.1:1" : tables.endpoint();
        this.table = table;
        this.columns = Arrays.stream(columns).map(ReadColumn::named).toList();
    }

    ReaderJob range(List<KeyItem> begin, List<KeyItem> end, KeyItem... split) {
        range = new RangeConfig(begin, end, List.of(split));
        return this;
    }

    OtsReaderConfig config() {
        return new OtsReaderConfig(
                new Access(
                        endpoint,
                        instance,
                        accessId,
                        new SecretText(accessKey),
                        securityToken == null ? null : new SecretText(securityToken),
                        null,
                        timeout,
                        timeout),
                table,
                columns,
                range,
                missingColumn,
                mode,
                timeRange,
                maxVersion,
                readApi,
                timeseries,
                measurement);
    }

    Reader open() {
        return open(TestTask.first());
    }

    Reader open(TaskContext job) {
        return new OtsReaderPlugin().open(config(), job);
    }

    /** The rows of the whole table or range, read split by split. */
    List<List<Object>> rows(int parallelism) {
        try (Reader reader = open()) {
            List<List<Object>> rows = new ArrayList<>();
            for (Split split : reader.plan(parallelism)) {
                rows.addAll(rows(reader, split, TestTask.first()));
            }
            return rows;
        }
    }

    List<List<Object>> rows(Reader reader, Split split, TaskContext task) {
        List<List<Object>> rows = new ArrayList<>();
        Schema schema = reader.schema();
        Batch batch = new Batch(schema, batchBytes, home -> {});
        try (SplitReader splitReader = reader.read(split, task)) {
            boolean more = true;
            while (more) {
                batch.reuse();
                more = splitReader.read(batch.builder());
                for (int i = 0; i < batch.rows(); i++) {
                    rows.add(values(batch.row(i)));
                }
            }
        }
        return rows;
    }

    private static List<Object> values(Row row) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < row.columns(); i++) {
            ColumnType type = row.typeAt(i);
            if (type == null) {
                values.add(null);
                continue;
            }
            values.add(
                    switch (type) {
                        case LONG -> row.longAt(i);
                        case TEXT -> row.textAt(i);
                        case DOUBLE -> row.doubleAt(i);
                        case BOOL -> row.boolAt(i);
                        case BYTES -> row.bytesAt(i);
                        default -> throw new IllegalStateException("unexpected type " + type);
                    });
        }
        return values;
    }
}
