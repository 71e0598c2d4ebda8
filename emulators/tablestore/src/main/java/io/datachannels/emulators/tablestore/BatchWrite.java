package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.BatchWriteRowResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.BulkImportRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.BulkImportResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.Condition;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.Error;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.OperationType;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ReturnContent;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.RowExistenceExpectation;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.RowInBatchWriteRowRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.RowInBatchWriteRowResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.RowInBulkImportRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.RowInBulkImportResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TableInBatchWriteRowRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TableInBatchWriteRowResponse;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import io.datachannels.emulators.tablestore.plainbuffer.Cell;
import io.datachannels.emulators.tablestore.plainbuffer.KeyOrder;
import io.datachannels.emulators.tablestore.plainbuffer.RowDecoder;
import io.datachannels.emulators.tablestore.rows.RowRefusedException;
import io.datachannels.emulators.tablestore.store.NoSuchTableException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Many rows written at once. What is wrong with a request's form refuses it as a whole, before anything is written; what is
 * wrong with a row for its table refuses the row, and the others are written.
 */
final class BatchWrite {
    private static final int MAX_ROWS = 200;
    private static final int MAX_SIZE = 4_194_304;
    private static final Condition NO_CONDITION = Condition.newBuilder()
            .setRowExistence(RowExistenceExpectation.IGNORE)
            .build();

    private final Call call;
    private final String operation;
    private int count;
    private long size;

    private BatchWrite(Call call, String operation) {
        this.call = call;
        this.operation = operation;
    }

    static BatchWriteRowResponse serve(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        BatchWriteRowRequest request = BatchWriteRowRequest.parseFrom(bytes);
        if (request.getIsAtomic() || request.hasTransactionId()) {
            throw ServiceException.invalid("Unsupported operation: 'BatchWriteRow in a local transaction'.");
        }
        BatchWrite batch = new BatchWrite(call, "BatchWriteRow");
        List<List<RowWriter>> writers = new ArrayList<>();
        for (TableInBatchWriteRowRequest table : request.getTablesList()) {
            NameRules.checkTable(table.getTableName());
            if (table.getRowsCount() == 0) {
                throw ServiceException.invalid("No operation is specified for table: '" + table.getTableName() + "'.");
            }
            batch.checkCount(table.getRowsCount());
            List<RowWriter> rows = new ArrayList<>(table.getRowsCount());
            for (RowInBatchWriteRowRequest row : table.getRowsList()) {
                rows.add(batch.decode(row.getType(), row.getRowChange(), row.getCondition(), row.getReturnContent()));
            }
            checkTogether(rows);
            writers.add(rows);
        }
        batch.checkSize();
        BatchWriteRowResponse.Builder response = BatchWriteRowResponse.newBuilder();
        for (int i = 0; i < writers.size(); i++) {
            String name = request.getTables(i).getTableName();
            TableInBatchWriteRowResponse.Builder table =
                    response.addTablesBuilder().setTableName(name);
            for (RowWriter writer : writers.get(i)) {
                table.addRows(batch.write(name, writer));
            }
        }
        return response.build();
    }

    static BulkImportResponse bulkImport(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        BulkImportRequest request = BulkImportRequest.parseFrom(bytes);
        NameRules.checkTable(request.getTableName());
        BatchWrite batch = new BatchWrite(call, "BulkImport");
        batch.checkCount(request.getRowsCount());
        List<RowWriter> rows = new ArrayList<>(request.getRowsCount());
        for (RowInBulkImportRequest row : request.getRowsList()) {
            rows.add(batch.decode(row.getType(), row.getRowChange(), NO_CONDITION, ReturnContent.getDefaultInstance()));
        }
        batch.checkSize();
        BulkImportResponse.Builder response = BulkImportResponse.newBuilder().setTableName(request.getTableName());
        for (RowWriter writer : rows) {
            RowInBatchWriteRowResponse written = batch.write(request.getTableName(), writer);
            RowInBulkImportResponse.Builder row =
                    response.addRowsBuilder().setIsOk(written.getIsOk()).setConsumed(written.getConsumed());
            if (written.hasError()) {
                row.setError(written.getError());
            }
        }
        return response.build();
    }

    private RowWriter decode(OperationType type, ByteString bytes, Condition condition, ReturnContent wanted) {
        RowWriter writer = RowWriter.of(type, RowDecoder.decode(bytes.toByteArray()), condition, wanted);
        size += writer.row().size();
        return writer;
    }

    private void checkCount(int rows) {
        count += rows;
        if (count > MAX_ROWS) {
            throw ServiceException.invalid("Rows count exceeds the upper limit: " + MAX_ROWS + ".");
        }
    }

    private void checkSize() {
        if (count == 0) {
            throw ServiceException.invalid("No row is specified in " + operation + ".");
        }
        if (size > MAX_SIZE) {
            throw ServiceException.invalid("The total data size of " + operation
                    + " request exceeds the limit, limit size: " + MAX_SIZE + ", data size: " + size + ".");
        }
    }

    /** Checks the rows of one table against each other. */
    private static void checkTogether(List<RowWriter> rows) {
        Map<ByteBuffer, RowWriter> seen = new HashMap<>(2 * rows.size());
        for (RowWriter row : rows) {
            if (row.row().key().size() != rows.get(0).row().key().size()) {
                throw ServiceException.invalid("PK column size not the same for all rows in table");
            }
            if (KeyRules.hasPlaceholder(row.row().key())) {
                continue;
            }
            RowWriter other = seen.put(ByteBuffer.wrap(KeyOrder.encode(row.row().key())), row);
            if (other == null) {
                continue;
            }
            if (isConditional(row) || isConditional(other)) {
                throw ServiceException.invalid(
                        "Repeated rows do not support row exist expectation check in BatchModify.");
            }
            if (increments(row) || increments(other)) {
                throw ServiceException.invalid("Repeated rows do not support increment in BatchModify.");
            }
        }
    }

    private static boolean isConditional(RowWriter row) {
        return row.expectation() != RowExistenceExpectation.IGNORE;
    }

    private static boolean increments(RowWriter row) {
        return row.row().cells().stream().anyMatch(cell -> cell.kind() == Cell.INCREMENT);
    }

    private RowInBatchWriteRowResponse write(String table, RowWriter writer) {
        RowInBatchWriteRowResponse.Builder response =
                RowInBatchWriteRowResponse.newBuilder().setConsumed(Capacity.NONE);
        Error error;
        try {
            call.refuseRowIfTold();
            ByteString row = writer.write(call.table(table), call);
            if (!row.isEmpty()) {
                response.setRow(row);
            }
            return response.setIsOk(true)
                    .setConsumed(Capacity.write(writer.row().size()))
                    .build();
        } catch (NoSuchTableException e) {
            error = ServiceException.noTable().error();
        } catch (RowRefusedException e) {
            error = ServiceException.invalid(e.getMessage()).error();
        } catch (ServiceException e) {
            error = e.error();
        }
        return response.setIsOk(false).setError(error).build();
    }
}
