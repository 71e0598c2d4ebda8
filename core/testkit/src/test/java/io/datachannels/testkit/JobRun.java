package io.datachannels.testkit;

import io.datachannels.engine.config.Datasources;
import io.datachannels.engine.config.JobFile;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.Variables;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.engine.run.Job;
import io.datachannels.engine.run.JobOptions;
import io.datachannels.engine.run.Replay;
import io.datachannels.engine.run.RunReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Runs a job between the memory plug-ins. */
final class JobRun {
    static final String MARKER = "marker-secret-4711";

    private final Path runs;
    private final List<Object> plugins = new ArrayList<>();
    private String setting = "\"speed\": {\"channel\": 2}";
    private String transformers = "[]";
    private String table = "target";
    private UnaryOperator<JobOptions> options = UnaryOperator.identity();

    JobRun(MemoryReaderPlugin reader, MemoryWriterPlugin writer, Path runs) {
        this.plugins.addAll(List.of(reader, writer));
        this.runs = runs;
    }

    /** @param json the members of {@code setting} */
    JobRun setting(String json) {
        setting = json;
        return this;
    }

    /** @param json the list of transformers */
    JobRun transformers(String json) {
        transformers = json;
        return this;
    }

    /** Adds a plug-in to the installation. */
    JobRun with(Object plugin) {
        plugins.add(plugin);
        return this;
    }

    JobRun table(String name) {
        table = name;
        return this;
    }

    JobRun options(UnaryOperator<JobOptions> change) {
        options = change;
        return this;
    }

    Job job() {
        ProblemList problems = new ProblemList(true);
        return new Job(spec(problems), Plugins.of(Map.of(), plugins), options(), problems);
    }

    RunReport run() {
        return job().run();
    }

    /** Moves the dirty rows of a run with the job as it is now. */
    RunReport replay(Replay replay) {
        ProblemList problems = new ProblemList(true);
        return new Job(
                        replay.job(spec(problems)),
                        replay.plugins(Plugins.of(Map.of(), plugins)),
                        replay.options(options()),
                        problems)
                .run();
    }

    RunReport replay(String run) {
        return replay(Replay.of(runs, run, false, false));
    }

    private JobSpec spec(ProblemList problems) {
        String text = """
                {"job": {"setting": {%s}, "content": [{
                  "reader": {"name": "memoryreader", "parameter": {"accessKey": "%s"}},
                  "writer": {"name": "memorywriter", "parameter": {"table": "%s", "accessKey": "%s"}},
                  "transformer": %s}]}}
                """.formatted(setting, MARKER, table, MARKER, transformers);
        return JobFile.parse("memory.json", text, Variables.none(), Datasources.none(), problems);
    }

    private JobOptions options() {
        return options.apply(JobOptions.in(runs).withRetryBudget(Duration.ofSeconds(2)));
    }
}
