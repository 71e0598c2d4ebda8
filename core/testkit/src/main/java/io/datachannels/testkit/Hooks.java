package io.datachannels.testkit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a test wants to happen inside a fake plug-in, and what was asked of the fake. Safe for use from any thread. */
public final class Hooks {
    private final Map<String, Action> actions = new ConcurrentHashMap<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    /**
     * Where a call stands.
     *
     * @param task -1 for a call that belongs to the job
     * @param row how many rows of the attempt went before; 0 for other calls
     */
    public record Step(int task, int attempt, long row) {
        static final Step OF_JOB = new Step(-1, 0, 0);
    }

    /** Runs before a call is served; what it throws the call throws. */
    @FunctionalInterface
    public interface Action {
        void run(Step step) throws InterruptedException;
    }

    /** The calls so far, but for those of rows: {@code commit}, {@code finish 3}. */
    public List<String> calls() {
        return calls;
    }

    void set(String call, Action action) {
        actions.put(call, action);
    }

    void reach(String call, Step step) {
        if (step.row() == 0) {
            calls.add(step.task() < 0 ? call : call + " " + step.task());
        }
        try {
            actions.getOrDefault(call, ignored -> {}).run(step);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
