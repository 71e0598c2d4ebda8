package io.datachannels.emulators.tablestore;

import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import com.aliyun.ots.thirdparty.com.google.protobuf.MessageLite;
import io.datachannels.emulators.http.Faults;
import io.datachannels.emulators.tablestore.store.Store;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** The operations that are served, by name. */
final class Operations {
    private static final Map<String, Operation> ALL = Map.ofEntries(
            Map.entry("ListTable", message(TableOperations::list)),
            Map.entry("CreateTable", message(TableOperations::create)),
            Map.entry("DescribeTable", message(TableOperations::describe)),
            Map.entry("UpdateTable", message(TableOperations::update)),
            Map.entry("DeleteTable", message(TableOperations::delete)),
            Map.entry("ListStream", message(StreamOperations::list)),
            Map.entry("DescribeStream", message(StreamOperations::describe)),
            Map.entry("GetShardIterator", message(StreamOperations::iterator)),
            Map.entry("GetStreamRecord", message(StreamOperations::records)),
            Map.entry("CreateTimeseriesTable", message(TimeseriesTables::create)),
            Map.entry("ListTimeseriesTable", message(TimeseriesTables::list)),
            Map.entry("DescribeTimeseriesTable", message(TimeseriesTables::describe)),
            Map.entry("UpdateTimeseriesTable", message(TimeseriesTables::update)),
            Map.entry("DeleteTimeseriesTable", message(TimeseriesTables::delete)),
            Map.entry("PutTimeseriesData", message(TimeseriesWrite::put)),
            Map.entry("GetTimeseriesData", TimeseriesRead::get),
            Map.entry("SplitTimeseriesScanTask", message(TimeseriesRead::split)),
            Map.entry("ScanTimeseriesData", TimeseriesRead::scan),
            Map.entry("QueryTimeseriesMeta", message(SeriesMeta::query)),
            Map.entry("UpdateTimeseriesMeta", message(SeriesMeta::update)),
            Map.entry("DeleteTimeseriesMeta", message(SeriesMeta::delete)),
            Map.entry("ComputeSplitPointsBySize", message(SplitPoints::compute)),
            Map.entry("GetRow", message(RowOperations::get)),
            Map.entry("PutRow", message(RowOperations::put)),
            Map.entry("UpdateRow", message(RowOperations::update)),
            Map.entry("DeleteRow", message(RowOperations::delete)),
            Map.entry("BatchGetRow", message(BatchGet::serve)),
            Map.entry("BatchWriteRow", message(BatchWrite::serve)),
            Map.entry("GetRange", RangeRead::getRange),
            Map.entry("BulkImport", message(BatchWrite::bulkImport)),
            Map.entry("BulkExport", RangeRead::bulkExport));

    private final Store store;
    private final Faults faults;
    private final Clock clock;
    private final Set<String> missing;
    private final Buffers buffers = new Buffers();

    /** @param missing operations to be answered as unknown ones */
    Operations(Store store, Faults faults, Clock clock, Set<String> missing) {
        this.store = store;
        this.faults = faults;
        this.clock = clock;
        this.missing = Set.copyOf(missing);
    }

    /** Serves the request; when it returns, every change is written down. */
    Answer serve(String name, String instance, byte[] request) throws InvalidProtocolBufferException {
        Operation operation = ALL.get(name);
        if (operation == null || missing.contains(name)) {
            throw ServiceException.invalid("Unsupported operation: '" + name + "'.");
        }
        try {
            return operation.serve(new Call(store, instance, name, clock.millis(), clock, faults, buffers), request);
        } finally {
            store.acknowledge();
        }
    }

    /** Takes back what an answer was sent from. */
    void sent(Answer answer) {
        if (answer.rows() != null) {
            buffers.give(answer.rows());
        }
    }

    private static Operation message(MessageOperation operation) {
        return (call, request) -> Answer.of(operation.serve(call, request));
    }

    /** One operation: bytes of the request message in, bytes of the response message out. */
    private interface Operation {
        Answer serve(Call call, byte[] request) throws InvalidProtocolBufferException;
    }

    /** An operation whose answer is small. */
    private interface MessageOperation {
        MessageLite serve(Call call, byte[] request) throws InvalidProtocolBufferException;
    }
}
