package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.BulkImportRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.BulkImportResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.RowInBulkImportResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Writes with BulkImport: rows with their whole key, without conditions. */
final class BulkImportApi<C> implements WriteApi<C> {
    private final OtsClient client;
    private final String table;
    private final Function<C, WireChange> wire;

    BulkImportApi(OtsClient client, String table, Function<C, WireChange> wire) {
        this.client = client;
        this.table = table;
        this.wire = wire;
    }

    @Override
    public String operation() {
        return "BulkImport";
    }

    @Override
    public Answer send(List<C> changes) {
        BulkImportRequest.Builder request = BulkImportRequest.newBuilder().setTableName(table);
        for (C change : changes) {
            WireChange row = wire.apply(change);
            request.addRowsBuilder().setType(row.type()).setRowChange(row.row());
        }
        Future<MessageCall.Answer> answer = client.bulkImport().send(request.build());
        return () -> {
            MessageCall.Answer response = client.await(answer);
            List<ServiceError> errors = new ArrayList<>(changes.size());
            for (RowInBulkImportResponse row : ((BulkImportResponse) response.message()).getRowsList()) {
                errors.add(row.getIsOk() ? null : ServiceError.of(row.getError(), response.getRequestId()));
            }
            return new Result(response.getRequestId(), errors);
        };
    }
}
