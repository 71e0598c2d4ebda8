package io.datachannels.spi;

import java.util.List;

/** An open target. Nothing that a task writes is visible before {@link #commit}, as far as the target allows. */
public interface Writer extends AutoCloseable {
    /**
     * Whether nothing that a task writes can be seen before {@link #commit}; where each row can be seen at once, the report of a job that
     * failed says so.
     */
    default boolean isAllOrNothing() {
        return true;
    }

    /**
     * What {@link #prepare} is about to open, as far as it can be told before; it is written down, and handed to {@link #abort} should the
     * process die before {@code prepare} returned. Once, in the driver, right before {@code prepare}; opens nothing.
     */
    default WriterState intent() {
        return WriterState.NONE;
    }

    /** Opens what tasks share. Once, in the driver, before any task; destroys nothing. */
    default WriterState prepare() {
        return WriterState.NONE;
    }

    /**
     * Takes up a run that another process began, some of whose tasks ended well. Once, in the driver, in place of {@link #prepare} and
     * before the tasks that are missing.
     *
     * @param finished the reports of the tasks that ended well
     */
    default void resume(WriterState state, List<TaskReport> finished) {}

    /** Begins to write a task. On the task's writing thread; several tasks at once, maybe in another process. */
    TaskWriter write(WriterState state, TaskContext task);

    /**
     * The last chance to say that what the tasks wrote must not or cannot become visible, for then the run is aborted, while a commit
     * that fails has to be finished. In the driver, with the reports that {@link #commit} is going to get; changes nothing.
     */
    default void beforeCommit(WriterState state, List<TaskReport> reports) {}

    /**
     * Makes everything visible. Once, in the driver, with one report per task in the order of tasks; after a crash it is called again
     * with the same arguments, maybe when all or half of it was done, and ends in the same result.
     */
    void commit(WriterState state, List<TaskReport> reports);

    /**
     * Removes what tasks left behind; the target is as it was. In the driver, when the job fails or is stopped before the commit,
     * with the reports of the tasks that ended well. What an unfinished task opened, it closed itself, unless its process died.
     */
    void abort(WriterState state, List<TaskReport> reports);

    /** Ends connections. Never commits. */
    @Override
    void close();
}
