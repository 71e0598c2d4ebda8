package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.DescribeTableResponse;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.SplitReport;
import io.datachannels.spi.TaskContext;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The changes of a table in a window of time that is over: the same ones in every run. */
final class StreamReader implements Reader {
    private static final Logger log = LoggerFactory.getLogger(StreamReader.class);

    /** How long after a time the service may still write changes of that time, as the vendor has it. */
    private static final Duration SETTLING = Duration.ofMinutes(5);

    /** How long before the service removes the window's first changes reading must begin, as the vendor has it. */
    private static final Duration READING = Duration.ofMinutes(10);

    private final OtsClient client;
    private final StreamReaderConfig config;
    private final JobContext job;
    private final Clock clock;
    private final StreamWindow window;
    private final ChangeStream stream;
    private final StatusTable status;
    private final ChangeLayout layout;

    /** Connects with a client that it closes, also when it fails. */
    StreamReader(OtsClient client, StreamReaderConfig config, JobContext job, Clock clock) {
        this.client = client;
        this.config = config;
        this.job = job;
        this.clock = clock;
        this.window = config.times().in(job.zone());
        try {
            List<PrimaryKeySchema> key;
            if (config.isTimeseriesTable()) {
                client.describeTimeseries(config.dataTable(), job);
                key = List.of(); // its columns have names that are known
                this.stream = ChangeStream.ofTimeseries(client, config, job);
            } else {
                DescribeTableResponse table = client.describeWithStream(config.dataTable(), job);
                key = table.getTableMeta().getPrimaryKeyList();
                this.stream = ChangeStream.of(client, config, table.getStreamDetails());
            }
            requireWindow();
            requireOriginals();
            this.status = new StatusTable(client, config.statusTable(), stream.id(), job);
            this.layout = config.mode() == StreamMode.CELLS
                    ? new CellChangeLayout(key, config.isExportEmptyPut(), config.isExportSequenceInfo())
                    : new RowChangeLayout(config, key);
            warn();
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    @Override
    public Schema schema() {
        return layout.schema();
    }

    @Override
    public List<Split> plan(int parallelism) {
        return new StreamPlan(stream, status, window, job, clock.millis()).cut();
    }

    @Override
    public SplitReader read(Split split, TaskContext task) {
        return new LineageReader(stream, window, (StreamSplit) split, layout, config.enableSeekIterator(), task);
    }

    @Override
    public void commit(List<SplitReport> reports) {
        List<ShardPosition> positions = new ArrayList<>();
        for (SplitReport each : reports) {
            positions.addAll(((StreamReport) each).positions());
        }
        status.write(config.dataTable(), window, job.runId(), positions);
    }

    @Override
    public void close() {
        client.close();
    }

    private void requireWindow() {
        if (window.start() >= window.end()) {
            throw new JobFailure(
                    "the window starts at " + StreamWindow.show(window.start()) + " and ends at "
                            + StreamWindow.show(window.end()) + ", because clocks change in " + job.zone()
                            + " between them",
                    "Give the window as startTimestampMillis and endTimestampMillis.");
        }
        long now = clock.millis();
        long latest = now - SETTLING.toMillis();
        if (window.end() > latest) {
            throw new JobFailure(
                    "the window ends at " + StreamWindow.show(window.end()) + ", but changes up to "
                            + StreamWindow.show(latest) + " only are settled",
                    "Run the job five minutes after the end of its window or later, or let the window end earlier, such as"
                            + " $[yyyymmddhh24miss-5/24/60].");
        }
        long kept = now - stream.retentionMillis();
        if (window.start() < kept + READING.toMillis()) {
            throw new JobFailure(
                    "the changes of " + stream.table() + " from " + StreamWindow.show(window.start()) + " to "
                            + StreamWindow.show(Math.max(window.start(), Math.min(window.end(), kept)))
                            + " are lost or will be while the job runs: the stream keeps them for "
                            + Duration.ofMillis(stream.retentionMillis()).toHours() + " hours",
                    "Export the table as a whole with otsreader, then go on with a window that starts at "
                            + StreamWindow.show(kept + READING.toMillis()) + " or later.");
        }
    }

    private void requireOriginals() {
        if (config.mode() == StreamMode.CELLS) {
            return;
        }
        List<String> missing = config.column().stream()
                .filter(each -> each.dataType() != StreamValue.NEW)
                .map(StreamColumn::name)
                .filter(name -> !stream.originalColumns().contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new JobFailure(
                    "the stream of " + stream.table() + " does not keep the original values of " + missing
                            + ", which dataType old and latest need",
                    "Switch the stream on with these columns as its original columns, or take dataType new.");
        }
    }

    private void warn() {
        if (window.start() < stream.since()) {
            log.warn(
                    "otsstreamreader: the stream of {} was switched on at {}; changes before are not in the window {}.",
                    stream.table(),
                    StreamWindow.show(stream.since()),
                    window);
        }
        if (config.mode() == StreamMode.CELLS && !config.column().isEmpty()) {
            log.warn("otsstreamreader: column counts in mode {} only; all columns are read.", StreamMode.ROWS);
        }
        if (config.mode() == StreamMode.ROWS && config.operationColumn() == null) {
            log.warn("otsstreamreader: deleted rows are left out; operationColumn would tell them.");
        }
    }
}
