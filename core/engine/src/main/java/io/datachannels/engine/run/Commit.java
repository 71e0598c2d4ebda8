package io.datachannels.engine.run;

import java.util.function.Consumer;

/** The end of a run that went well: the target becomes visible, then the source's position moves. Both calls may be repeated. */
record Commit(Plan plan, TaskResults results, Connected connected) {
    /**
     * Begins, or finishes what was begun.
     *
     * @param reached the stage that the run is in: {@link Stage#COMMIT_READER} if the writer has committed already
     */
    void finish(Stage reached, Consumer<Stage> advance) {
        if (reached != Stage.COMMIT_READER) {
            connected.commitWriter(plan.state(), results.toCommit());
            advance.accept(Stage.COMMIT_READER);
        }
        connected.commitReader(results.positions());
        advance.accept(Stage.DONE);
    }
}
