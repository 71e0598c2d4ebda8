package io.datachannels.testkit;

import io.datachannels.spi.Batch;
import io.datachannels.spi.Cast;
import io.datachannels.spi.Failure;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TransientFailure;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The engine's side of a task, for tests of a plug-in alone: rejected rows are kept to be looked at, a call that fails for a while
 * is made again at once, five times in all.
 */
public final class TestTask implements TaskContext {
    private static final int CALLS = 5;

    private final String run;
    private final int task;
    private final int attempt;
    private final ZoneId zone;
    private final Cast cast;
    private final List<Rejected> rejected = new CopyOnWriteArrayList<>();
    private final List<String> retried = new CopyOnWriteArrayList<>();

    /**
     * A row that was set aside.
     *
     * @param position of a row that could not be read, or the row's index in its batch
     * @param column the column's name or null
     */
    public record Rejected(String position, String column, String value, String reason) {}

    public TestTask(int task, ZoneId zone) {
        this("test-run", task, 0, zone);
    }

    private TestTask(String run, int task, int attempt, ZoneId zone) {
        this.run = run;
        this.task = task;
        this.attempt = attempt;
        this.zone = zone;
        this.cast = Cast.standard(zone);
    }

    /** Task 0 in UTC. */
    public static TestTask first() {
        return new TestTask(0, ZoneOffset.UTC);
    }

    /** An attempt of a task of a run, in UTC. */
    public static TestTask of(String run, int task, int attempt) {
        return new TestTask(run, task, attempt, ZoneOffset.UTC);
    }

    public List<Rejected> rejected() {
        return rejected;
    }

    /** The names of the calls that were made again, one entry for each time. */
    public List<String> retried() {
        return retried;
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
    public String runId() {
        return run;
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    @Override
    public Cast cast() {
        return cast;
    }

    @Override
    public int channels() {
        return 2;
    }

    @Override
    public <T> T call(String what, Callable<T> call) {
        for (int i = 1; ; i++) {
            try {
                return call.call();
            } catch (TransientFailure e) {
                if (i == CALLS) {
                    throw e;
                }
                retried.add(what);
            } catch (Failure e) {
                throw e;
            } catch (Exception e) {
                throw new FatalFailure(what + ": " + e, "", e);
            }
        }
    }

    @Override
    public void reject(String position, String column, String value, String reason) {
        rejected.add(new Rejected(position, column, value, reason));
    }

    @Override
    public void reject(Batch batch, int row, RowFailure failure) {
        int column = failure.column();
        rejected.add(new Rejected(
                Integer.toString(row),
                column < 0 ? null : batch.schema().name(column),
                column < 0 ? null : batch.row(row).show(column),
                failure.getMessage()));
    }
}
