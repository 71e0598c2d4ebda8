package io.datachannels.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.config.JobFile;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.PluginSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.Settings;
import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonReader;
import io.datachannels.engine.json.JsonScalar;
import io.datachannels.engine.json.JsonText;
import io.datachannels.engine.log.LogSetup;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.engine.run.Job;
import io.datachannels.engine.run.JobOptions;
import io.datachannels.engine.run.RunReport;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever stands in a job file: it is refused with problems or it is right, as the command check finds, and what is right and moves
 * made-up rows to nowhere runs and ends. Nothing else happens.
 */
class JobFileFuzzTest {
    private static final int ROUNDS = 20_000;
    /** Of the right ones, for each runs a job. */
    private static final int RUNS = 100;

    private final Plugins plugins = JobFiles.plugins();

    @TempDir
    Path folder;

    @BeforeEach
    void beQuiet() {
        LogSetup.level(LogSetup.Threshold.OFF);
    }

    @AfterEach
    void speakAgain() {
        LogSetup.level(LogSetup.Threshold.INFO);
    }

    @Test
    @Timeout(120)
    void everyFileIsRightOrRefusedAndRunsToAnEnd() {
        Random random = new Random(20250727);
        List<String> texts = new ArrayList<>(JobFiles.all().values());
        List<Json> trees = texts.stream().map(JsonReader::read).toList();
        int right = 0;
        int runs = 0;
        for (int i = 0; i < ROUNDS; i++) {
            int which = random.nextInt(texts.size());
            String mutant = i % 2 == 0
                    ? Mutation.ofText(texts.get(which), random)
                    : JsonText.compact(Mutation.ofTree(trees.get(which), random));
            try {
                ProblemList problems = new ProblemList(i % 4 == 0);
                Optional<JobSpec> job =
                        JobFile.read("fuzz", mutant, JobFiles.variables(), JobFiles.datasources(), problems);
                job.ifPresent(each -> Job.check(each, plugins, problems));
                assertThat(job.isPresent() || problems.hasErrors()).isTrue();
                if (!problems.hasErrors()) {
                    right++;
                    if (runs < RUNS && isHarmless(job.orElseThrow())) {
                        runs++;
                        assertThat(run(job.orElseThrow())).isBetween(0, 3);
                    }
                }
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                throw new AssertionError("round " + i + ": " + mutant, e);
            }
        }
        assertThat(right).isBetween(ROUNDS / 20, ROUNDS * 19 / 20);
        assertThat(runs).isEqualTo(RUNS);
    }

    private int run(JobSpec job) {
        RunReport report =
                new Job(job, plugins, JobOptions.in(folder).withRetryBudget(Duration.ZERO), new ProblemList()).run();
        assertThat(report.failure() == null ? "" : report.failure().toString())
                .doesNotContain("mistake in the program");
        return report.outcome().exitCode();
    }

    /** Few rows, at full speed, neither printed nor written to a file. */
    private static boolean isHarmless(JobSpec job) {
        Settings settings = job.settings();
        return job.reader().name().equals("streamreader")
                && job.writer().name().equals("streamwriter")
                && text(job.reader(), "sliceRecordCount").matches("[\"]?[0-9]{1,4}[\"]?")
                && text(job.writer(), "print").matches("[\"]?false[\"]?")
                && job.writer().parameter().get("path") == null
                && settings.channels() <= 64
                && (settings.bytesPerSecond() == 0 || settings.bytesPerSecond() > 1_000_000)
                && (settings.recordsPerSecond() == 0 || settings.recordsPerSecond() > 1_000_000);
    }

    private static String text(PluginSpec side, String key) {
        return side.parameter().get(key) instanceof JsonScalar scalar ? scalar.text() : "";
    }
}
