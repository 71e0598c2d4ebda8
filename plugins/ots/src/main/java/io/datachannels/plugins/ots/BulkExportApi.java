package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.BulkExportResponse;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.tunnel.BulkExportQueryCriteria;
import io.datachannels.spi.TaskContext;
import java.util.List;
import java.util.concurrent.Future;

/** Reads with BulkExport: pages of values without names, from which batches are filled without an object for each cell. */
final class BulkExportApi implements RangeApi {
    private final OtsClient client;
    private final TableScan scan;
    private final Projection projection;
    private final List<String> columns;

    BulkExportApi(OtsClient client, TableScan scan, Projection projection) {
        this.client = client;
        this.scan = scan;
        this.projection = projection;
        this.columns = projection.columnsToExport();
    }

    @Override
    public String operation() {
        return "BulkExport";
    }

    @Override
    public Answer ask(KeyRange range, PrimaryKey from, TaskContext task) {
        BulkExportQueryCriteria request = new BulkExportQueryCriteria(scan.table());
        request.setInclusiveStartPrimaryKey(from == null ? scan.toSdk(range.begin()) : from);
        request.setExclusiveEndPrimaryKey(scan.toSdk(range.end()));
        request.addColumnsToGet(columns);
        Future<BulkExportResponse> answer = client.bulkExport(request);
        return new Answer() {
            @Override
            public boolean isDone() {
                return answer.isDone();
            }

            @Override
            public Page page() {
                BulkExportResponse response = client.await(answer);
                try {
                    return new MatrixPage(response, projection, task);
                } catch (MatrixPage.BrokenException e) {
                    throw e.failure(client.access(), response.getRequestId());
                }
            }
        };
    }
}
