package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.timeseries.ScanTimeseriesDataRequest;
import com.alicloud.openservices.tablestore.model.timeseries.ScanTimeseriesDataResponse;
import com.alicloud.openservices.tablestore.model.timeseries.TimeseriesRow;
import com.alicloud.openservices.tablestore.model.timeseries.TimeseriesScanSplitInfo;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.TaskContext;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;

/**
 * Reads a piece of a time series table page by page, the next page on its way while one is taken. It asks for all fields: by name the
 * service may leave out points that have none of them.
 */
final class TimeseriesScan implements SplitReader {
    /** The SDK makes objects of a page as a whole, so a fifth of what the service would give. */
    private static final int PAGE_ROWS = 1000;

    private static final long MICROS_PER_MILLI = 1000;

    private final OtsClient client;
    private final String table;
    private final TimeseriesScanSplitInfo piece;
    private final TimeRangeConfig range;
    private final TimeseriesProjection projection;
    private final TaskContext task;
    private Iterator<TimeseriesRow> points = List.<TimeseriesRow>of().iterator();
    /** Where the next page begins; null for the first. */
    private byte[] token;
    /** The next page; null if it was asked for in vain or there is none. */
    private Future<ScanTimeseriesDataResponse> ahead;

    private boolean ended;

    TimeseriesScan(
            OtsClient client,
            String table,
            TimeseriesSplit split,
            TimeRangeConfig range,
            TimeseriesProjection projection,
            TaskContext task) {
        this.client = client;
        this.table = table;
        this.piece = new TimeseriesScanSplitInfo(Base64.getDecoder().decode(split.info()));
        this.range = range;
        this.projection = projection;
        this.task = task;
        this.ahead = ask();
    }

    @Override
    public boolean read(BatchBuilder batch) {
        while (!batch.isFull()) {
            if (points.hasNext()) {
                projection.add(points.next(), batch);
            } else if (ended) {
                return false;
            } else if (batch.rows() > 0 && ahead != null && !ahead.isDone()) {
                return true;
            } else {
                turnPage();
            }
        }
        return points.hasNext() || !ended;
    }

    private void turnPage() {
        ScanTimeseriesDataResponse page = task.call("ScanTimeseriesData", () -> {
            Future<ScanTimeseriesDataResponse> answer = ahead == null ? ask() : ahead;
            ahead = null;
            return client.await(answer);
        });
        points = page.getRows().iterator();
        token = page.getNextToken();
        ended = token == null || token.length == 0;
        ahead = ended ? null : ask();
    }

    private Future<ScanTimeseriesDataResponse> ask() {
        ScanTimeseriesDataRequest request = new ScanTimeseriesDataRequest(table);
        request.setSplitInfo(piece);
        request.setLimit(PAGE_ROWS);
        if (range != null) {
            long latest = Long.MAX_VALUE / MICROS_PER_MILLI;
            request.setTimeRange(range.begin() * MICROS_PER_MILLI, Math.min(range.end(), latest) * MICROS_PER_MILLI);
        }
        if (token != null) {
            request.setNextToken(token);
        }
        return client.scanTimeseries(request);
    }

    @Override
    public void close() {
        points = List.<TimeseriesRow>of().iterator();
        ahead = null;
        ended = true;
    }
}
