package io.datachannels.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.config.Datasources;
import io.datachannels.engine.config.JobFile;
import io.datachannels.engine.config.JobFileException;
import io.datachannels.engine.config.JobSpec;
import io.datachannels.engine.config.ProblemList;
import io.datachannels.engine.config.Settings;
import io.datachannels.engine.config.Variables;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.SplitReport;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.TransientFailure;
import io.datachannels.spi.WriterState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReportMakerTest {
    record Written(long rows) implements TaskReport {}

    private static RunReport make(RuntimeException failure, Plan plan, List<TaskResult> results) {
        return make(failure, plan, results, false);
    }

    private static RunReport make(RuntimeException failure, Plan plan, List<TaskResult> results, boolean rowsStay) {
        return make(failure, plan, results, rowsStay, Settings.standard());
    }

    private static RunReport make(
            RuntimeException failure, Plan plan, List<TaskResult> results, boolean rowsStay, Settings settings) {
        RunScope scope = RunScope.of(new JobSpec("job.json", null, null, settings), JobOptions.in(Path.of("runs")));
        scope.counts().finishedBefore(result(0, 0, 0, 0));
        results.forEach(scope.results()::add);
        scope.samples().take(0);
        results.forEach(scope.counts()::finishedBefore);
        scope.samples().take(1000);
        return new ReportMaker(scope, rowsStay, Map.of("reader", "streamreader {}")).make(failure, null, plan);
    }

    private static TaskResult result(int task, long millis, long forWriter, long forReader) {
        return new TaskResult(
                task,
                0,
                SplitReport.NONE,
                new Written(5),
                5,
                50,
                0,
                TransformedRows.NONE,
                millis,
                forWriter,
                forReader);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(null, Outcome.DONE, 0),
                Arguments.of(new FatalFailure("x", ""), Outcome.FAILED, 1),
                Arguments.of(new TransientFailure("x", null), Outcome.FAILED, 1),
                Arguments.of(new IllegalStateException(), Outcome.FAILED, 1),
                Arguments.of(new JobFailure("x", ""), Outcome.JOB_WRONG, 2),
                Arguments.of(new JobFileException(List.of()), Outcome.JOB_WRONG, 2),
                Arguments.of(new OverErrorLimit("x"), Outcome.OVER_ERROR_LIMIT, 3),
                Arguments.of(new Cancelled(), Outcome.STOPPED, 143));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void everyKindOfEndHasItsExitCode(RuntimeException failure, Outcome outcome, int code) {
        RunReport report = make(failure, null, List.of());
        assertThat(report.outcome()).isEqualTo(outcome);
        assertThat(report.outcome().exitCode()).isEqualTo(code);
        assertThat(report.failure() == null).isEqualTo(failure == null);
    }

    @Test
    void whatStaysAtTheTargetIsSaid() {
        assertThat(make(new OverErrorLimit("x"), null, List.of()).action()).startsWith("The target is as it was.");
        assertThat(List.of(
                        make(new OverErrorLimit("x"), null, List.of(), true),
                        make(new Cancelled(), null, List.of(), true),
                        make(new FatalFailure("x", "Make room."), null, List.of(), true)))
                .allSatisfy(report -> assertThat(report.action())
                        .startsWith("Rows that were written before the end stay at the target"));
    }

    @Test
    void aFailureWithoutMessageIsNamed() {
        RunReport report = make(new FatalFailure(null, null), null, List.of());
        assertThat(report.failure()).isEqualTo("io.datachannels.spi.FatalFailure");
        assertThat(report.action()).isEmpty();
    }

    @Test
    void theSlowerSideIsTheOneThatWasWaitedFor() {
        assertThat(make(null, null, List.of()).slowerSide()).isNull();
        Plan plan =
                new Plan(RunFolderTest.JOB, "t", List.of(new RunFolderTest.Range("a", 1, List.of())), WriterState.NONE);
        assertThat(make(null, plan, List.of(result(0, 1000, 500, 10))).slowerSide())
                .isEqualTo("writer");
        assertThat(make(null, plan, List.of(result(0, 1000, 10, 500))).slowerSide())
                .isEqualTo("reader");
        assertThat(make(null, plan, List.of(result(0, 1000, 90, 100))).slowerSide())
                .isNull();
        assertThat(make(null, plan, List.of(result(0, 1000, 90, 100))).slowestSplit())
                .isEqualTo("a..1: 5 rows in 1.0 s");
    }

    @Test
    void aSpeedLimitThatWasReachedIsWhatHeldTheJob() {
        Plan plan =
                new Plan(RunFolderTest.JOB, "t", List.of(new RunFolderTest.Range("a", 1, List.of())), WriterState.NONE);
        List<TaskResult> results = List.of(result(0, 1000, 10, 500));
        RunReport held = make(null, plan, results, false, limited(5));
        assertThat(held.slowerSide()).isEqualTo("neither, the speed limit");
        assertThat(held.speed()).isEqualTo(new Speed(1000, 5, 50, 5, 0));
        assertThat(held.speed().usedShare()).isEqualTo(1);
        RunReport slow = make(null, plan, results, false, limited(50));
        assertThat(slow.slowerSide()).isEqualTo("reader");
        assertThat(slow.speed().usedShare()).isEqualTo(0.1);
    }

    @Test
    void settingsAreShownAsAJobFileNamesThem() {
        assertThat(make(null, null, List.of(), false, limited(5)).settings())
                .containsEntry("reader", "streamreader {}")
                .containsEntry("speed.record", "5")
                .containsEntry("speed.byte", "no limit")
                .containsEntry("errorLimit.record", "0")
                .containsEntry("errorLimit.percentage", "no limit");
    }

    private static Settings limited(long rows) {
        ProblemList problems = new ProblemList();
        String text = """
                {"job": {"setting": {"speed": {"record": %d}}, "content": [{
                  "reader": {"name": "streamreader", "parameter": {}}, "writer": {"name": "streamwriter", "parameter": {}}}]}}
                """.formatted(rows);
        return JobFile.parse("job.json", text, Variables.none(), Datasources.none(), problems)
                .settings();
    }
}
