package io.datachannels.engine.run;

import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.Reader;
import io.datachannels.spi.TransientFailure;
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

    /** @throws FatalFailure if a commit that was begun cannot be finished: what it left must not be mixed with a new run's */
    void settle(Path runs, String self) {
        List<RunFolder> dead = RunFolder.dead(runs, plan.target(), self);
        try {
            dead.forEach(this::settle);
        } finally {
            dead.forEach(RunFolder::close);
        }
    }

    /** Finishes a commit that was begun: both calls may be repeated. */
    static void finishCommit(
            RunFolder folder,
            Plan plan,
            List<TaskResult> results,
            Opened<Reader> reader,
            Opened<Writer> writer,
            Consumer<Stage> advance) {
        if (folder.stage() != Stage.COMMIT_READER) {
            writer.tell(each -> each.commit(
                    plan.state(), results.stream().map(TaskResult::report).toList()));
            advance.accept(Stage.COMMIT_READER);
        }
        reader.tell(
                each -> each.commit(results.stream().map(TaskResult::position).toList()));
        advance.accept(Stage.DONE);
    }

    private void settle(RunFolder folder) {
        if (folder.stage().isCommit()) {
            finish(folder);
            return;
        }
        try {
            List<TaskResult> results = Plan.loadResults(folder, reader.loader(), writer.loader());
            Plan dead = Plan.load(folder, reader.loader(), writer.loader());
            writer.tell(each -> each.abort(
                    dead.state(), results.stream().map(TaskResult::report).toList()));
            folder.stage(Stage.FAILED);
            note("run " + folder.id() + " had died before its commit; what it left at the target is removed");
        } catch (RuntimeException e) {
            note("run " + folder.id()
                    + " had died before its commit; what it left could not be removed, and the next run"
                    + " tries again: " + e.getMessage());
        }
    }

    private void finish(RunFolder folder) {
        try {
            finishCommit(
                    folder,
                    Plan.load(folder, reader.loader(), writer.loader()),
                    Plan.loadResults(folder, reader.loader(), writer.loader()),
                    reader,
                    writer,
                    folder::stage);
            note("run " + folder.id() + " had died inside its commit; the commit is now finished");
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

    private void note(String text) {
        LOG.warn("{}", text);
        notes.accept(text);
    }
}
