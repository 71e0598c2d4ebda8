package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.GetStreamRecordResponse;
import com.alicloud.openservices.tablestore.model.StreamRecord;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TransientFailure;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Reads the records of a window in one shard, page by page; the next page is on its way while the records of one are taken. An
 * empty page is the end only where the service says that nothing more has come, and of a closed shard only its own end is.
 */
final class ShardReader {
    /** How far before a time a search for it begins, as DataX has it: a shard's clock may lag. */
    static final long SEEK_MARGIN_MILLIS = TimeUnit.MINUTES.toMillis(10);

    private static final int MAX_EMPTY_PAGES = 1000;

    private final ChangeStream stream;
    private final StreamWindow window;
    private final ShardStart start;
    private final boolean seeks;
    private final TaskContext task;

    private List<StreamRecord> records = List.of();
    private int next;
    /** Where the page at hand begins and where the one after it does; null for none. */
    private String pageBegin;

    private String pageEnd;
    private Future<GetStreamRecordResponse> ahead;
    private boolean exact;
    private long skip;
    private boolean sawRecords;
    private boolean sawLastPage;
    private int emptyPages;
    private long reachedMicros;
    private String position;

    /** @param seeks whether a position that is not known is searched by its time */
    ShardReader(ChangeStream stream, StreamWindow window, ShardStart start, boolean seeks, TaskContext task) {
        this.stream = stream;
        this.window = window;
        this.start = start;
        this.seeks = seeks;
        this.task = task;
        this.exact = start.exact();
        this.skip = start.skip();
        this.reachedMicros = TimeUnit.MILLISECONDS.toMicros(window.start());
        begin();
    }

    String shard() {
        return start.shard();
    }

    /** How much of the window was read, from 0 to 1. */
    double progress() {
        return position == null ? window.share(reachedMicros) : 1;
    }

    /** Whether the next record would have to be waited for. */
    boolean isWaiting() {
        return position == null && next == records.size() && ahead != null && !ahead.isDone();
    }

    /** The next record of the window; null after the last one. */
    StreamRecord next() {
        while (position == null) {
            if (next == records.size()) {
                turnPage();
                continue;
            }
            StreamRecord record = records.get(next);
            long micros = record.getSequenceInfo().getTimestamp();
            if (skip > 0) {
                skip--;
                next++;
            } else if (window.isAfter(micros)) {
                end(beforeNext());
            } else if (!exact && window.isBefore(micros)) {
                next++;
            } else {
                exact = true;
                reachedMicros = micros;
                next++;
                return record;
            }
        }
        return null;
    }

    /** Where the next window begins; known after the last record. */
    ShardPosition position() {
        return new ShardPosition(start.shard(), position);
    }

    private void begin() {
        if (start.isEnded()) {
            end(ShardPosition.SHARD_END);
        } else if (start.position().equals(ShardPosition.TRIM_HORIZON)) {
            requireStart();
            beginAt(seeks && !exact ? beforeStart() : stream.oldest(start.shard(), task));
        } else {
            beginAt(start.position());
        }
    }

    private void beginAt(String iterator) {
        if (iterator == null) {
            end(ShardPosition.SHARD_END);
            return;
        }
        pageEnd = iterator;
        ahead = stream.send(iterator);
    }

    private void turnPage() {
        if (pageEnd == null) {
            end(ShardPosition.SHARD_END);
        } else if (sawLastPage) {
            end(sawRecords ? pageEnd : idle());
        } else {
            pageBegin = pageEnd;
            GetStreamRecordResponse page = nextPage();
            if (page != null) {
                take(page);
            }
        }
    }

    private void take(GetStreamRecordResponse page) {
        records = page.getRecords();
        next = 0;
        pageEnd = page.getNextShardIterator();
        sawRecords |= !records.isEmpty();
        emptyPages = records.isEmpty() ? emptyPages + 1 : 0;
        Boolean more = page.getMayMoreRecord();
        sawLastPage = !start.closed() && (more == null ? records.isEmpty() : !more);
        if (emptyPages > MAX_EMPTY_PAGES) {
            throw new TransientFailure(
                    "the shard " + start.shard() + " of " + stream.table() + " gave " + MAX_EMPTY_PAGES
                            + " empty answers without an end",
                    null);
        }
        if (pageEnd != null && !sawLastPage) {
            ahead = stream.send(pageEnd);
        }
    }

    /** Null if reading has begun anew at another place, because the stored one is not kept any more. */
    private GetStreamRecordResponse nextPage() {
        try {
            return task.call("GetStreamRecord", () -> {
                Future<GetStreamRecordResponse> asked = ahead == null ? stream.send(pageBegin) : ahead;
                ahead = null;
                return stream.await(asked);
            });
        } catch (JobFailure e) {
            if (!ChangeStream.isTrimmed(e)) {
                throw e;
            }
            if (sawRecords || !pageBegin.equals(start.position())) {
                throw lost(e);
            }
            // A position is not kept for ever, but the window's own records may be: then nothing is missing.
            requireStart();
            exact = false;
            skip = 0;
            beginAt(beforeStart());
            return null;
        }
    }

    /** @throws JobFailure with the lost time, if records of the window's start are not kept any more */
    private void requireStart() {
        try {
            stream.at(start.shard(), window.start(), task);
        } catch (JobFailure e) {
            throw ChangeStream.isTrimmed(e) ? lost(e) : e;
        }
    }

    /** An iterator well before the window's start, or if that is not kept any more at the start. */
    private String beforeStart() {
        try {
            return stream.at(start.shard(), window.start() - SEEK_MARGIN_MILLIS, task);
        } catch (JobFailure e) {
            if (!ChangeStream.isTrimmed(e)) {
                throw e;
            }
            return stream.at(start.shard(), window.start(), task);
        }
    }

    /** The iterator of the record that is next in the page at hand. */
    private String beforeNext() {
        String iterator = pageBegin;
        int left = next;
        while (left > 0) {
            GetStreamRecordResponse page = stream.page(iterator, left, task);
            if (page.getRecords().isEmpty() || page.getNextShardIterator() == null) {
                throw new TransientFailure(
                        "the shard " + start.shard() + " of " + stream.table()
                                + " gave fewer records when it was read again",
                        null);
            }
            left -= page.getRecords().size();
            iterator = page.getNextShardIterator();
        }
        return iterator;
    }

    /**
     * A place in a shard without records must move too, because the service forgets it as old records. Nothing lies between the place
     * it had and this one, which is not before the window, where there may be records that were read.
     */
    private String idle() {
        try {
            String iterator =
                    stream.at(start.shard(), Math.max(window.start(), window.end() - SEEK_MARGIN_MILLIS), task);
            return iterator == null ? ShardPosition.SHARD_END : iterator;
        } catch (JobFailure e) {
            throw ChangeStream.isTrimmed(e) ? lost(e) : e;
        }
    }

    private void end(String newPosition) {
        position = newPosition;
        records = List.of();
        next = 0;
        ahead = null;
    }

    private JobFailure lost(JobFailure refusal) {
        long from = TimeUnit.MICROSECONDS.toMillis(reachedMicros);
        return new JobFailure(
                "the changes of " + stream.table() + " from " + StreamWindow.show(from) + " to "
                        + StreamWindow.show(Math.max(from, oldestKept())) + " are lost: the shard " + start.shard()
                        + " does not keep them any more: " + refusal.getMessage(),
                "Export the table as a whole with otsreader, then go on with a window that starts later. The stream keeps changes for "
                        + TimeUnit.MILLISECONDS.toHours(stream.retentionMillis())
                        + " hours; each window must be read within that time.",
                refusal);
    }

    /** The time of the oldest record that the shard still has, else the end of the window. */
    private long oldestKept() {
        try {
            String iterator = stream.oldest(start.shard(), task);
            if (iterator != null) {
                List<StreamRecord> first = stream.page(iterator, 1, task).getRecords();
                if (!first.isEmpty()) {
                    return TimeUnit.MICROSECONDS.toMillis(
                            first.get(0).getSequenceInfo().getTimestamp());
                }
            }
        } catch (JobFailure e) {
            if (!ChangeStream.isTrimmed(e)) {
                throw e;
            }
        }
        return window.end();
    }
}
