package io.datachannels.engine.run;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonScalar;
import io.datachannels.engine.json.JsonSyntaxException;
import io.datachannels.engine.json.Records;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.NearestName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The runs whose folders are in a folder. */
public final class RunHistory {
    /** The report's name in the run folder. */
    public static final String REPORT = "report.json";

    private static final String LAST = "last";

    private final Path runs;

    public RunHistory(Path runs) {
        this.runs = runs;
    }

    /**
     * The newest runs, the newest first.
     *
     * @param most how many
     * @throws FatalFailure if the folder cannot be read
     */
    public List<RunSummary> newest(int most) {
        List<RunSummary> summaries = new ArrayList<>();
        for (String id : ids()) {
            if (summaries.size() < most) {
                summaries.add(summary(runs.resolve(id)));
            }
        }
        return summaries;
    }

    /**
     * A run's folder.
     *
     * @param id or {@code last} for the newest
     * @throws JobFailure if there is no such run; it names the nearest
     */
    public Path folder(String id) {
        List<String> ids = ids();
        if (ids.isEmpty()) {
            throw new JobFailure(
                    "there are no runs in " + runs + " yet", "Run a job, or name another folder with --runs.");
        }
        if (id.equals(LAST)) {
            return runs.resolve(ids.get(0));
        }
        if (!ids.contains(id)) {
            throw new JobFailure(
                    "there is no run " + id + " in " + runs + NearestName.hint(id, ids),
                    "The command runs lists them; the newest is " + ids.get(0) + ".");
        }
        return runs.resolve(id);
    }

    /**
     * What became of a run.
     *
     * @param id or {@code last} for the newest
     * @throws JobFailure if there is no such run or it left no report
     */
    public RunReport report(String id) {
        Path folder = folder(id);
        JsonObject json = read(folder);
        if (json == null) {
            RunSummary run = summary(folder);
            throw new JobFailure(
                    "run " + run.id() + " has no report: it "
                            + (run.state().equals("running") ? "is running" : run.state()),
                    run.resumable()
                            ? "Go on with it: datax.sh JOB.json --resume " + run.id() + "."
                            : "Look into " + folder + " for what it left.");
        }
        try {
            return Records.fromJson(RunReport.class, json);
        } catch (IllegalArgumentException e) {
            throw new JobFailure(
                    "the report of run " + folder.getFileName() + " was written by another version: " + e.getMessage(),
                    "Read " + folder.resolve(REPORT) + " itself.",
                    e);
        }
    }

    /** The newest first: an id begins with its time. */
    private List<String> ids() {
        List<String> ids = new ArrayList<>();
        try (var children = Files.list(runs)) {
            for (Path each : children.toList()) {
                if (Files.exists(each.resolve("lock")) || Files.exists(each.resolve(REPORT))) {
                    ids.add(each.getFileName().toString());
                }
            }
        } catch (NoSuchFileException e) {
            return ids;
        } catch (IOException e) {
            throw new FatalFailure(
                    "the runs in " + runs + " cannot be read: " + RunFolder.reason(e),
                    "Name another folder with --runs, or get the right to read it.",
                    e);
        }
        ids.sort(Collections.reverseOrder());
        return ids;
    }

    private RunSummary summary(Path folder) {
        String id = folder.getFileName().toString();
        Stage stage = RunFolder.stage(folder);
        boolean ended = stage != null && stage.isEnd();
        boolean running = !ended && RunFolder.isInUse(folder);
        boolean resumable = !running && Resumption.isResumable(stage);
        JsonObject json = running ? null : read(folder);
        if (json == null) {
            return new RunSummary(id, folder, null, running ? "running" : "died", began(folder), -1, -1, resumable);
        }
        return new RunSummary(
                id,
                folder,
                text(json, "job"),
                text(json, "outcome").toLowerCase(Locale.ROOT).replace('_', ' '),
                Instant.parse(text(json, "started")),
                Long.parseLong(text(json, "readRows")),
                Long.parseLong(text(json, "millis")),
                resumable);
    }

    /** Null if there is none that can be read. */
    private static JsonObject read(Path folder) {
        try {
            return RunFolder.read(folder, REPORT);
        } catch (FatalFailure | JsonSyntaxException e) {
            return null;
        }
    }

    private static Instant began(Path folder) {
        try {
            return Files.getLastModifiedTime(folder.resolve("lock")).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    private static String text(JsonObject json, String name) {
        Json value = json.get(name);
        return value instanceof JsonScalar scalar ? scalar.text() : "";
    }
}
