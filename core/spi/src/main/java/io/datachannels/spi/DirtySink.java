package io.datachannels.spi;

import java.util.List;

/**
 * An open place that takes dirty rows besides the run folder. Calls come from the threads of tasks, one at a time; {@link #close} once,
 * after the last of them, whether the job ends well or not.
 */
public interface DirtySink extends AutoCloseable {
    /**
     * Takes rows and returns when they are durable there. Of a task they come when its attempt counts, after its writer's {@link
     * TaskWriter#finish()} and before the commit: rows of attempts that are made again never come, nor those of an attempt that fails the
     * job. Rows may come a second time, when a task is run again in a resumed run or after this call failed; they then have the same run,
     * task and number, and replace the former where the target can do that.
     *
     * @param rows at least one and at most 200, of one task, in order
     * @throws Failure of the kind that fits; a row must not be left out. The engine retries no call as a whole: what can be tried again
     *     goes through {@link JobContext#call}. A failure fails the task as a failure of its writer would
     */
    void write(List<DirtyRow> rows);

    /** Ends connections. */
    @Override
    void close();
}
