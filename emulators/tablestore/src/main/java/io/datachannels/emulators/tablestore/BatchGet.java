package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.BatchGetRowRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.BatchGetRowResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.RowInBatchGetRowResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TableInBatchGetRowRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TableInBatchGetRowResponse;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import io.datachannels.emulators.tablestore.plainbuffer.Row;
import io.datachannels.emulators.tablestore.plainbuffer.RowDecoder;
import io.datachannels.emulators.tablestore.store.NoSuchTableException;
import io.datachannels.emulators.tablestore.store.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Many rows of many tables read at once; each answers for itself, in the order asked. */
final class BatchGet {
    private static final int MAX_ROWS = 100;

    private BatchGet() {}

    static BatchGetRowResponse serve(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        BatchGetRowRequest request = BatchGetRowRequest.parseFrom(bytes);
        List<Part> parts = new ArrayList<>();
        int rows = 0;
        for (TableInBatchGetRowRequest asked : request.getTablesList()) {
            Part part = Part.of(asked);
            parts.add(part);
            rows += part.keys().size();
        }
        if (rows == 0) {
            throw ServiceException.invalid("No row is specified in BatchGetRow.");
        }
        if (rows > MAX_ROWS) {
            throw ServiceException.invalid("Rows count exceeds the upper limit: " + MAX_ROWS + ".");
        }
        BatchGetRowResponse.Builder response = BatchGetRowResponse.newBuilder();
        for (Part part : parts) {
            TableInBatchGetRowResponse.Builder table =
                    response.addTablesBuilder().setTableName(part.table());
            for (Row key : part.keys()) {
                table.addRows(read(call, part, key));
            }
        }
        return response.build();
    }

    private static RowInBatchGetRowResponse read(Call call, Part part, Row key) {
        RowInBatchGetRowResponse.Builder response = RowInBatchGetRowResponse.newBuilder();
        try {
            call.refuseRowIfTold();
            Table table = call.table(part.table());
            ByteString row = RowOperations.read(table, key, part.wanted().reader(table.definition(), call.now()));
            return response.setIsOk(true)
                    .setConsumed(Capacity.read(row.size()))
                    .setRow(row)
                    .build();
        } catch (NoSuchTableException e) {
            return response.setIsOk(false)
                    .setError(ServiceException.noTable().error())
                    .build();
        } catch (ServiceException e) {
            return response.setIsOk(false).setError(e.error()).build();
        }
    }

    private record Part(String table, List<Row> keys, Projections wanted) {
        static Part of(TableInBatchGetRowRequest request) {
            NameRules.checkTable(request.getTableName());
            Projections wanted = new Projections(
                            request.getColumnsToGetList(),
                            request.getStartColumn(),
                            request.getEndColumn(),
                            request.getFilter())
                    .versions(
                            request.hasTimeRange() ? request.getTimeRange() : null,
                            request.hasMaxVersions() ? request.getMaxVersions() : null,
                            "No version condition is specified while querying row.");
            Set<ByteString> seen = new HashSet<>();
            List<Row> keys = new ArrayList<>();
            for (ByteString bytes : request.getPrimaryKeyList()) {
                if (!seen.add(bytes)) {
                    throw ServiceException.invalid("Duplicate rows detected in MultiGet.");
                }
                Row key = RowDecoder.decode(bytes.toByteArray());
                KeyRules.check(key.key(), false);
                keys.add(key);
            }
            return new Part(request.getTableName(), keys, wanted);
        }
    }
}
