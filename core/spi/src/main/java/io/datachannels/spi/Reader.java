package io.datachannels.spi;

import java.util.List;

/** An open source. Calls come from several threads where noted; {@link #close()} comes last. */
public interface Reader extends AutoCloseable {
    /** The columns of every row it delivers. */
    Schema schema();

    /**
     * Cuts the source into splits, which together are the whole of it, each row in one split only. Once, in the driver, on the
     * job's thread.
     *
     * @param parallelism how many splits are read at once; a few times as many splits keep all channels busy to the end
     * @return in the order in which tasks are numbered; empty if there is nothing to read
     */
    List<Split> plan(int parallelism);

    /** Begins to read a split, which may come from another process. On the task's thread; several splits at once. */
    SplitReader read(Split split, TaskContext task);

    /**
     * Moves the source's position, after the writer's commit. Once, in the driver, with the reports of all splits in the order of
     * their tasks. May be called again after a crash.
     */
    default void commit(List<SplitReport> reports) {}

    /** Ends connections. Never changes anything. */
    @Override
    void close();
}
