package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.ClientException;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.OperationType;
import com.alicloud.openservices.tablestore.core.protocol.PlainBufferBuilder;
import com.alicloud.openservices.tablestore.model.RowChange;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import com.aliyun.ots.thirdparty.com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;

/** A change of a row as requests carry it. */
record WireChange(OperationType type, ByteString row) {

    /** @param row is not changed any more */
    static WireChange of(OperationType type, PlainRow row) {
        return new WireChange(type, UnsafeByteOperations.unsafeWrap(row.array(), 0, row.length()));
    }

    /** As the SDK writes it. */
    static WireChange of(RowChange change) {
        try {
            if (change instanceof RowPutChange put) {
                return of(OperationType.PUT, PlainBufferBuilder.buildRowPutChangeWithHeader(put));
            } else if (change instanceof RowDeleteChange delete) {
                return of(OperationType.DELETE, PlainBufferBuilder.buildRowDeleteChangeWithHeader(delete));
            }
            return of(
                    OperationType.UPDATE, PlainBufferBuilder.buildRowUpdateChangeWithHeader((RowUpdateChange) change));
        } catch (IOException e) {
            throw new ClientException("a change cannot be written: " + e.getMessage(), e);
        }
    }

    private static WireChange of(OperationType type, byte[] row) {
        return new WireChange(type, UnsafeByteOperations.unsafeWrap(row));
    }
}
