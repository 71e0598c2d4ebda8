package io.datachannels.engine.run;

import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.TransientFailure;

/** Leaves the target as it was when a run failed or was stopped before its commit; what is to be resumed it leaves there unseen. */
final class Aborting {
    private final RunScope scope;
    private final RunFolder folder;
    private final Connected connected;

    /** @param folder null if the run did not get so far as to have one */
    Aborting(RunScope scope, RunFolder folder, Connected connected) {
        this.scope = scope;
        this.folder = folder;
        this.connected = connected;
    }

    /**
     * @param plan null if the run did not get so far as to have one
     * @param prepared whether the writer may have opened anything in this run
     * @param cause takes what goes wrong here
     */
    void abort(Plan plan, boolean prepared, RuntimeException cause) {
        Lifecycle lifecycle = scope.lifecycle();
        Stage failed = lifecycle.stage();
        lifecycle.runWith(null);
        if (failed.isCommit() || failed == Stage.DONE) {
            return;
        }
        if (failed == Stage.MOVE && isKept(cause)) {
            lifecycle.enter(Stage.SUSPENDED, cause);
            return;
        }
        boolean begun = prepared || failed == Stage.MOVE;
        if (begun && !removeTraces(plan, cause)) {
            return;
        }
        if (folder != null && (begun || !scope.isResumed())) {
            lifecycle.enter(Stage.FAILED, cause);
        }
    }

    /** A run is worth keeping if a task is finished and the job is not to blame for the failure. */
    private boolean isKept(RuntimeException cause) {
        return scope.keepsFinishedTasks()
                && scope.results().count() > 0
                && (cause instanceof TransientFailure || cause instanceof FatalFailure);
    }

    /** @return whether the target is as it was */
    private boolean removeTraces(Plan plan, RuntimeException cause) {
        scope.lifecycle().enter(Stage.ABORT, cause);
        try {
            scope.retryShortly();
            connected.abort(plan.state(), scope.results().toAbort());
            return true;
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
            scope.notes()
                    .add("what the run left at the target could not be removed, and the next run tries again: "
                            + e.getMessage());
            return false;
        }
    }
}
