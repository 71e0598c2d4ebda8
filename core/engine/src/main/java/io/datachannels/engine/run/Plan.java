package io.datachannels.engine.run;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonArray;
import io.datachannels.engine.json.JsonObject;
import io.datachannels.engine.json.JsonScalar;
import io.datachannels.engine.json.JsonText;
import io.datachannels.engine.json.Records;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReport;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.WriterState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run settled before its tasks began, and how it is written down.
 *
 * @param job identifies the job file's reader and writer, and the settings that change what is written
 * @param target identifies the writer's target alone
 */
record Plan(JobPrint job, String target, List<Split> splits, WriterState state) {
    private static final String PLAN = "plan.json";
    private static final String TASKS = "tasks.jsonl";

    Plan with(WriterState newState) {
        return new Plan(job, target, splits, newState);
    }

    void save(RunFolder folder) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("job", Records.toJson(job));
        json.put("target", target);
        json.put("state", Records.toTypedJson(state));
        json.put("splits", splits.stream().map(Records::toTypedJson).toList());
        folder.write(PLAN, RunFolder.text(Records.toJson(json)));
    }

    /** What the run wrote, or null if it did not get so far. */
    static Plan load(RunFolder folder, ClassLoader reader, ClassLoader writer) {
        JsonObject json = folder.read(PLAN);
        if (json == null) {
            return null;
        }
        List<Split> splits = new ArrayList<>();
        for (Json each : ((JsonArray) json.get("splits")).elements()) {
            splits.add((Split) Records.fromTypedJson(each, reader));
        }
        return new Plan(job(json), text(json, "target"), splits, (WriterState)
                Records.fromTypedJson(json.get("state"), writer));
    }

    /** Which job the run is of, or null if it did not get so far as to have a plan. */
    static JobPrint job(RunFolder folder) {
        JsonObject json = folder.read(PLAN);
        return json == null ? null : job(json);
    }

    /** Which target the run has, or null if it did not get so far as to have a plan. */
    static String target(RunFolder folder) {
        JsonObject json = folder.read(PLAN);
        return json == null ? null : text(json, "target");
    }

    List<Task> tasks() {
        List<Task> tasks = new ArrayList<>();
        for (Split split : splits) {
            tasks.add(new Task(tasks.size(), split));
        }
        return tasks;
    }

    static void saveResult(RunFolder folder, TaskResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("task", (long) result.task());
        json.put("attempt", (long) result.attempt());
        json.put("position", Records.toTypedJson(result.position()));
        json.put("report", Records.toTypedJson(result.report()));
        json.put("readRows", result.readRows());
        json.put("bytes", result.bytes());
        json.put("dirty", result.dirty());
        json.put("transformed", result.transformed());
        json.put("millis", result.millis());
        json.put("waitedForWriter", result.waitedForWriter());
        json.put("waitedForReader", result.waitedForReader());
        folder.append(TASKS, JsonText.compact(Records.toJson(json)));
    }

    /** The results of the tasks that ended, one for each, in the order of tasks. */
    static List<TaskResult> loadResults(RunFolder folder, ClassLoader reader, ClassLoader writer) {
        Map<Integer, TaskResult> results = new TreeMap<>(Comparator.naturalOrder());
        for (Json line : folder.readLines(TASKS)) {
            JsonObject json = (JsonObject) line;
            TaskResult result = new TaskResult(
                    (int) number(json, "task"),
                    (int) number(json, "attempt"),
                    (SplitReport) Records.fromTypedJson(json.get("position"), reader),
                    (TaskReport) Records.fromTypedJson(json.get("report"), writer),
                    number(json, "readRows"),
                    number(json, "bytes"),
                    number(json, "dirty"),
                    Records.fromJson(TransformedRows.class, json.get("transformed")),
                    number(json, "millis"),
                    number(json, "waitedForWriter"),
                    number(json, "waitedForReader"));
            results.put(result.task(), result);
        }
        return List.copyOf(results.values());
    }

    private static JobPrint job(JsonObject json) {
        JsonObject job = (JsonObject) json.get("job");
        return new JobPrint(text(job, "reader"), text(job, "transformers"), text(job, "writer"), text(job, "formats"));
    }

    private static long number(JsonObject json, String name) {
        return Long.parseLong(text(json, name));
    }

    private static String text(JsonObject json, String name) {
        return ((JsonScalar) json.get(name)).text();
    }
}
