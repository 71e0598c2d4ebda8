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
    private final boolean replay;
    private final Notes notes;

    /**
     * @param target the fingerprint of the new run's
     * @param replay whether the new run is a replay, whose writer adds where a job's own may replace
     */
    DeadRuns(String target, Connected connected, boolean replay, Notes notes) {
        this.target = target;
        this.connected = connected;
        this.replay = replay;
        this.notes = notes;
    }

    /**
     * @throws FatalFailure if a commit that was begun cannot be finished, or not by this run: what it left must not be mixed with a new
     *     run's
     */
    void settle(Path runs, String self) {
        List<RunFolder> dead = RunFolder.dead(runs, target, self);
        try {
            dead.forEach(this::requireSameKind);
            dead.forEach(this::settle);
        } finally {
            dead.forEach(RunFolder::close);
        }
    }

    /** What a replay left can be put in order by one only, because its writer adds; and what a job left only by the job. */
    private void requireSameKind(RunFolder folder) {
        JobRecord record = JobRecord.load(folder);
        String replayed = record == null ? null : record.replayOf();
        if (replay && replayed == null) {
            throw new FatalFailure(
                    "run " + folder.id() + " on the same target died and is not finished",
                    "Finish it with --resume " + folder.id()
                            + ", or run the job again, which puts it in order; then replay.");
        }
        if (!replay && replayed != null) {
            throw new FatalFailure(
                    "run " + folder.id() + ", a replay of run " + replayed
                            + " to the same target, died and is not finished",
                    "Finish it with: replay " + replayed + "; or, if its rows no longer matter, remove the folder "
                            + folder.path() + ".");
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
