package io.datachannels.engine.run;

import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.TransientFailure;
import java.nio.file.Path;
import java.util.List;

/**
 * Puts in order what former runs on the same target left behind when their process died: a commit that was begun is finished, what
 * was not yet committed is removed.
 */
final class DeadRuns {
    private final String target;
    private final Connected connected;
    private final Notes notes;

    /** @param target the fingerprint of the new run's */
    DeadRuns(String target, Connected connected, Notes notes) {
        this.target = target;
        this.connected = connected;
        this.notes = notes;
    }

    /** @throws FatalFailure if a commit that was begun cannot be finished: what it left must not be mixed with a new run's */
    void settle(Path runs, String self) {
        List<RunFolder> dead = RunFolder.dead(runs, target, self);
        try {
            dead.forEach(this::settle);
        } finally {
            dead.forEach(RunFolder::close);
        }
    }

    private void settle(RunFolder folder) {
        if (folder.stage().isCommit()) {
            finish(folder);
            return;
        }
        String what = folder.stage() == Stage.SUSPENDED ? " had failed and was kept" : " had died before its commit";
        try {
            TaskResults results = results(folder);
            Plan dead = plan(folder);
            connected.abort(dead.state(), results.toAbort());
            folder.stage(Stage.FAILED);
            notes.warn("run " + folder.id() + what + "; what it left at the target is removed");
        } catch (RuntimeException e) {
            notes.warn("run " + folder.id()
                    + what + "; what it left could not be removed, and the next run"
                    + " tries again: " + e.getMessage());
        }
    }

    private void finish(RunFolder folder) {
        try {
            new Commit(plan(folder), results(folder), connected).finish(folder.stage(), folder::stage);
            notes.warn("run " + folder.id() + " had died inside its commit; the commit is now finished");
        } catch (TransientFailure e) {
            throw new TransientFailure(unfinished(folder) + e.getMessage(), e);
        } catch (RuntimeException e) {
            throw new FatalFailure(
                    unfinished(folder) + e.getMessage(),
                    "Mend that first; if the target no longer matters, remove the folder " + folder.path() + ".",
                    e);
        }
    }

    private static String unfinished(RunFolder folder) {
        return "run " + folder.id() + " had died inside its commit, which cannot be finished: ";
    }

    private Plan plan(RunFolder folder) {
        return Plan.load(folder, connected.reader().loader(), connected.writer().loader());
    }

    private TaskResults results(RunFolder folder) {
        TaskResults results = new TaskResults();
        Plan.loadResults(folder, connected.reader().loader(), connected.writer().loader())
                .forEach(results::add);
        return results;
    }
}
