package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.BatchWriteRowResponse;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import io.datachannels.spi.Batch;
import io.datachannels.spi.Failure;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes rows with BatchWriteRow, several requests under way at once. Rows with the same key are never under way together, so the
 * last one wins, through retries too. Requests are settled oldest first, on the task's thread.
 */
final class RequestWriter implements TaskWriter {
    /** How many batches may be kept when a call returns: they take memory even if each has few rows. */
    private static final int MAX_BATCHES_HELD = 8;

    private static final Pattern NAME = Pattern.compile("'([^']+)'");

    private final OtsClient client;
    private final RowEncoder encoder;
    private final String table;
    private final Limits limits;
    private final TaskContext task;
    private final Deque<WriteRequest> underWay = new ArrayDeque<>();
    private final Map<PrimaryKey, WriteRequest> keys = new HashMap<>();
    private WriteRequest collected = new WriteRequest(0);
    private long batches;
    private long handed;
    private long rejected;

    /** How large requests are and how many are under way. */
    record Limits(int rows, int bytes, int requests) {}

    RequestWriter(OtsClient client, String table, RowEncoder encoder, Limits limits, TaskContext task) {
        this.client = client;
        this.table = table;
        this.encoder = encoder;
        this.limits = limits;
        this.task = task;
    }

    @Override
    public void write(Batch batch) {
        batches++;
        for (int i = 0; i < batch.rows(); i++) {
            handed++;
            add(batch, i);
        }
        while (oldestBatch() <= batches - MAX_BATCHES_HELD) {
            if (underWay.isEmpty()) {
                send();
            }
            settleOldest();
        }
    }

    @Override
    public TaskReport finish() {
        send();
        while (!underWay.isEmpty()) {
            settleOldest();
        }
        return new RowsWritten(handed - rejected);
    }

    /** Waits for requests that are under way, so that none of them comes after those of the task's next attempt. */
    @Override
    public void close() {
        for (WriteRequest request : underWay) {
            try {
                if (!Thread.currentThread().isInterrupted()) {
                    client.await(request.answer());
                }
            } catch (Failure e) {
                // The task has failed already, or its rows are written again.
            } finally {
                request.release();
            }
        }
        underWay.clear();
        collected.release();
    }

    private void add(Batch batch, int row) {
        RowEncoder.Encoded encoded;
        try {
            encoded = encoder.encode(batch.row(row), task.cast());
        } catch (RowFailure e) {
            reject(batch, row, e);
            return;
        }
        boolean full = collected.bytes() + encoded.size() > limits.bytes();
        if (full || collected.rows().size() >= limits.rows()) {
            send();
        }
        PrimaryKey key = encoded.change().getPrimaryKey();
        if (!encoder.makesKeys()) {
            awaitKey(key);
        }
        if (collected.rows().isEmpty()) {
            collected = new WriteRequest(batches);
        }
        if (!encoder.makesKeys()) {
            keys.put(key, collected);
        }
        collected.add(encoded.change(), encoded.size(), batch, row);
    }

    private void awaitKey(PrimaryKey key) {
        WriteRequest holder = keys.get(key);
        if (holder == null) {
            return;
        }
        if (holder == collected) {
            send();
        }
        while (underWay.contains(holder)) {
            settleOldest();
        }
    }

    private void send() {
        if (collected.rows().isEmpty()) {
            return;
        }
        while (underWay.size() >= limits.requests()) {
            settleOldest();
        }
        collected.send(client);
        underWay.addLast(collected);
        collected = new WriteRequest(batches);
    }

    private void settleOldest() {
        WriteRequest request = underWay.getFirst();
        settle(request.rows(), request.answer());
        underWay.removeFirst();
        if (!encoder.makesKeys()) {
            request.rows().forEach(row -> keys.remove(row.change().getPrimaryKey()));
        }
        request.release();
    }

    /** Where the service refuses all rows because of one, halves find it. */
    private void settle(List<WriteRequest.Pending> rows, Future<BatchWriteRowResponse> answer) {
        WriteAttempt attempt = new WriteAttempt(client.access(), table, rows, service(answer), this::refuse);
        ServiceError refusal = task.call("BatchWriteRow", attempt::run);
        if (refusal == null) {
            return;
        }
        List<WriteRequest.Pending> left = attempt.open();
        if (left.size() == 1) {
            refuse(left.get(0), refusal);
        } else {
            settle(left.subList(0, left.size() / 2), null);
            settle(left.subList(left.size() / 2, left.size()), null);
        }
    }

    /** Waits for the first answer if there is one to come, then sends and waits. */
    private Function<List<WriteRequest.Pending>, BatchWriteRowResponse> service(Future<BatchWriteRowResponse> answer) {
        Deque<Future<BatchWriteRowResponse>> first = new ArrayDeque<>();
        if (answer != null) {
            first.add(answer);
        }
        return rows -> client.await(first.isEmpty() ? client.batchWrite(WriteRequest.message(rows)) : first.remove());
    }

    private void refuse(WriteRequest.Pending row, ServiceError error) {
        Matcher name = NAME.matcher(error.message());
        int column = name.find() ? encoder.sourceOf(name.group(1)) : -1;
        reject(row.batch(), row.row(), new RowFailure(column, error.describe()));
    }

    private void reject(Batch batch, int row, RowFailure failure) {
        rejected++;
        task.reject(batch, row, failure);
    }

    private long oldestBatch() {
        if (!underWay.isEmpty()) {
            return underWay.getFirst().firstBatch();
        }
        return collected.rows().isEmpty() ? Long.MAX_VALUE : collected.firstBatch();
    }
}
