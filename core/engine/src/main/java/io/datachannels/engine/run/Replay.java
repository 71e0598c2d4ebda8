package io.datachannels.engine.run;

import io.datachannels.engine.config.ErrorLimit;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.PluginSpec;
import io.datachannels.engine.dirty.DirtyCounts;
import io.datachannels.engine.dirty.DirtyReaderPlugin;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonScalar;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Moves the dirty rows of a run that ended well: a job whose reader is the run's dirty file and whose writer is that of the run's job,
 * told to add. It is a run of its own. As many rows may be dirty again as like.
 */
public final class Replay {
    private final String run;
    private final JobRecord record;
    private final String target;
    private final DirtyReaderPlugin reader;
    private final DirtyCounts counts;
    private final boolean anyTarget;
    private final String unfinished;

    private Replay(
            String run,
            JobRecord record,
            String target,
            DirtyReaderPlugin reader,
            boolean anyTarget,
            String unfinished) {
        this.run = run;
        this.record = record;
        this.target = target;
        this.reader = reader;
        this.counts = reader.count();
        this.anyTarget = anyTarget;
        this.unfinished = unfinished;
    }

    /**
     * @param run the id of the run whose dirty rows are to be moved
     * @param again whether they may be moved though a former replay did that
     * @param anyTarget whether the job may write to another target than the run did
     * @throws JobFailure if there is nothing to be moved, or not from this run; with what to do instead
     */
    public static Replay of(Path runs, String run, boolean again, boolean anyTarget) {
        Path path = runs.resolve(run);
        if (!Files.isDirectory(path)) {
            throw new JobFailure(
                    "there is no run " + run + " in " + runs, "Look at the folder's names for the run's id.");
        }
        RunFolder folder = RunFolder.look(path);
        requireDone(folder);
        JobRecord record = JobRecord.load(folder);
        Path file = new DirtyRows(path).file();
        if (record == null || !Files.exists(file)) {
            throw new JobFailure("run " + run + " set no row aside", "There is nothing to replay.");
        }
        String unfinished = former(runs, run, again);
        Replay replay = new Replay(
                run,
                record,
                Plan.target(folder),
                new DirtyReaderPlugin(file, new Schema(record.read())),
                anyTarget,
                unfinished);
        if (replay.counts.replayable() == 0) {
            throw new JobFailure(
                    "none of the dirty rows of run " + run + " can be replayed: " + replay.unread(),
                    "Mend them in their source, or the reader, and run the job again.");
        }
        return replay;
    }

    /** Where the run's job came from; empty if from no file. */
    public Optional<JobOrigin> origin() {
        return Optional.ofNullable(record.origin());
    }

    /** The job that moves the rows. */
    public JobSpec job(JobSpec spec) {
        PluginSpec source =
                new PluginSpec(DirtyReaderPlugin.NAME, JsonObject.of(Map.of("run", JsonScalar.of(run))), "replay");
        return new JobSpec(
                spec.name() + ", replay of " + run,
                source,
                spec.transformers(),
                spec.writer(),
                spec.dirtySink(),
                spec.settings().bearing(new ErrorLimit(ErrorLimit.UNLIMITED, Double.NaN)));
    }

    /** The plug-ins with the reader of the dirty rows. */
    public Plugins plugins(Plugins installed) {
        return installed.and(reader);
    }

    /** Goes on with a replay of the same rows whose process died, if there is one. */
    public JobOptions options(JobOptions options) {
        JobOptions replaying = options.replaying(this);
        return unfinished == null ? replaying : replaying.resuming(unfinished);
    }

    String run() {
        return run;
    }

    /** Notes what is not moved, and looks whether the rows go where the run's went. */
    void check(Plan plan, Schema written, Notes notes) {
        if (counts.unread() > 0) {
            notes.warn(unread());
        }
        if (!plan.target().equals(target)) {
            if (!anyTarget) {
                throw new JobFailure(
                        "the job's writer is another one than that of run " + run
                                + ": the job file has changed, or dates and variables have other values",
                        "Give the values that the run had; or name the job file behind the run to write where it says now.");
            }
            notes.warn("the job's writer is another one than that of run " + run);
        }
        if (counts.unwritten() > 0 && written.size() != record.written().size()) {
            throw new JobFailure(
                    "the rows that the writer of run " + run + " refused have "
                            + record.written().size() + " columns, and the job's transformers now leave "
                            + written.size(),
                    "Use transformers that leave as many columns.");
        }
    }

    private String unread() {
        boolean all = counts.places().size() == counts.unread();
        String which = counts.unread() == 1
                ? "1 dirty row of run " + run
                        + " was refused by the reader, never became a row and is not replayed; it stands at "
                : counts.unread() + " dirty rows of run " + run
                        + " were refused by the reader, never became rows and are not replayed; they stand at ";
        return which + String.join("; ", counts.places()) + (all ? "" : "; …");
    }

    private static void requireDone(RunFolder folder) {
        Stage stage = folder.stage();
        if (stage == Stage.DONE) {
            return;
        }
        if (stage == null || stage == Stage.FAILED || stage == Stage.ABORT) {
            throw new JobFailure(
                    "run " + folder.id() + " did not end well, so its other rows are not all at the target",
                    "Mend what failed it and run the job again as a whole.");
        }
        throw new JobFailure(
                "run " + folder.id() + " is not finished",
                "Wait for it; if its process died, finish it with --resume " + folder.id() + ".");
    }

    /** @return the id of a replay of the run that can be gone on with, or null */
    private static String former(Path runs, String run, boolean again) {
        String unfinished = null;
        try (var children = Files.list(runs)) {
            List<Path> folders = children.filter(Files::isDirectory).sorted().toList();
            for (Path path : folders) {
                RunFolder folder = RunFolder.look(path);
                JobRecord record = JobRecord.load(folder);
                if (record == null || !run.equals(record.replayOf())) {
                    continue;
                }
                Stage stage = folder.stage();
                if (stage == Stage.DONE && !again) {
                    throw new JobFailure(
                            "the dirty rows of run " + run + " were replayed by run " + folder.id(),
                            "What was refused again is in that run: replay " + folder.id()
                                    + ". To move all of them a second time, add --again.");
                }
                if (stage != null && (stage.isMove() || stage.isCommit())) {
                    unfinished = folder.id();
                }
            }
            return unfinished;
        } catch (IOException e) {
            throw RunFolder.failed(runs, e);
        }
    }
}
