package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.BulkImportRequest;
import com.alicloud.openservices.tablestore.model.BulkImportResponse;
import com.alicloud.openservices.tablestore.model.RowChange;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/** Writes with BulkImport: rows with their whole key, without conditions. */
final class BulkImportApi implements WriteApi<RowChange> {
    private final OtsClient client;
    private final String table;

    BulkImportApi(OtsClient client, String table) {
        this.client = client;
        this.table = table;
    }

    @Override
    public String operation() {
        return "BulkImport";
    }

    @Override
    public Answer send(List<RowChange> changes) {
        BulkImportRequest request = new BulkImportRequest(table);
        request.addRowChanges(changes);
        Future<BulkImportResponse> answer = client.bulkImport(request);
        return () -> {
            BulkImportResponse response = client.await(answer);
            List<ServiceError> errors = new ArrayList<>(changes.size());
            for (BulkImportResponse.RowResult row : response.getRowResults()) {
                errors.add(row.isSucceed() ? null : ServiceError.of(row.getError(), response.getRequestId()));
            }
            return new Result(response.getRequestId(), errors);
        };
    }
}
