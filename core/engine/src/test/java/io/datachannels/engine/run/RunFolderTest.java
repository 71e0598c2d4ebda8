package io.datachannels.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.engine.json.Json;
import io.datachannels.engine.json.JsonText;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReport;
import io.datachannels.spi.TaskReport;
import io.datachannels.spi.WriterState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
    static final JobPrint JOB = new JobPrint("r", "t", "w", "f");

    private static final ClassLoader LOADER = RunFolderTest.class.getClassLoader();

    @TempDir
    Path runs;

    record Range(String begin, long end, List<Integer> parts) implements Split {
        @Override
        public String describe() {
            return begin + ".." + end;
        }
    }

    record Session(String id) implements WriterState {}

    record Offset(long next) implements SplitReport {}

    record Part(String tag, long rows) implements TaskReport {}

    private static TaskResult result(int task, int attempt) {
        return new TaskResult(
                task,
                attempt,
                new Offset(task),
                new Part("tag" + attempt, 10),
                12,
                100,
                2,
                TransformedRows.NONE,
                30,
                1,
                2);
    }

    private static List<String> texts(List<Json> lines) {
        return lines.stream().map(JsonText::compact).toList();
    }

    @Test
    void isLockedUntilItIsClosed() {
        RunFolder folder = RunFolder.create(runs, () -> "r1");
        assertThatThrownBy(() -> RunFolder.open(runs, "r1"))
                .isInstanceOf(FatalFailure.class)
                .hasMessage("run r1 is still going on");
        folder.close();
        RunFolder again = RunFolder.open(runs, "r1");
        assertThat(again.id()).isEqualTo("r1");
        again.close();
        assertThatThrownBy(() -> RunFolder.open(runs, "r2")).isInstanceOf(JobFailure.class);
    }

    @Test
    void takesAnotherIdIfThereIsSuchARun() {
        RunFolder.create(runs, () -> "a").close();
        Iterator<String> ids = List.of("a", "a", "b").iterator();
        try (RunFolder folder = RunFolder.create(runs, ids::next)) {
            assertThat(folder.id()).isEqualTo("b");
        }
        assertThatThrownBy(() -> RunFolder.create(runs, () -> "a")).isInstanceOf(FatalFailure.class);
    }

    @Test
    void saysWhyItCannotBeMade() throws IOException {
        Path file = Files.createFile(runs.resolve("file"));
        assertThatThrownBy(() -> RunFolder.create(file, () -> "r"))
                .isInstanceOfSatisfying(
                        FatalFailure.class, e -> assertThat(e.action()).contains("--runs"))
                .hasMessage("the run folder cannot be used: " + file + ": there is something else of that name");
        assertThatThrownBy(() -> RunFolder.create(file.resolve("below"), () -> "r"))
                .isInstanceOf(FatalFailure.class);
    }

    @Test
    void keepsItsStage() {
        try (RunFolder folder = RunFolder.create(runs, () -> "r")) {
            assertThat(folder.stage()).isNull();
            folder.stage(Stage.MOVE);
            assertThat(folder.stage()).isEqualTo(Stage.MOVE);
            folder.write("stage", "odd");
            assertThat(folder.stage()).isNull();
        }
    }

    @Test
    void aTornLastLineDoesNotCountAndIsCutOff() throws IOException {
        try (RunFolder folder = RunFolder.create(runs, () -> "r")) {
            assertThat(folder.readLines("lines")).isEmpty();
            folder.append("lines", "{\"a\":1}");
            Files.writeString(runs.resolve("r/lines"), "{\"b\":", StandardOpenOption.APPEND);
            assertThat(texts(folder.readLines("lines"))).containsExactly("{\"a\":1}");
            folder.append("lines", "{\"c\":\"käse\"}");
            assertThat(texts(folder.readLines("lines"))).containsExactly("{\"a\":1}", "{\"c\":\"käse\"}");
            Files.writeString(runs.resolve("r/torn"), "{\"only\":");
            folder.append("torn", "[]");
            assertThat(Files.readString(runs.resolve("r/torn"))).isEqualTo("[]\n");
        }
    }

    @Test
    void findsTheDeadRunsOfATarget() {
        for (String id : List.of("1-dead", "2-other", "3-done", "4-living", "5-noplan")) {
            RunFolder folder = RunFolder.create(runs, () -> id);
            if (!id.equals("5-noplan")) {
                new Plan(JOB, id.equals("2-other") ? "other" : "target", List.of(), WriterState.NONE).save(folder);
            }
            folder.stage(id.equals("3-done") ? Stage.DONE : Stage.MOVE);
            if (!id.equals("4-living")) {
                folder.close();
            }
        }
        List<RunFolder> dead = RunFolder.dead(runs, "target", "me");
        assertThat(dead).extracting(RunFolder::id).containsExactly("1-dead");
        dead.forEach(RunFolder::close);
        assertThat(RunFolder.dead(runs, "target", "1-dead")).isEmpty();
    }

    @Test
    void aPlanComesBackAsItWas() {
        Plan plan = new Plan(
                JOB,
                "target",
                List.of(new Range("a", 5, List.of(1, 2)), new Range("", -1, List.of())),
                new Session("s"));
        try (RunFolder folder = RunFolder.create(runs, () -> "r")) {
            assertThat(Plan.load(folder, LOADER, LOADER)).isNull();
            assertThat(Plan.target(folder)).isNull();
            plan.save(folder);
            assertThat(Plan.load(folder, LOADER, LOADER)).isEqualTo(plan);
            assertThat(Plan.target(folder)).isEqualTo("target");
            assertThat(plan.tasks()).extracting(Task::number).containsExactly(0, 1);
        }
    }

    @Test
    void resultsComeBackInTheOrderOfTasksTheLastOfATaskCounts() {
        try (RunFolder folder = RunFolder.create(runs, () -> "r")) {
            Plan.saveResult(folder, result(2, 0));
            Plan.saveResult(folder, result(0, 0));
            Plan.saveResult(folder, result(2, 1));
            assertThat(Plan.loadResults(folder, LOADER, LOADER)).containsExactly(result(0, 0), result(2, 1));
        }
    }

    @Test
    void oneRunHasATarget() throws IOException {
        TargetLock lock = TargetLock.take(runs, "f00", "run-1");
        assertThatThrownBy(() -> TargetLock.take(runs, "f00", "run-2"))
                .isInstanceOf(FatalFailure.class)
                .hasMessage("run run-1 is writing to the same target at this moment");
        TargetLock.take(runs, "f01", "run-2").close();
        lock.close();
        TargetLock.take(runs, "f00", "run-3").close();
    }
}
