package io.datachannels.plugins.ots;

import io.datachannels.spi.Batch;
import io.datachannels.spi.Failure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TaskWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes rows in requests of many, several requests under way at once. Changes of the same key are never under way together, so the
 * last one wins, through retries too. Requests are settled oldest first, on the task's thread.
 */
final class RequestWriter<C> implements TaskWriter {
    /** How many batches may be kept when a call returns: they take memory even if each has few rows. */
    private static final int MAX_BATCHES_HELD = 8;

    private static final Pattern NAME = Pattern.compile("'([^']+)'");

    private final Access access;
    private final WriteApis<C> apis;
    private final ChangeEncoder<C> encoder;
    private final Limits limits;
    private final TaskContext task;
    private final Deque<WriteRequest<C>> underWay = new ArrayDeque<>();
    private final Map<Object, WriteRequest<C>> keys = new HashMap<>();
    private WriteRequest<C> collected = new WriteRequest<>(0);
    private long batches;
    private long handed;
    private long rejected;

    /** How large requests are and how many are under way. */
    record Limits(int rows, int bytes, int requests) {}

    private record Refused<C>(WriteRequest.Pending<C> row, ServiceError error) {}

    RequestWriter(Access access, WriteApis<C> apis, ChangeEncoder<C> encoder, Limits limits, TaskContext task) {
        this.access = access;
        this.apis = apis;
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
        for (WriteRequest<C> request : underWay) {
            try {
                if (!Thread.currentThread().isInterrupted()) {
                    request.answer().await();
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
        ChangeEncoder.Encoded<C> encoded;
        try {
            encoded = encoder.encode(batch.row(row), task.cast());
        } catch (RowFailure e) {
            reject(batch, row, e);
            return;
        }
        boolean fits = collected.bytes() + encoded.size() <= limits.bytes();
        if (fits && collected.merge(encoder, encoded, batch, row)) {
            return;
        }
        if (!fits || collected.rows().size() >= limits.rows()) {
            send();
        }
        if (!encoder.makesKeys()) {
            awaitKey(encoded.key());
        }
        if (collected.rows().isEmpty()) {
            collected = new WriteRequest<>(batches);
        }
        if (!encoder.makesKeys()) {
            keys.put(encoded.key(), collected);
        }
        collected.add(encoded, batch, row);
    }

    private void awaitKey(Object key) {
        WriteRequest<C> holder = keys.get(key);
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
        collected.send(apis.current());
        underWay.addLast(collected);
        collected = new WriteRequest<>(batches);
    }

    private void settleOldest() {
        WriteRequest<C> request = underWay.getFirst();
        settle(request.rows(), request.api(), request.answer());
        underWay.removeFirst();
        if (!encoder.makesKeys()) {
            request.rows().forEach(row -> keys.remove(row.key()));
        }
        request.release();
    }

    /** Where the service refuses all rows, another operation may write them; where one row is to blame, halves find it. */
    private void settle(List<WriteRequest.Pending<C>> rows, WriteApi<C> api, WriteApi.Answer answer) {
        List<Refused<C>> refused = new ArrayList<>();
        WriteAttempt<C> attempt = new WriteAttempt<>(
                access, rows, service(api, answer), (row, error) -> refused.add(new Refused<>(row, error)));
        ServiceError refusal =
                api == apis.fallback() ? task.call(api.operation(), attempt::run) : orFallBack(api, attempt);
        refused.forEach(each -> refuse(each.row, each.error));
        if (refusal != null) {
            halve(attempt.open(), refusal);
        }
    }

    /** Returns why the fallback refuses the rows too, or null. */
    private ServiceError orFallBack(WriteApi<C> api, WriteAttempt<C> attempt) {
        String reason;
        try {
            ServiceError refusal = task.call(api.operation(), attempt::run);
            if (refusal == null) {
                return null;
            }
            reason = refusal.describe();
        } catch (JobFailure e) {
            reason = e.getMessage();
        }
        attempt.goOnWith(service(apis.fallback(), null));
        ServiceError refusal = task.call(apis.fallback().operation(), attempt::run);
        if (refusal == null) {
            apis.fallBack(reason);
        }
        return refusal;
    }

    private void halve(List<WriteRequest.Pending<C>> rows, ServiceError refusal) {
        if (rows.size() == 1) {
            refuse(rows.get(0), refusal);
            return;
        }
        settle(rows.subList(0, rows.size() / 2), apis.fallback(), null);
        settle(rows.subList(rows.size() / 2, rows.size()), apis.fallback(), null);
    }

    /** Waits for the first answer if there is one to come, then sends and waits. */
    private static <C> Function<List<WriteRequest.Pending<C>>, WriteApi.Result> service(
            WriteApi<C> api, WriteApi.Answer answer) {
        Deque<WriteApi.Answer> first = new ArrayDeque<>();
        if (answer != null) {
            first.add(answer);
        }
        return rows -> (first.isEmpty() ? api.send(WriteRequest.changes(rows)) : first.remove()).await();
    }

    /** A change of several rows is cut in halves, so that only the rows that are to blame are set aside. */
    private void refuse(WriteRequest.Pending<C> row, ServiceError error) {
        int sources = row.sources().size();
        if (sources > 1) {
            settle(List.of(part(row, 0, sources / 2)), apis.fallback(), null);
            settle(List.of(part(row, sources / 2, sources)), apis.fallback(), null);
            return;
        }
        Matcher name = NAME.matcher(error.message());
        int column = name.find() ? encoder.sourceOf(name.group(1)) : -1;
        WriteRequest.Source source = row.sources().get(0);
        reject(source.batch(), source.row(), new RowFailure(column, error.describe()));
    }

    private WriteRequest.Pending<C> part(WriteRequest.Pending<C> row, int from, int to) {
        return new WriteRequest.Pending<>(
                row.key(), encoder.part(row.change(), from, to), row.sources().subList(from, to));
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
