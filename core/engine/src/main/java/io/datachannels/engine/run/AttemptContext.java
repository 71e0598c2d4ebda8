package io.datachannels.engine.run;

import io.datachannels.engine.dirty.TypedRow;
import io.datachannels.engine.transform.Refusal;
import io.datachannels.spi.Batch;
import io.datachannels.spi.Cast;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.TaskContext;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;

/** One attempt of a task as its plug-ins see it: it keeps the rows that they set aside and counts them. */
final class AttemptContext implements TaskContext {
    private static final int SHOWN = 200;

    private final EngineContext job;
    private final Watchdog watchdog;
    private final int task;
    private final int attempt;
    private final String split;
    private final TaskCounters counters;
    private final ErrorBudget budget;
    private final DirtyRows.Attempt dirtyRows;
    private final Channel channel;
    private final boolean transformed;
    private final Map<Batch, Long> firstRows = new ConcurrentHashMap<>();
    private long handedOver;
    private boolean refusing;

    AttemptContext(
            EngineContext job,
            Watchdog watchdog,
            Task task,
            int attempt,
            TaskCounters counters,
            ErrorBudget budget,
            DirtyRows.Attempt dirtyRows,
            Channel channel,
            boolean transformed) {
        this.job = job;
        this.watchdog = watchdog;
        this.task = task.number();
        this.attempt = attempt;
        this.split = task.split().describe();
        this.counters = counters;
        this.budget = budget;
        this.dirtyRows = dirtyRows;
        this.channel = channel;
        this.transformed = transformed;
    }

    @Override
    public int task() {
        return task;
    }

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public synchronized void reject(String position, String column, String value, String reason) {
        checkCounts();
        counters.rejectedByReader(column == null ? reason : "column " + column + ": " + reason);
        dirtyRows.add(new DirtyLine("reader", task, split, position, column, value, reason, null));
        count((column == null ? position : position + ", column " + column) + ": " + show(value) + reason);
    }

    @Override
    public synchronized void reject(Batch batch, int row, RowFailure failure) {
        checkCounts();
        Row cells = batch.cursor(row);
        String column = failure.column() < 0 ? null : cells.schema().name(failure.column());
        String value = column == null ? null : cells.show(failure.column());
        String reason = failure.getMessage();
        dirtyRows.add(new DirtyLine(
                "writer", task, split, position(batch, row), column, value, reason, TypedRow.toJson(cells)));
        counters.rejectedByWriter(column == null ? reason : "column " + column + ": " + reason);
        count(column == null ? reason : "column " + column + ": " + show(value) + reason);
    }

    /** The batch goes to the writer next; before it does, on the reading thread. */
    void handOver(Batch batch) {
        firstRows.put(batch, handedOver);
        handedOver += batch.rows();
    }

    private String position(Batch batch, int row) {
        return "row " + (firstRows.get(batch) + row + 1) + " of those " + (transformed ? "transformed" : "read");
    }

    /**
     * Sets aside a row that a transformer cannot work on.
     *
     * @param row as the reader delivered it
     * @param number which one of the rows that this attempt read, from 1
     */
    synchronized void reject(Row row, long number, Refusal refusal) {
        checkCounts();
        counters.rejectedByTransformer("column " + refusal.column() + ": " + refusal.getMessage());
        String position = "row " + number + " of those read";
        dirtyRows.add(new DirtyLine(
                "transformer",
                task,
                split,
                position,
                refusal.column(),
                refusal.value(),
                refusal.getMessage(),
                TypedRow.toJson(row)));
        count("column " + refusal.column() + ": " + show(refusal.value()) + refusal.getMessage());
    }

    @Override
    public String runId() {
        return job.runId();
    }

    @Override
    public ZoneId zone() {
        return job.zone();
    }

    @Override
    public Cast cast() {
        return job.cast();
    }

    @Override
    public int channels() {
        return job.channels();
    }

    @Override
    public <T> T call(String what, Callable<T> call) {
        checkCounts();
        return job.call(what, call);
    }

    /** From here on a thread that was left behind can neither call its service nor set rows aside: the attempt is over. */
    synchronized void refuse() {
        refusing = true;
    }

    private synchronized void checkCounts() {
        watchdog.alive();
        if (refusing) {
            throw new Cancelled();
        }
    }

    /** A plug-in may call from a thread of its SDK, where an exception would be lost: the channel ends as well. */
    private void count(String example) {
        try {
            budget.add(example);
        } catch (OverErrorLimit e) {
            channel.fail(e);
            throw e;
        }
    }

    private static String show(String value) {
        if (value == null) {
            return "";
        }
        return "\"" + (value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…") + "\" ";
    }
}
