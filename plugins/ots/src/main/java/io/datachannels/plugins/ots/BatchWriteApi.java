package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.BatchWriteRowResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.Condition;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ReturnContent;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ReturnType;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.RowExistenceExpectation;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.RowInBatchWriteRowResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TableInBatchWriteRowRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TableInBatchWriteRowResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Writes with BatchWriteRow, which can do everything. */
final class BatchWriteApi<C> implements WriteApi<C> {
    private static final Condition NO_CONDITION = Condition.newBuilder()
            .setRowExistence(RowExistenceExpectation.IGNORE)
            .build();
    private static final ReturnContent NOTHING =
            ReturnContent.newBuilder().setReturnType(ReturnType.RT_NONE).build();

    private final OtsClient client;
    private final String table;
    private final Function<C, WireChange> wire;

    BatchWriteApi(OtsClient client, String table, Function<C, WireChange> wire) {
        this.client = client;
        this.table = table;
        this.wire = wire;
    }

    @Override
    public String operation() {
        return "BatchWriteRow";
    }

    @Override
    public Answer send(List<C> changes) {
        BatchWriteRowRequest.Builder request = BatchWriteRowRequest.newBuilder();
        TableInBatchWriteRowRequest.Builder rows = request.addTablesBuilder().setTableName(table);
        for (C change : changes) {
            WireChange row = wire.apply(change);
            rows.addRowsBuilder()
                    .setType(row.type())
                    .setRowChange(row.row())
                    .setCondition(NO_CONDITION)
                    .setReturnContent(NOTHING);
        }
        Future<MessageCall.Answer> answer = client.batchWriteRow().send(request.build());
        return () -> {
            MessageCall.Answer response = client.await(answer);
            List<ServiceError> errors = new ArrayList<>(changes.size());
            for (TableInBatchWriteRowResponse each : ((BatchWriteRowResponse) response.message()).getTablesList()) {
                for (RowInBatchWriteRowResponse row : each.getRowsList()) {
                    errors.add(row.getIsOk() ? null : ServiceError.of(row.getError(), response.getRequestId()));
                }
            }
            return new Result(response.getRequestId(), errors);
        };
    }
}
