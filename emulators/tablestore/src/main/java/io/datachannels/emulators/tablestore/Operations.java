package io.datachannels.emulators.tablestore;

import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import com.aliyun.ots.thirdparty.com.google.protobuf.MessageLite;
import io.datachannels.emulators.http.Faults;
import io.datachannels.emulators.tablestore.store.Store;
import java.time.Clock;
import java.util.Map;

/** The operations that are served, by name. */
final class Operations {
    private static final Map<String, Operation> ALL = Map.ofEntries(
            Map.entry("ListTable", TableOperations::list),
            Map.entry("CreateTable", TableOperations::create),
            Map.entry("DescribeTable", TableOperations::describe),
            Map.entry("UpdateTable", TableOperations::update),
            Map.entry("DeleteTable", TableOperations::delete),
            Map.entry("ComputeSplitPointsBySize", SplitPoints::compute),
            Map.entry("GetRow", RowOperations::get),
            Map.entry("PutRow", RowOperations::put),
            Map.entry("UpdateRow", RowOperations::update),
            Map.entry("DeleteRow", RowOperations::delete),
            Map.entry("BatchGetRow", BatchGet::serve),
            Map.entry("BatchWriteRow", BatchWrite::serve),
            Map.entry("GetRange", RangeRead::getRange),
            Map.entry("BulkImport", BatchWrite::bulkImport),
            Map.entry("BulkExport", RangeRead::bulkExport));

    private final Store store;
    private final Faults faults;
    private final Clock clock;

    Operations(Store store, Faults faults, Clock clock) {
        this.store = store;
        this.faults = faults;
        this.clock = clock;
    }

    /** Serves the request; when it returns, every change is written down. */
    byte[] serve(String name, String instance, byte[] request) throws InvalidProtocolBufferException {
        Operation operation = ALL.get(name);
        if (operation == null) {
            throw ServiceException.invalid("Unsupported operation: '" + name + "'.");
        }
        try {
            return operation
                    .serve(new Call(store, instance, clock.millis(), faults), request)
                    .toByteArray();
        } finally {
            store.acknowledge();
        }
    }

    /** One operation: bytes of the request message in, response message out. */
    private interface Operation {
        MessageLite serve(Call call, byte[] request) throws InvalidProtocolBufferException;
    }
}
