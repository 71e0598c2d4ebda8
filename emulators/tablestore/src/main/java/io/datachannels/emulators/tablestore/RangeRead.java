package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.BulkExportRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.BulkExportResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DataBlockType;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.Direction;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.GetRangeRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.GetRangeResponse;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import com.aliyun.ots.thirdparty.com.google.protobuf.UnsafeByteOperations;
import io.datachannels.emulators.tablestore.plainbuffer.ByteOutput;
import io.datachannels.emulators.tablestore.plainbuffer.KeyOrder;
import io.datachannels.emulators.tablestore.plainbuffer.Row;
import io.datachannels.emulators.tablestore.plainbuffer.RowDecoder;
import io.datachannels.emulators.tablestore.plainbuffer.Tag;
import io.datachannels.emulators.tablestore.rows.RowReader;
import io.datachannels.emulators.tablestore.store.Table;
import java.util.Arrays;

/** Reads of key ranges, page by page: GetRange and BulkExport. */
final class RangeRead {
    private RangeRead() {}

    static Answer getRange(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        GetRangeRequest request = GetRangeRequest.parseFrom(bytes);
        NameRules.checkTable(request.getTableName());
        Projections wanted = new Projections(
                        request.getColumnsToGetList(),
                        request.getStartColumn(),
                        request.getEndColumn(),
                        request.getFilter())
                .versions(
                        request.hasTimeRange() ? request.getTimeRange() : null,
                        request.hasMaxVersions() ? request.getMaxVersions() : null,
                        "No version condition is specified.");
        if (request.hasLimit() && request.getLimit() <= 0) {
            throw ServiceException.invalid("The limit must be greater than 0.");
        }
        Row start = key(request.getInclusiveStartPrimaryKey());
        Row end = key(request.getExclusiveEndPrimaryKey());
        Table table = call.table(request.getTableName());
        boolean backward = request.getDirection() == Direction.BACKWARD;
        byte[][] range = range(table, start, end, backward);
        RowReader reader = wanted.reader(table.definition(), call.now());
        Page page = new Page(reader, request.hasLimit() ? request.getLimit() : Page.MAX_ROWS);
        ByteOutput out = call.buffers().take().putInt(Tag.HEADER);
        table.scan(range[0], range[1], backward, (key, row) -> page.admits(row) && page.took(reader.read(row, out)));
        GetRangeResponse.Builder response = GetRangeResponse.newBuilder().setConsumed(Capacity.read(page.bytes()));
        if (page.next() != null) {
            response.setNextStartPrimaryKey(UnsafeByteOperations.unsafeWrap(page.next()));
        }
        if (page.rows() == 0) {
            out.truncate(0);
        }
        return Answer.of(response.buildPartial(), GetRangeResponse.ROWS_FIELD_NUMBER, out);
    }

    static Answer bulkExport(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        BulkExportRequest request = BulkExportRequest.parseFrom(bytes);
        NameRules.checkTable(request.getTableName());
        boolean matrix = request.getDataBlockTypeHint() == DataBlockType.DBT_SIMPLE_ROW_MATRIX;
        if (matrix && request.getColumnsToGetCount() == 0) {
            throw ServiceException.invalid("DBT_SIMPLE_ROW_MATRIX need at least one column to get.");
        }
        Projections wanted = new Projections(request.getColumnsToGetList(), "", "", request.getFilter()).newest();
        Row start = key(request.getInclusiveStartPrimaryKey());
        Row end = key(request.getExclusiveEndPrimaryKey());
        Table table = call.table(request.getTableName());
        byte[][] range = range(table, start, end, false);
        RowReader reader = wanted.reader(table.definition(), call.now());
        Page page = new Page(reader, Page.MAX_ROWS);
        ByteOutput out = call.buffers().take();
        if (matrix) {
            RowMatrix block = new RowMatrix(table.definition(), request.getColumnsToGetList(), out);
            table.scan(
                    range[0],
                    range[1],
                    false,
                    (key, row) -> page.admits(row) && page.took(reader.select(row) && block.add(row, reader)));
            block.finish();
        } else {
            out.putInt(Tag.HEADER);
            table.scan(range[0], range[1], false, (key, row) -> page.admits(row) && page.took(reader.read(row, out)));
            out.truncate(page.rows() == 0 ? 0 : out.size());
        }
        BulkExportResponse.Builder response = BulkExportResponse.newBuilder()
                .setDataBlockType(request.getDataBlockTypeHint())
                .setConsumed(Capacity.read(page.bytes()));
        if (page.next() != null) {
            response.setNextStartPrimaryKey(UnsafeByteOperations.unsafeWrap(page.next()));
        }
        return Answer.of(response.buildPartial(), BulkExportResponse.ROWS_FIELD_NUMBER, out);
    }

    private static Row key(ByteString bytes) {
        Row key = RowDecoder.decode(bytes.toByteArray());
        KeyRules.check(key.key(), true);
        return key;
    }

    private static byte[][] range(Table table, Row start, Row end, boolean backward) {
        KeyRules.checkSchema(start.key(), table.definition(), false);
        KeyRules.checkSchema(end.key(), table.definition(), false);
        byte[] from = KeyOrder.encode(start.key());
        byte[] to = KeyOrder.encode(end.key());
        int order = Arrays.compareUnsigned(from, to);
        if (backward ? order <= 0 : order >= 0) {
            throw ServiceException.invalid(
                    backward
                            ? "Begin key must more than end key in BACKWARD"
                            : "Begin key must less than end key in FORWARD");
        }
        return new byte[][] {from, to};
    }
}
