package io.datachannels.engine.run;

import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts in order what former runs on the same target left behind when their process died: a commit that was begun is finished, what
 * was not yet committed is removed.
 */
final class DeadRuns {
    private static final Logger LOG = LoggerFactory.getLogger(DeadRuns.class);

    private final Plan plan;
    private final Opened<Reader> reader;
    private final Opened<Writer> writer;
    private final Consumer<String> notes;

    /** @param plan the new run's; of it only the fingerprints count */
    DeadRuns(Plan plan, Opened<Reader> reader, Opened<Writer> writer, Consumer<String> notes) {
        this.plan = plan;
        this.reader = reader;
        this.writer = writer;
        this.notes = notes;
    }

    /** @throws JobFailure if a run on the same target is still going on */
    void settle(Path runs, String self) {
        for (RunFolder.Found found : RunFolder.unfinished(runs, self)) {
            boolean same = plan.target().equals(found.target());
            if (found.folder() == null) {
                if (same) {
                    throw new JobFailure(
                            "run " + found.id() + " is writing to the same target at this moment",
                            "Wait for it, or stop its process first.");
                }
                continue;
            }
            try (RunFolder folder = found.folder()) {
                if (same) {
                    settle(folder);
                }
            }
        }
    }

    /** Finishes a commit that was begun: both calls may be repeated. */
    static void finishCommit(
            RunFolder folder, Plan plan, List<TaskResult> results, Opened<Reader> reader, Opened<Writer> writer) {
        if (folder.stage() != Stage.COMMIT_READER) {
            writer.tell(each -> each.commit(
                    plan.state(), results.stream().map(TaskResult::report).toList()));
            folder.stage(Stage.COMMIT_READER);
        }
        reader.tell(
                each -> each.commit(results.stream().map(TaskResult::position).toList()));
        folder.stage(Stage.DONE);
    }

    private void settle(RunFolder folder) {
        Plan dead = Plan.load(folder, reader.loader(), writer.loader());
        List<TaskResult> results = Plan.loadResults(folder, reader.loader(), writer.loader());
        if (folder.stage().isCommit()) {
            finishCommit(folder, dead, results, reader, writer);
            note("run " + folder.id() + " had died inside its commit; the commit is now finished");
            return;
        }
        try {
            writer.tell(each -> each.abort(
                    dead.state(), results.stream().map(TaskResult::report).toList()));
            note("run " + folder.id() + " had died before its commit; what it left at the target is removed");
        } catch (RuntimeException e) {
            note("run " + folder.id() + " had died before its commit; what it left could not be removed: "
                    + e.getMessage());
        }
        folder.stage(Stage.FAILED);
    }

    private void note(String text) {
        LOG.warn("{}", text);
        notes.accept(text);
    }
}
