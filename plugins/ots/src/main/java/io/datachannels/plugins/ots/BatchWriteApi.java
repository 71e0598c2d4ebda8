package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.BatchWriteRowResponse;
import com.alicloud.openservices.tablestore.model.RowChange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/** Writes with BatchWriteRow, which can do everything. */
final class BatchWriteApi implements WriteApi<RowChange> {
    private final OtsClient client;
    private final String table;

    BatchWriteApi(OtsClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public String operation() {
        return "BatchWriteRow";
    }

    @Override
    public Answer send(List<RowChange> changes) {
        BatchWriteRowRequest request = new BatchWriteRowRequest();
        changes.forEach(request::addRowChange);
        Future<BatchWriteRowResponse> answer = client.batchWrite(request);
        return () -> {
            BatchWriteRowResponse response = client.await(answer);
            List<ServiceError> errors = new ArrayList<>(changes.size());
            List<BatchWriteRowResponse.RowResult> rows = response.getRowStatus(table);
            if (rows != null) {
                for (BatchWriteRowResponse.RowResult row : rows) {
                    errors.add(row.isSucceed() ? null : ServiceError.of(row.getError(), response.getRequestId()));
                }
            }
            return new Result(response.getRequestId(), errors);
        };
    }
}
