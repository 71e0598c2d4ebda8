package io.datachannels.engine.run;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Which attempts there were, when and in which lane, for the picture of a run. Safe for use from any thread. */
final class Attempts {
    private final long begin;
    private final Map<Integer, Open> open = new HashMap<>();
    private final List<AttemptReport> ended = new ArrayList<>();
    private final BitSet lanes = new BitSet();

    private record Open(Task task, int attempt, int lane, long begin, TaskCounters counters) {}

    /** @param begin when the run began, as {@link System#nanoTime} tells it */
    Attempts(long begin) {
        this.begin = begin;
    }

    synchronized void began(Task task, int attempt, TaskCounters counters) {
        int lane = lanes.nextClearBit(0);
        lanes.set(lane);
        open.put(task.number(), new Open(task, attempt, lane, millis(), counters));
    }

    /** @param failure null if the split was moved */
    synchronized void ended(int task, RuntimeException failure) {
        Open each = open.remove(task);
        lanes.clear(each.lane());
        ended.add(new AttemptReport(
                task,
                each.attempt(),
                each.task().split().describe(),
                each.lane(),
                state(failure),
                each.begin(),
                millis(),
                each.counters().readRows(),
                each.counters().bytes(),
                each.counters().dirty(),
                failure == null || failure instanceof Cancelled ? null : String.valueOf(failure.getMessage())));
    }

    /** In the order in which they ended. */
    synchronized List<AttemptReport> all() {
        return List.copyOf(ended);
    }

    private static AttemptReport.State state(RuntimeException failure) {
        if (failure == null) {
            return AttemptReport.State.DONE;
        }
        return failure instanceof Cancelled ? AttemptReport.State.STOPPED : AttemptReport.State.FAILED;
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    }
}
