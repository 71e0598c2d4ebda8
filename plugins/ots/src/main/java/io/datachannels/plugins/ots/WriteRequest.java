package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.BatchWriteRowResponse;
import com.alicloud.openservices.tablestore.model.RowChange;
import io.datachannels.spi.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/** Rows that go to the service together. Holds the batches that they came in until it is released. */
final class WriteRequest {
    private final List<Pending> rows = new ArrayList<>();
    private final List<Batch> batches = new ArrayList<>();
    private final long firstBatch;
    private int bytes;
    private Future<BatchWriteRowResponse> answer;

    /** A row whose fate is open. */
    record Pending(RowChange change, Batch batch, int row) {}

    /** @param firstBatch the number of the batch that its first row is in */
    WriteRequest(long firstBatch) {
        this.firstBatch = firstBatch;
    }

    void add(RowChange change, int size, Batch batch, int row) {
        if (batches.isEmpty() || batches.get(batches.size() - 1) != batch) {
            batch.retain();
            batches.add(batch);
        }
        rows.add(new Pending(change, batch, row));
        bytes += size;
    }

    List<Pending> rows() {
        return rows;
    }

    int bytes() {
        return bytes;
    }

    long firstBatch() {
        return firstBatch;
    }

    void send(OtsClient client) {
        answer = client.batchWrite(message(rows));
    }

    Future<BatchWriteRowResponse> answer() {
        return answer;
    }

    /** Gives the batches back; the rows must not be looked at any more. */
    void release() {
        batches.forEach(Batch::release);
        batches.clear();
    }

    static BatchWriteRowRequest message(List<Pending> rows) {
        BatchWriteRowRequest message = new BatchWriteRowRequest();
        rows.forEach(row -> message.addRowChange(row.change()));
        return message;
    }
}
