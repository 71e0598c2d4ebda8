package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.PrimaryKey;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.TaskContext;

/** Reads a range page by page; the next page is on its way while the rows of one are taken. */
final class RangeReader implements SplitReader {
    private final ReadApis apis;
    private final KeyRange range;
    private final TaskContext task;
    private final KeyPlace place;
    /** The operation that {@link #ahead} was asked with. */
    private RangeApi api;
    /** The page at hand; null before the first one and after the last one. */
    private Page page;
    /** Where the next page begins; null for the begin of the range. */
    private PrimaryKey from;
    /** The next page; null if it was asked for in vain or there is none. */
    private RangeApi.Answer ahead;

    private boolean ended;
    /** The progress at the begin and at the end of the page at hand. */
    private double before;

    private double after;

    RangeReader(ReadApis apis, KeyRange range, TaskContext task) {
        this.apis = apis;
        this.range = range;
        this.task = task;
        this.place = new KeyPlace(range);
        ask();
    }

    @Override
    public boolean read(BatchBuilder batch) {
        while (!batch.isFull()) {
            if (page != null && page.hasRows()) {
                page.add(batch);
            } else if (ended) {
                return false;
            } else if (batch.rows() > 0 && ahead != null && !ahead.isDone()) {
                return true;
            } else {
                turnPage();
            }
        }
        return !ended || page.hasRows();
    }

    @Override
    public double progress() {
        return page == null ? before : before + (after - before) * page.progress();
    }

    private void turnPage() {
        page = null;
        before = after;
        page = nextPage();
        from = page.next();
        ended = from == null;
        if (ended) {
            after = 1;
        } else {
            ask();
            place.reached(TableScan.parts(from));
            after = place.progress();
        }
    }

    private void ask() {
        api = apis.current();
        ahead = api.ask(range, from, task);
    }

    private Page nextPage() {
        try {
            return task.call(api.operation(), this::awaitPage);
        } catch (JobFailure refusal) {
            if (!apis.canFallBack(api)) {
                throw refusal;
            }
            api = apis.fallback();
            Page answered = task.call(api.operation(), this::awaitPage);
            apis.fallBack(refusal);
            return answered;
        }
    }

    private Page awaitPage() {
        RangeApi.Answer answer = ahead == null ? api.ask(range, from, task) : ahead;
        ahead = null;
        return answer.page();
    }

    @Override
    public void close() {
        page = null;
        ahead = null;
        ended = true;
    }
}
