package io.datachannels.plugins.ots;

import io.datachannels.spi.Batch;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.SplitReport;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.config.SecretText;
import io.datachannels.testkit.Rows;
import io.datachannels.testkit.TestTask;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** An otsstreamreader as a job file would configure it, and the engine's side of it. */
final class StreamJob {
    private final String endpoint;
    private final Clock clock;
    String table = Changes.TABLE;
    String status = Changes.STATUS;
    StreamMode mode = StreamMode.CELLS;
    List<StreamColumn> columns = List.of();
    String operation;
    boolean emptyPuts;
    boolean sequence;
    boolean seeks;
    boolean timeseries;
    int batchRows = 1024;

    /** One whose clock goes with that of the service. */
    StreamJob(Changes changes) {
        this.endpoint = changes.tables().endpoint();
        this.clock = changes.later();
    }

    /** In row mode. */
    StreamJob rows(StreamColumn... newColumns) {
        mode = StreamMode.ROWS;
        columns = List.of(newColumns);
        return this;
    }

    StreamReaderConfig config(StreamTimes times) {
        return new StreamReaderConfig(
                new Access(endpoint, Tables.INSTANCE, "local", new SecretText("local"), null, null, 10_000, 10_000),
                table,
                status,
                times,
                mode,
                columns,
                operation,
                emptyPuts,
                sequence,
                seeks,
                false,
                timeseries);
    }

    Reader open(long start, long end, TaskContext job) {
        StreamReaderConfig config = config(new StreamTimes(start, end, null, null, null));
        return new StreamReader(new OtsClient(config.access(), 2), config, job, clock);
    }

    Reader open(long start, long end) {
        return open(start, end, TestTask.first());
    }

    /** Reads a window and writes down that it was read. */
    List<List<Object>> run(long start, long end) {
        try (Reader reader = open(start, end)) {
            List<List<Object>> rows = new ArrayList<>();
            reader.commit(read(reader, rows));
            return rows;
        }
    }

    /** Reads a window as a job that dies before its commit. */
    List<List<Object>> runWithoutCommit(long start, long end) {
        try (Reader reader = open(start, end)) {
            List<List<Object>> rows = new ArrayList<>();
            read(reader, rows);
            return rows;
        }
    }

    List<SplitReport> read(Reader reader, List<List<Object>> rows) {
        List<SplitReport> reports = new ArrayList<>();
        for (Split split : reader.plan(2)) {
            Batch batch = new Batch(reader.schema(), batchRows, 1 << 20, each -> {});
            try (SplitReader open = reader.read(split, TestTask.first())) {
                boolean more = true;
                while (more) {
                    batch.reuse();
                    more = open.read(batch.builder());
                    rows.addAll(Rows.values(batch));
                }
                reports.add(open.report());
            }
        }
        return reports;
    }
}
