package io.datachannels.engine.run;

import java.util.List;
import java.util.function.Consumer;

/** Runs the tasks of a job: here in this process, elsewhere maybe on a cluster. */
interface TaskRunner {
    /**
     * Runs all tasks, as many at once as the job has channels.
     *
     * @param finished takes each result as it arrives; called on one thread at a time
     * @throws RuntimeException the first failure, when no task runs any more
     */
    void run(List<Task> tasks, Consumer<TaskResult> finished);

    /** Stops all tasks with this cause, from any thread; {@link #run} then throws it. */
    void fail(RuntimeException cause);
}
