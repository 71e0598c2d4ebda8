package io.datachannels.engine.run;

import io.datachannels.spi.JobFailure;
import java.util.List;

/** Goes on with a former run: finds it, and takes over what it settled and finished. */
final class Resumption {
    private final RunScope scope;

    Resumption(RunScope scope) {
        this.scope = scope;
    }

    /** @throws JobFailure if there is no such run, or nothing of it to go on with; its folder is then as it was */
    RunFolder open() {
        if (scope.isDryRun()) {
            throw new JobFailure("a dry run cannot be a resumed run", "Choose one of --dry-run and --resume.");
        }
        RunFolder folder =
                RunFolder.open(scope.options().runs(), scope.options().resume());
        Stage stage = folder.stage();
        if (stage == Stage.MOVE || stage != null && stage.isCommit()) {
            return folder;
        }
        folder.close();
        throw new JobFailure(
                "run " + folder.id() + " cannot be resumed: "
                        + (stage == Stage.DONE ? "it ended well" : "nothing of it is left at the target"),
                "Run the job anew.");
    }

    /**
     * @param fresh of the job as its file is now; of it only the fingerprints count
     * @return the plan of the former run, whose finished tasks are among the results from here on
     */
    Plan takeOver(RunFolder folder, Plan fresh, Connected connected) {
        Plan written = Plan.load(
                folder, connected.reader().loader(), connected.writer().loader());
        if (written == null) {
            throw new JobFailure(
                    "run " + folder.id() + " cannot be resumed: it died before it had a plan", "Run the job anew.");
        }
        if (!written.job().equals(fresh.job())) {
            throw new JobFailure(
                    "run " + folder.id()
                            + " cannot be resumed: the job file's reader, transformers, writer or formats have changed since",
                    "Run the job anew, or resume with the job file as it was.");
        }
        List<TaskResult> finished = Plan.loadResults(
                folder, connected.reader().loader(), connected.writer().loader());
        for (TaskResult each : finished) {
            scope.results().add(each);
            scope.counts().finishedBefore(each);
            scope.budget().restore(each.dirty());
        }
        scope.notes()
                .add("resumed run " + folder.id() + ": " + finished.size() + " of "
                        + written.splits().size() + " tasks were finished before");
        return written;
    }
}
