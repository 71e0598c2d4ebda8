package io.datachannels.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.engine.run.JobOrigin;
import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.Replay;
import io.datachannels.engine.run.RunReport;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.RowFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dirty rows that are moved once what was wrong is mended. */
class ReplayTest {
    /** Refuses the rows 0 to 9 of each list; the writer refuses two more of what is left. */
    private static final String TWO_DIGITS = """
            [{"name": "dx_pad", "parameter": {"columnIndex": 0, "paras": ["l", "3", "0"]}},
             {"name": "dx_substr", "parameter": {"columnIndex": 1, "paras": ["%d", "2"]}}]""";

    @TempDir
    Path runs;

    private final MemoryTarget target = new MemoryTarget();
    private final MemoryReaderPlugin reader = MemoryReaderPlugin.of(2, 20);
    private final MemoryWriterPlugin writer = new MemoryWriterPlugin(target);

    private JobRun job(int start) {
        return new JobRun(reader, writer, runs)
                .setting("\"errorLimit\": {\"record\": 40}, \"speed\": {\"channel\": 1}")
                .transformers(TWO_DIGITS.formatted(start));
    }

    private void refuse() {
        writer.before("row", step -> {
            if (step.row() == 4) {
                throw new RowFailure(1, "is refused");
            }
        });
    }

    private void mend() {
        writer.before("row", step -> {});
    }

    /** A run of 40 rows whose transformers refused 20 and whose writer refused 2. */
    private RunReport dirty() {
        refuse();
        RunReport report = job(2).run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(List.of(
                        report.writtenRows(),
                        report.dirtyRows(),
                        report.transformed().error()))
                .containsExactly(18L, 22L, 20L);
        mend();
        return report;
    }

    @Test
    void rowsGoThroughWhatTheyHaveNotPassed() {
        RunReport first = dirty();
        RunReport replay = job(1).replay(first.run());
        assertThat(replay.outcome()).as(replay.failure()).isEqualTo(Outcome.DONE);
        assertThat(replay.run()).isNotEqualTo(first.run());
        assertThat(List.of(replay.readRows(), replay.writtenRows(), replay.dirtyRows()))
                .containsExactly(22L, 22L, 0L);
        assertThat(replay.transformed().success())
                .as("not those that the writer refused")
                .isEqualTo(20);
        assertThat(target.visible())
                .hasSize(40)
                .as("refused by a transformer: through both")
                .contains(List.of("000", ""), List.of("001", ""))
                .as("refused by the writer: through none")
                .contains(List.of("000", ""), List.of("001", ""))
                .allSatisfy(row -> assertThat((String) row.get(0)).hasSize(3));
        assertThat(reader.calls().stream().filter("open"::equals)).hasSize(1);
        assertThat(writer.calls()).contains("adding");
    }

    @Test
    void whatIsRefusedAgainIsDirtyInTheReplayAndCanBeReplayedFromThere() {
        RunReport first = dirty();
        refuse();
        RunReport second = job(0).setting("\"errorLimit\": {\"record\": 0}").replay(first.run());
        assertThat(second.outcome()).as("errorLimit does not count").isEqualTo(Outcome.DONE);
        assertThat(List.of(second.readRows(), second.writtenRows(), second.dirtyRows()))
                .containsExactly(22L, 21L, 1L);
        mend();
        assertThatThrownBy(() -> job(0).replay(first.run()))
                .isInstanceOf(JobFailure.class)
                .hasMessage("the dirty rows of run " + first.run() + " were replayed by run " + second.run());
        RunReport third = job(0).replay(second.run());
        assertThat(third.outcome()).as(third.failure()).isEqualTo(Outcome.DONE);
        assertThat(target.visible()).hasSize(40);
        RunReport again = job(0).replay(Replay.of(runs, first.run(), true, false));
        assertThat(again.writtenRows()).isEqualTo(22);
        assertThat(target.visible()).hasSize(62);
    }

    @Test
    void whatNeverBecameARowIsNamed() throws IOException {
        RunReport first = dirty();
        String line = "{\"side\":\"reader\",\"task\":0,\"split\":\"a.csv\",\"position\":\"line 7\",\"column\":null,"
                + "\"value\":\"x\",\"reason\":\"has 1 of 2 fields\",\"row\":null}\n";
        Files.writeString(Path.of(first.dirtyFile()), line, StandardOpenOption.APPEND);
        RunReport replay = job(0).replay(first.run());
        assertThat(replay.outcome()).as(replay.failure()).isEqualTo(Outcome.DONE);
        assertThat(replay.readRows()).isEqualTo(22);
        assertThat(replay.notes())
                .containsExactly("1 dirty row of run " + first.run() + " was refused by the reader, never became a row"
                        + " and is not replayed; it stands at a.csv, line 7");
        Files.writeString(Path.of(first.dirtyFile()), line);
        assertThatThrownBy(() -> Replay.of(runs, first.run(), true, false))
                .isInstanceOf(JobFailure.class)
                .hasMessageStartingWith("none of the dirty rows of run " + first.run() + " can be replayed");
    }

    @Test
    void aLineThatWasSpoiltIsNamedAndNothingIsWritten() throws IOException {
        RunReport first = dirty();
        Path file = Path.of(first.dirtyFile());
        Files.writeString(file, Files.readString(file).replaceFirst("\\[\"LONG\",0\\]", "[\"LONK\",0]"));
        RunReport replay = job(0).replay(first.run());
        assertThat(replay.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(replay.failure()).contains("dirty.jsonl cannot be read: line 1: not a row");
        assertThat(target.visible()).hasSize(18);
    }

    @Test
    void aRunThatHasNothingToReplaySaysWhy() {
        RunReport clean = new JobRun(reader, writer, runs).run();
        assertThatThrownBy(() -> Replay.of(runs, clean.run(), false, false))
                .isInstanceOf(JobFailure.class)
                .hasMessage("run " + clean.run() + " set no row aside");
        RunReport failed = job(2).setting("\"errorLimit\": {\"record\": 3}").run();
        assertThatThrownBy(() -> Replay.of(runs, failed.run(), false, false))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("did not end well");
        assertThatThrownBy(() -> Replay.of(runs, "nope", false, false))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("there is no run nope");
    }

    @Test
    void aWriterThatCannotAddIsNotOpened() {
        RunReport first = dirty();
        writer.before("adding", step -> {
            throw new JobFailure("memorywriter cannot add rows", "Run the job again.");
        });
        writer.calls().clear();
        RunReport replay = job(0).replay(first.run());
        assertThat(replay.outcome()).isEqualTo(Outcome.JOB_WRONG);
        assertThat(replay.failure()).isEqualTo("memorywriter cannot add rows");
        assertThat(writer.calls()).containsExactly("adding");
    }

    @Test
    void anotherTargetMustBeAskedFor() {
        RunReport first = dirty();
        RunReport other = job(0).table("other").replay(first.run());
        assertThat(other.outcome()).isEqualTo(Outcome.JOB_WRONG);
        assertThat(other.failure()).contains("the job's writer is another one than that of run " + first.run());
        RunReport wanted = job(0).table("other").replay(Replay.of(runs, first.run(), false, true));
        assertThat(wanted.outcome()).as(wanted.failure()).isEqualTo(Outcome.DONE);
        assertThat(wanted.notes()).hasSize(1);
    }

    @Test
    void transformersMustLeaveAsManyColumnsForRowsThatThePassed() {
        RunReport first = dirty();
        RunReport replay = job(0).transformers("""
                [{"name": "dx_select", "parameter": {"column": ["c1"]}}]""").replay(first.run());
        assertThat(replay.outcome()).isEqualTo(Outcome.JOB_WRONG);
        assertThat(replay.failure()).contains("have 2 columns, and the job's transformers now leave 1");
    }

    @Test
    void aReplayThatDiedIsGoneOnWithAndNoOtherJobTouchesWhatItLeft() {
        RunReport first = dirty();
        writer.before("commit", step -> {
            throw new FatalFailure("the bucket does not answer", "Ask the service.");
        });
        RunReport dead = job(0).replay(first.run());
        assertThat(dead.stage()).isEqualTo("COMMIT_WRITER");
        writer.before("commit", step -> {});
        RunReport normal = job(0).run();
        assertThat(normal.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(normal.action()).contains("replay " + first.run());
        RunReport replay = job(0).replay(first.run());
        assertThat(replay.outcome()).as(replay.failure()).isEqualTo(Outcome.DONE);
        assertThat(replay.run()).isEqualTo(dead.run());
        assertThat(target.visible()).hasSize(40);
        assertThat(job(0).run().outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void aReplayWaitsUntilADeadJobIsPutInOrder() {
        RunReport first = dirty();
        writer.before("commit", step -> {
            throw new FatalFailure("the bucket does not answer", "Ask the service.");
        });
        RunReport dead = job(0).run();
        writer.before("commit", step -> {});
        RunReport replay = job(0).replay(first.run());
        assertThat(replay.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(replay.action()).contains("--resume " + dead.run());
    }

    @Test
    void theRunFolderSaysWhereTheJobCameFromWithoutItsSecrets() throws IOException {
        refuse();
        JobOrigin origin = new JobOrigin("/jobs/orders.json", List.of("bizdate"), "2026-01-01T00:00:00Z", null);
        RunReport report = job(2).options(options -> options.from(origin)).run();
        assertThat(Replay.of(runs, report.run(), false, false).origin()).contains(origin);
        try (var files = Files.walk(Path.of(report.folder()))) {
            assertThat(files.filter(Files::isRegularFile))
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(JobRun.MARKER));
        }
    }
}
