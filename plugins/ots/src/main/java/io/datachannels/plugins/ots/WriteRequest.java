package io.datachannels.plugins.ots;

import io.datachannels.spi.Batch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes that go to the service together. Holds the batches that their rows came in until it is released. */
final class WriteRequest<C> {
    private final List<Pending<C>> rows = new ArrayList<>();
    private final List<Batch> batches = new ArrayList<>();
    private final long firstBatch;
    private int bytes;
    private WriteApi<C> api;
    private WriteApi.Answer answer;

    /** Where a row came from. */
    record Source(Batch batch, int row) {}

    /** A change whose fate is open, and the rows that it was made of: one, or one for each of its cells. */
    record Pending<C>(Object key, C change, List<Source> sources) {}

    /** @param firstBatch the number of the batch that its first row is in */
    WriteRequest(long firstBatch) {
        this.firstBatch = firstBatch;
    }

    void add(ChangeEncoder.Encoded<C> encoded, Batch batch, int row) {
        hold(batch);
        rows.add(new Pending<>(encoded.key(), encoded.change(), List.of(new Source(batch, row))));
        bytes += encoded.size();
    }

    /** Makes one change of this row and the last one, if they have the same key and the encoder can. */
    boolean merge(ChangeEncoder<C> encoder, ChangeEncoder.Encoded<C> encoded, Batch batch, int row) {
        if (rows.isEmpty()) {
            return false;
        }
        Pending<C> last = rows.get(rows.size() - 1);
        if (!last.key.equals(encoded.key())) {
            return false;
        }
        Optional<C> merged = encoder.merge(last.change, encoded.change());
        if (merged.isEmpty()) {
            return false;
        }
        hold(batch);
        List<Source> sources = last.sources.size() == 1 ? new ArrayList<>(last.sources) : last.sources;
        sources.add(new Source(batch, row));
        rows.set(rows.size() - 1, new Pending<>(last.key, merged.get(), sources));
        bytes += encoded.size();
        return true;
    }

    List<Pending<C>> rows() {
        return rows;
    }

    int bytes() {
        return bytes;
    }

    long firstBatch() {
        return firstBatch;
    }

    void send(WriteApi<C> by) {
        api = by;
        answer = by.send(changes(rows));
    }

    /** What it was sent with. */
    WriteApi<C> api() {
        return api;
    }

    WriteApi.Answer answer() {
        return answer;
    }

    /** Gives the batches back; the rows must not be looked at any more. */
    void release() {
        batches.forEach(Batch::release);
        batches.clear();
    }

    static <C> List<C> changes(List<Pending<C>> rows) {
        List<C> changes = new ArrayList<>(rows.size());
        for (Pending<C> row : rows) {
            changes.add(row.change);
        }
        return changes;
    }

    private void hold(Batch batch) {
        if (batches.isEmpty() || batches.get(batches.size() - 1) != batch) {
            batch.retain();
            batches.add(batch);
        }
    }
}
