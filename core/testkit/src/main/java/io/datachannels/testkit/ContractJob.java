package io.datachannels.testkit;

import io.datachannels.engine.config.Datasources;
import io.datachannels.engine.config.JobFile;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.Variables;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.engine.run.Job;
import io.datachannels.engine.run.JobOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * A job of two channels, in UTC as {@link TestTask} is, between the plug-in under test and one in memory, run by the engine.
 *
 * @param plugins where both are found
 * @param reader the reader's name
 * @param from its {@code parameter} as JSON
 * @param writer the writer's name
 * @param to its {@code parameter} as JSON
 * @param runs where run folders are made
 */
record ContractJob(Plugins plugins, String reader, String from, String writer, String to, Path runs) {
    Job job() {
        return job(UnaryOperator.identity());
    }

    Job job(UnaryOperator<JobOptions> change) {
        String text = """
                {"job": {"setting": {"speed": {"channel": 2}, "common": {"column": {"timeZone": "UTC"}}}, "content": [{
                  "reader": {"name": "%s", "parameter": %s},
                  "writer": {"name": "%s", "parameter": %s}}]}}
                """.formatted(reader, from, writer, to);
        ProblemList problems = new ProblemList(false);
        return new Job(
                JobFile.parse("contract.json", text, Variables.none(), Datasources.none(), problems),
                plugins,
                change.apply(JobOptions.in(runs).withRetryBudget(Duration.ofSeconds(10))),
                problems);
    }
}
