package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.GetRangeResponse;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.Row;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.TaskContext;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Future;

/** Reads a range page by page; the next page is on its way while the rows of one are taken. */
final class RangeReader implements SplitReader {
    private final OtsClient client;
    private final TableScan scan;
    private final Projection projection;
    private final KeyRange range;
    private final TaskContext task;
    private final KeyPlace place;
    private final List<String> columns;
    private final ColumnValue[] scratch;
    private Iterator<Row> rows = List.<Row>of().iterator();
    /** The request for the next page; null after the last one. */
    private RangeRowQueryCriteria next;
    /** Its answer to come; null if it was asked for in vain. */
    private Future<GetRangeResponse> ahead;

    RangeReader(OtsClient client, TableScan scan, Projection projection, KeyRange range, TaskContext task) {
        this.client = client;
        this.scan = scan;
        this.projection = projection;
        this.range = range;
        this.task = task;
        this.place = new KeyPlace(range);
        this.columns = projection.columnsToGet();
        this.scratch = projection.scratch();
        this.next = scan.request(range, columns);
        this.ahead = client.getRange(next);
    }

    @Override
    public boolean read(BatchBuilder batch) {
        while (!batch.isFull()) {
            if (rows.hasNext()) {
                projection.add(rows.next(), scratch, batch);
            } else if (next == null) {
                return false;
            } else if (batch.rows() > 0 && !ahead.isDone()) {
                return true;
            } else {
                turnPage();
            }
        }
        return rows.hasNext() || next != null;
    }

    @Override
    public double progress() {
        return place.progress();
    }

    private void turnPage() {
        GetRangeResponse page = task.call("GetRange", this::page);
        rows = page.getRows().iterator();
        if (rows.hasNext()) {
            place.reached(scan.parts(page.getRows().get(0).getPrimaryKey()));
        }
        if (page.getNextStartPrimaryKey() == null) {
            next = null;
            ahead = null;
        } else {
            next = scan.request(range, page.getNextStartPrimaryKey(), columns);
            ahead = client.getRange(next);
        }
    }

    private GetRangeResponse page() {
        Future<GetRangeResponse> answer = ahead == null ? client.getRange(next) : ahead;
        ahead = null;
        return client.await(answer);
    }

    @Override
    public void close() {
        rows = List.<Row>of().iterator();
        next = null;
        ahead = null;
    }
}
