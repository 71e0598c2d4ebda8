package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.Condition;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DeleteRowRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DeleteRowResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.GetRowRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.GetRowResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.OperationType;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.PutRowRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.PutRowResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ReturnContent;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.UpdateRowRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.UpdateRowResponse;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import io.datachannels.emulators.tablestore.plainbuffer.ByteOutput;
import io.datachannels.emulators.tablestore.plainbuffer.KeyOrder;
import io.datachannels.emulators.tablestore.plainbuffer.Row;
import io.datachannels.emulators.tablestore.plainbuffer.RowDecoder;
import io.datachannels.emulators.tablestore.plainbuffer.Tag;
import io.datachannels.emulators.tablestore.rows.RowReader;
import io.datachannels.emulators.tablestore.store.Table;

/** Single rows: read, put, updated, deleted. */
final class RowOperations {
    private static final int MAX_ROW = 4 << 20;
    private static final String NO_VERSION = "No version condition is specified.";

    private RowOperations() {}

    static GetRowResponse get(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        GetRowRequest request = GetRowRequest.parseFrom(bytes);
        NameRules.checkTable(request.getTableName());
        Projections wanted = new Projections(
                        request.getColumnsToGetList(),
                        request.getStartColumn(),
                        request.getEndColumn(),
                        request.getFilter())
                .versions(
                        request.hasTimeRange() ? request.getTimeRange() : null,
                        request.hasMaxVersions() ? request.getMaxVersions() : null,
                        NO_VERSION);
        Row key = RowDecoder.decode(request.getPrimaryKey().toByteArray());
        KeyRules.check(key.key(), false);
        Table table = call.table(request.getTableName());
        ByteString row = read(table, key, wanted.reader(table.definition(), call.now()));
        return GetRowResponse.newBuilder()
                .setConsumed(Capacity.read(row.size()))
                .setRow(row)
                .build();
    }

    /** The row as a PlainBuffer, empty if it is not there or not wanted. */
    static ByteString read(Table table, Row key, RowReader reader) {
        KeyRules.checkSchema(key.key(), table.definition(), false);
        byte[] stored = table.get(KeyOrder.encode(key.key()));
        ByteOutput out = new ByteOutput(stored == null ? 4 : stored.length + 4).putInt(Tag.HEADER);
        if (stored == null || !reader.read(stored, out)) {
            return ByteString.EMPTY;
        }
        return ByteString.copyFrom(out.array(), 0, out.size());
    }

    static PutRowResponse put(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        PutRowRequest request = PutRowRequest.parseFrom(bytes);
        Written written = write(
                call,
                OperationType.PUT,
                request.getTableName(),
                request.getRow(),
                request.getCondition(),
                request.getReturnContent());
        PutRowResponse.Builder response = PutRowResponse.newBuilder().setConsumed(Capacity.write(written.size()));
        if (!written.row().isEmpty()) {
            response.setRow(written.row());
        }
        return response.build();
    }

    static UpdateRowResponse update(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        UpdateRowRequest request = UpdateRowRequest.parseFrom(bytes);
        Written written = write(
                call,
                OperationType.UPDATE,
                request.getTableName(),
                request.getRowChange(),
                request.getCondition(),
                request.getReturnContent());
        UpdateRowResponse.Builder response = UpdateRowResponse.newBuilder().setConsumed(Capacity.write(written.size()));
        if (!written.row().isEmpty()) {
            response.setRow(written.row());
        }
        return response.build();
    }

    static DeleteRowResponse delete(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        DeleteRowRequest request = DeleteRowRequest.parseFrom(bytes);
        Written written = write(
                call,
                OperationType.DELETE,
                request.getTableName(),
                request.getPrimaryKey(),
                request.getCondition(),
                request.getReturnContent());
        DeleteRowResponse.Builder response = DeleteRowResponse.newBuilder().setConsumed(Capacity.write(written.size()));
        if (!written.row().isEmpty()) {
            response.setRow(written.row());
        }
        return response.build();
    }

    private static Written write(
            Call call, OperationType type, String name, ByteString bytes, Condition condition, ReturnContent wanted) {
        NameRules.checkTable(name);
        Row row = RowDecoder.decode(bytes.toByteArray());
        RowWriter writer = RowWriter.of(type, row, condition, wanted);
        if (row.size() > MAX_ROW) {
            throw new ServiceException(
                    400, "OTSOutOfRowSizeLimit", "The total data size of columns in one row exceeded the limit.");
        }
        return new Written(row.size(), writer.write(call.table(name), call));
    }

    private record Written(int size, ByteString row) {}
}
