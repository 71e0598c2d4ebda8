package io.datachannels.engine.run;

import io.datachannels.spi.Batch;
import io.datachannels.spi.Cast;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.TaskContext;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;

/** A task that only looks at rows: those that it sets aside are kept for the user, and nothing is counted. */
final class PreviewContext implements TaskContext {
    private final EngineContext job;
    private final int task;
    private final List<String> rejected;

    PreviewContext(EngineContext job, int task, List<String> rejected) {
        this.job = job;
        this.task = task;
        this.rejected = rejected;
    }

    @Override
    public int task() {
        return task;
    }

    @Override
    public int attempt() {
        return 0;
    }

    @Override
    public synchronized void reject(String position, String column, String value, String reason) {
        String shown = value == null ? "" : "\"" + value + "\" ";
        rejected.add(position + (column == null ? "" : ", column " + column) + ": " + shown + reason);
    }

    @Override
    public synchronized void reject(Batch batch, int row, RowFailure failure) {
        rejected.add(failure.getMessage());
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
        return job.call(what, call);
    }
}
