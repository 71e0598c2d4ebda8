package io.datachannels.engine.run;

import io.datachannels.spi.JobFailure;
import java.nio.file.Path;
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
        String run = scope.options().resume();
        if (run.equals(JobOptions.LAST)) {
            return last();
        }
        RunFolder folder = RunFolder.open(scope.options().runs(), run);
        if (isResumable(folder.stage())) {
            return folder;
        }
        folder.close();
        throw new JobFailure("run " + run + " cannot be resumed: " + reason(folder.stage()), "Run the job anew.");
    }

    private RunFolder last() {
        JobPrint job = scope.fingerprint().job(scope.spec());
        Path runs = scope.options().runs();
        return RunFolder.newest(runs, folder -> isResumable(folder.stage()) && job.equals(Plan.job(folder)))
                .orElseThrow(() -> new JobFailure(
                        "there is no run of this job in " + runs + " that can be resumed",
                        "Run the job anew; a run that failed can be resumed if it was run with --keep."));
    }

    /** Whether a run can be gone on with that stands there and that no process works on. */
    static boolean isResumable(Stage stage) {
        return stage != null && (stage.isMove() || stage.isCommit());
    }

    private static String reason(Stage stage) {
        if (stage == Stage.DONE) {
            return "it ended well";
        }
        return stage == Stage.PREPARE || stage == Stage.ABORT
                ? "it has no tasks to go on with, and the next run removes what it left"
                : "nothing of it is left at the target";
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
        List<String> differences = written.job().differences(fresh.job());
        if (!differences.isEmpty()) {
            throw new JobFailure(
                    "run " + folder.id()
                            + " cannot be resumed: since it was begun these parts of the job file have changed: "
                            + String.join(", ", differences),
                    "Run the job anew, or resume with the job file, and the values of -p, as they were.");
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
