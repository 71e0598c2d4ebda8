package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.timeseries.SplitTimeseriesScanTaskRequest;
import com.alicloud.openservices.tablestore.model.timeseries.TimeseriesScanSplitInfo;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.TaskContext;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** A time series table that is read as it is while the job runs: each point once, without a common point in time. */
final class TimeseriesReader implements Reader {
    private static final int PIECES_PER_CHANNEL = 8;
    private static final int MAX_PIECES = 256;

    private final OtsClient client;
    private final OtsReaderConfig config;
    private final JobContext job;
    private final String table;
    private final TimeseriesProjection projection;

    /** Connects with a client that it closes, also when it fails. */
    TimeseriesReader(OtsClient client, OtsReaderConfig config, JobContext job) {
        this.client = client;
        this.config = config;
        this.job = job;
        this.table = config.table().strip();
        this.projection = new TimeseriesProjection(config.column());
        try {
            client.describeTimeseries(table, job);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    @Override
    public Schema schema() {
        return projection.schema();
    }

    @Override
    public List<Split> plan(int parallelism) {
        SplitTimeseriesScanTaskRequest request = new SplitTimeseriesScanTaskRequest(
                table, parallelism <= 1 ? 1 : Math.min(MAX_PIECES, parallelism * PIECES_PER_CHANNEL));
        if (config.measurementName() != null && !config.measurementName().isEmpty()) {
            request.setMeasurementName(config.measurementName());
        }
        List<TimeseriesScanSplitInfo> pieces = client.timeseriesPieces(request, job);
        List<Split> splits = new ArrayList<>();
        for (TimeseriesScanSplitInfo piece : pieces) {
            String info = Base64.getEncoder().encodeToString(piece.getSerializedData());
            splits.add(new TimeseriesSplit(splits.size() + 1, pieces.size(), info));
        }
        return splits;
    }

    @Override
    public SplitReader read(Split split, TaskContext task) {
        return new TimeseriesScan(client, table, (TimeseriesSplit) split, config.timeRange(), projection, task);
    }

    @Override
    public void close() {
        client.close();
    }
}
