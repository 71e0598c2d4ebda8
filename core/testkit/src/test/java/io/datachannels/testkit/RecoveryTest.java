package io.datachannels.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.RunReport;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.TransientFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of runs that died: inside the commit, before it, and those that still live. */
@Timeout(120)
class RecoveryTest {
    @TempDir
    Path folder;

    private final MemoryTarget target = new MemoryTarget();
    private final MemoryReaderPlugin reader = MemoryReaderPlugin.of(4, 20);
    private final MemoryWriterPlugin writer = new MemoryWriterPlugin(target);

    private Path runs() {
        return folder.resolve("runs");
    }

    private JobRun job() {
        return new JobRun(reader, writer, runs());
    }

    /** A run whose commit shows two of four parts and then fails. */
    private RunReport failInsideCommit() {
        AtomicInteger shown = new AtomicInteger();
        writer.before("show", step -> {
            if (shown.incrementAndGet() == 3) {
                throw new FatalFailure("the bucket does not answer", "Ask the service.");
            }
        });
        RunReport report = job().run();
        writer.before("show", step -> {});
        assertThat(target.visible()).hasSize(40);
        return report;
    }

    @Test
    void aCommitThatFailsIsSaidToBeUnfinished() {
        RunReport report = failInsideCommit();
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.stage()).isEqualTo("COMMIT_WRITER");
        assertThat(report.failure()).isEqualTo("the bucket does not answer");
        assertThat(report.action()).contains("--resume " + report.run());
        assertThat(writer.calls()).doesNotContain("abort");
        assertThat(stage(report)).isEqualTo("COMMIT_WRITER");
    }

    @Test
    void theNextRunFinishesACommitAndSaysSo() {
        RunReport dead = failInsideCommit();
        RunReport report = job().run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(report.notes())
                .containsExactly("run " + dead.run() + " had died inside its commit; the commit is now finished");
        assertThat(target.visible()).as("both runs' rows").hasSize(160);
        assertThat(stage(dead)).isEqualTo("DONE");
        assertThat(job().run().notes()).isEmpty();
    }

    @Test
    void resumeFinishesACommit() {
        RunReport dead = failInsideCommit();
        RunReport report =
                job().options(options -> options.resuming(dead.run())).run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(target.visible()).containsExactlyInAnyOrderElementsOf(reader.rows());
        assertThat(reader.committed()).hasSize(4);
        assertThat(report.writtenRows()).isEqualTo(80);
    }

    @Test
    void aResumedCommitThatFailsAgainStaysUnfinished() {
        RunReport dead = failInsideCommit();
        writer.before("commit", step -> {
            throw new FatalFailure("still no answer", "Ask the service.");
        });
        RunReport report =
                job().options(options -> options.resuming(dead.run())).run();
        assertThat(report.stage()).isEqualTo("COMMIT_WRITER");
        assertThat(report.action()).startsWith("Ask the service. The commit was begun");
        assertThat(stage(dead)).isEqualTo("COMMIT_WRITER");
    }

    @Test
    void aCommitOfPositionsIsRepeatedAlone() {
        reader.before("commit", step -> {
            throw new FatalFailure("the status table is gone", "Make it.");
        });
        RunReport dead = job().run();
        assertThat(dead.stage()).isEqualTo("COMMIT_READER");
        assertThat(target.visible()).hasSize(80);
        reader.before("commit", step -> {});
        writer.calls().clear();
        RunReport report =
                job().options(options -> options.resuming(dead.run())).run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(writer.calls()).containsExactly("open", "close");
        assertThat(reader.committed()).hasSize(4);
    }

    @Test
    void aDeadCommitThatCannotBeFinishedStopsTheNextRun() {
        RunReport dead = failInsideCommit();
        writer.before("commit", step -> {
            throw new FatalFailure("still no answer", "Ask the service.");
        });
        RunReport report = job().run();
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.failure())
                .isEqualTo(
                        "run " + dead.run() + " had died inside its commit, which cannot be finished: still no answer");
        assertThat(report.action()).contains(dead.folder());
        assertThat(stage(dead)).isEqualTo("COMMIT_WRITER");
        assertThat(writer.calls()).doesNotContain("abort");
    }

    @Test
    void anotherTargetsDeadRunIsLeftAlone() {
        RunReport dead = failInsideCommit();
        RunReport report = job().table("other").run();
        assertThat(report.notes()).isEmpty();
        assertThat(stage(dead)).isEqualTo("COMMIT_WRITER");
    }

    /** A copy of the run folder as it was when three of four tasks had ended: what a kill leaves. */
    private String killInMove() throws IOException {
        AtomicReference<String> id = new AtomicReference<>();
        writer.before("finish", step -> {
            if (step.task() == 3) {
                Path running = onlyRun();
                expectLines(running.resolve("tasks.jsonl"), 3);
                id.set("20200101-000000-dead");
                copy(running, runs().resolve(id.get()));
                throw new FatalFailure("killed", "");
            }
        });
        writer.before("abort", step -> {
            throw new FatalFailure("a dead process removes nothing", "");
        });
        RunReport report = job().setting("\"speed\": {\"channel\": 1}").run();
        assertThat(report.failure()).isEqualTo("killed");
        delete(Path.of(report.folder()));
        writer.before("finish", step -> {}).before("abort", step -> {});
        assertThat(target.parts()).hasSize(3);
        writer.calls().clear();
        reader.calls().clear();
        return id.get();
    }

    @Test
    void theNextRunRemovesWhatARunLeftThatDiedBeforeItsCommit() throws IOException {
        String dead = killInMove();
        RunReport report = job().run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(report.notes())
                .containsExactly("run " + dead + " had died before its commit; what it left at the target is removed");
        assertThat(target.parts()).isEmpty();
        assertThat(target.visible()).containsExactlyInAnyOrderElementsOf(reader.rows());
        assertThat(Files.readString(runs().resolve(dead).resolve("stage"))).isEqualTo("FAILED");
    }

    @Test
    void whatCannotBeRemovedIsTriedAgainByTheNextRun() throws IOException {
        String dead = killInMove();
        writer.before("abort", step -> {
            throw new FatalFailure("no right to remove", "");
        });
        RunReport report = job().run();
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(report.notes()).singleElement().asString().contains("could not be removed", "no right to remove");
        writer.before("abort", step -> {});
        assertThat(job().run().notes()).singleElement().asString().contains(dead, "is removed");
        assertThat(target.parts()).isEmpty();
    }

    @Test
    void resumeRunsOnlyWhatIsMissing() throws IOException {
        String dead = killInMove();
        RunReport report = job().options(options -> options.resuming(dead)).run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(reader.calls()).contains("read 3").doesNotContain("read 0", "read 1", "read 2");
        assertThat(writer.calls()).containsSequence("open", "resume", "write 3").doesNotContain("prepare");
        assertThat(report.notes()).containsExactly("resumed run " + dead + ": 3 of 4 tasks were finished before");
        assertThat(target.visible()).containsExactlyInAnyOrderElementsOf(reader.rows());
        assertThat(report.readRows()).isEqualTo(80);
        assertThat(reader.committed()).hasSize(4);
    }

    @Test
    void resumeTakesATornLastLineForAMissingTask() throws IOException {
        String dead = killInMove();
        Path tasks = runs().resolve(dead).resolve("tasks.jsonl");
        Files.writeString(tasks, "{\"task\":3,\"att", StandardOpenOption.APPEND);
        reader.before("row", step -> {
            throw new FatalFailure("not again", "");
        });
        writer.before("abort", step -> {
            throw new FatalFailure("a dead process removes nothing", "");
        });
        copy(runs().resolve(dead), runs().resolve("20200101-000000-copy"));
        job().options(options -> options.resuming(dead)).run();
        reader.before("row", step -> {});
        RunReport report = job().options(options -> options.resuming("20200101-000000-copy"))
                .run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(Files.readAllLines(runs().resolve("20200101-000000-copy").resolve("tasks.jsonl")))
                .hasSize(4)
                .allMatch(line -> line.endsWith("}"));
    }

    @Test
    void resumeIsRefusedWhenTheJobChanged() throws IOException {
        String dead = killInMove();
        RunReport report =
                job().table("other").options(options -> options.resuming(dead)).run();
        assertThat(report.outcome()).isEqualTo(Outcome.JOB_WRONG);
        assertThat(report.failure())
                .endsWith("cannot be resumed: since it was begun these parts of the job file have changed: writer");
        assertThat(target.parts()).as("kept for a right resume").hasSize(3);
        assertThat(Files.readString(runs().resolve(dead).resolve("stage"))).isEqualTo("MOVE");
        assertThat(job().setting("\"speed\": {\"channel\": 3}")
                        .options(options -> options.resuming(dead))
                        .run()
                        .outcome())
                .as("channels may change")
                .isEqualTo(Outcome.DONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"20990101-000000-none", "../runs"})
    void resumeNeedsARun(String id) {
        RunReport report = job().options(options -> options.resuming(id)).run();
        assertThat(report.outcome()).isEqualTo(Outcome.JOB_WRONG);
        assertThat(report.failure()).contains(id);
    }

    /** Its third task fails for good when two are finished. */
    private RunReport failAfterTwoTasks(RuntimeException failure, String setting) {
        writer.before("finish", step -> {
            if (step.task() == 2) {
                throw failure;
            }
        });
        RunReport report =
                job().setting("\"speed\": {\"channel\": 1}" + setting).run();
        writer.before("finish", step -> {});
        writer.calls().clear();
        reader.calls().clear();
        return report;
    }

    @Test
    void aFailureKeepsFinishedTasksOnRequest() {
        RunReport failed =
                failAfterTwoTasks(new FatalFailure("the disk is full", "Make room."), ", \"onFailure\": \"keep\"");
        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(stage(failed)).isEqualTo("SUSPENDED");
        assertThat(failed.action()).startsWith("Make room. ").contains("unseen: with --resume " + failed.run());
        assertThat(target.visible()).isEmpty();
        assertThat(target.parts()).hasSize(2);

        RunReport resumed = job().options(options -> options.resuming("last")).run();
        assertThat(resumed.outcome()).as(resumed.failure()).isEqualTo(Outcome.DONE);
        assertThat(resumed.run()).isEqualTo(failed.run());
        assertThat(reader.calls()).contains("read 2", "read 3").doesNotContain("read 0", "read 1", "plan");
        assertThat(target.visible()).containsExactlyInAnyOrderElementsOf(reader.rows());
        assertThat(target.parts()).isEmpty();
        assertThat(reader.committed()).hasSize(4);
    }

    @Test
    void aServiceThatStaysDownKeepsFinishedTasksToo() {
        writer.before("finish", step -> {
            if (step.task() == 2) {
                throw new TransientFailure("no route to host", null);
            }
        });
        RunReport failed = job().setting("\"speed\": {\"channel\": 1}")
                .options(options -> options.keeping().withRetryBudget(Duration.ZERO))
                .run();
        assertThat(stage(failed)).isEqualTo("SUSPENDED");
        writer.before("finish", step -> {});
        RunReport resumed =
                job().options(options -> options.resuming(failed.run())).run();
        assertThat(resumed.outcome()).as(resumed.failure()).isEqualTo(Outcome.DONE);
        assertThat(target.visible()).containsExactlyInAnyOrderElementsOf(reader.rows());
    }

    @Test
    void theNextRunRemovesWhatWasKept() {
        RunReport failed =
                failAfterTwoTasks(new FatalFailure("the disk is full", "Make room."), ", \"onFailure\": \"keep\"");
        RunReport next = job().run();
        assertThat(next.outcome()).as(next.failure()).isEqualTo(Outcome.DONE);
        assertThat(next.notes())
                .containsExactly(
                        "run " + failed.run() + " had failed and was kept; what it left at the target is removed");
        assertThat(stage(failed)).isEqualTo("FAILED");
        assertThat(target.visible()).containsExactlyInAnyOrderElementsOf(reader.rows());
        assertThat(target.parts()).isEmpty();
    }

    @Test
    void withoutRequestNothingIsKept() {
        RunReport failed = failAfterTwoTasks(new FatalFailure("the disk is full", "Make room."), "");
        assertThat(stage(failed)).isEqualTo("FAILED");
        assertThat(target.parts()).isEmpty();
    }

    @Test
    void whatIsTheJobsFaultIsNotKept() {
        RunReport failed =
                failAfterTwoTasks(new JobFailure("no such column", "Correct it."), ", \"onFailure\": \"keep\"");
        assertThat(stage(failed)).isEqualTo("FAILED");
        assertThat(target.parts()).isEmpty();
    }

    @Test
    void aRunWithoutAFinishedTaskIsNotKept() {
        reader.before("row", step -> {
            throw new FatalFailure("no", "");
        });
        RunReport failed = job().options(options -> options.keeping()).run();
        assertThat(stage(failed)).isEqualTo("FAILED");
    }

    @Test
    void aResumedRunCanFailAndBeKeptAgain() {
        String keep = ", \"onFailure\": \"keep\"";
        RunReport failed = failAfterTwoTasks(new FatalFailure("the disk is full", "Make room."), keep);
        reader.before("row", step -> {
            if (step.task() == 3) {
                throw new FatalFailure("not yet", "");
            }
        });
        RunReport again = job().setting("\"speed\": {\"channel\": 1}" + keep)
                .options(options -> options.resuming(failed.run()))
                .run();
        assertThat(again.failure()).isEqualTo("not yet");
        assertThat(target.parts()).hasSize(3);
        reader.before("row", step -> {});
        RunReport done = job().options(options -> options.resuming("last")).run();
        assertThat(done.notes()).containsExactly("resumed run " + failed.run() + ": 3 of 4 tasks were finished before");
        assertThat(target.visible()).containsExactlyInAnyOrderElementsOf(reader.rows());
    }

    /** The task that failed is run again, so its dirty rows are counted and kept once. */
    @Test
    void dirtyRowsOfAKeptRunAreCountedOnce() throws IOException {
        writer.before("row", step -> {
            if (step.row() == 5) {
                throw new RowFailure(0, "is odd");
            }
        });
        String setting = ", \"errorLimit\": {\"record\": 4}, \"onFailure\": \"keep\"";
        RunReport failed = failAfterTwoTasks(new FatalFailure("the disk is full", "Make room."), setting);
        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        RunReport done = job().setting("\"errorLimit\": {\"record\": 4}")
                .options(options -> options.resuming("last"))
                .run();
        assertThat(done.outcome()).as(done.failure()).isEqualTo(Outcome.DONE);
        assertThat(done.dirtyRows()).isEqualTo(4);
        assertThat(Files.readAllLines(Path.of(done.dirtyFile()))).hasSize(4);
    }

    @Test
    void lastNeedsARunOfThisJob() {
        failAfterTwoTasks(new FatalFailure("the disk is full", "Make room."), ", \"onFailure\": \"keep\"");
        RunReport other = job().table("other")
                .options(options -> options.resuming("last"))
                .run();
        assertThat(other.outcome()).isEqualTo(Outcome.JOB_WRONG);
        assertThat(other.failure())
                .startsWith("there is no run of this job in ")
                .endsWith("that can be resumed");
    }

    @Test
    void aRunThatEndedIsNotResumed() {
        RunReport done = job().run();
        RunReport again = job().options(options -> options.resuming(done.run())).run();
        assertThat(again.failure()).isEqualTo("run " + done.run() + " cannot be resumed: it ended well");
        reader.before("row", step -> {
            throw new FatalFailure("no", "");
        });
        RunReport failed = job().run();
        assertThat(job().options(options -> options.resuming(failed.run()))
                        .run()
                        .failure())
                .endsWith("nothing of it is left at the target");
        assertThat(Files.exists(Path.of(done.folder()).resolve("report.json"))).isTrue();
        assertThat(stage(done)).isEqualTo("DONE");
    }

    @Test
    void aDryRunOfAResumedRunIsRefused() throws IOException {
        String dead = killInMove();
        RunReport report =
                job().options(options -> options.resuming(dead).dry()).run();
        assertThat(report.outcome()).isEqualTo(Outcome.JOB_WRONG);
        assertThat(target.visible()).isEmpty();
    }

    @Test
    void aLivingRunOnTheSameTargetRefusesAnother() throws InterruptedException {
        AtomicReference<RunReport> first = new AtomicReference<>();
        CountDownLatch preparing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        MemoryWriterPlugin slow = new MemoryWriterPlugin(target).before("prepare", step -> {
            preparing.countDown();
            goOn.await();
        });
        Thread thread = new Thread(() -> first.set(new JobRun(reader, slow, runs()).run()));
        thread.start();
        preparing.await();
        RunReport second = job().run();
        RunReport elsewhere = job().table("other").run();
        goOn.countDown();
        thread.join();
        assertThat(second.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(second.failure())
                .isEqualTo("run " + first.get().run() + " is writing to the same target at this moment");
        assertThat(writer.calls()).doesNotContain("abort");
        assertThat(elsewhere.outcome()).isEqualTo(Outcome.DONE);
        assertThat(first.get().outcome()).isEqualTo(Outcome.DONE);
        assertThat(job().run().outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void aLivingRunIsNotResumed() throws InterruptedException {
        AtomicReference<RunReport> report = new AtomicReference<>();
        writer.before("finish", step -> {
            if (step.task() == 0) {
                Path running = onlyRun();
                report.set(new JobRun(reader, new MemoryWriterPlugin(target), runs())
                        .options(options ->
                                options.resuming(running.getFileName().toString()))
                        .run());
            }
        });
        assertThat(job().run().outcome()).isEqualTo(Outcome.DONE);
        assertThat(report.get().failure()).endsWith("is still going on");
    }

    @Test
    void aRunFolderThatIsGoneDoesNotKeepTheTargetFromBeingCleaned() {
        writer.before("finish", step -> {
            if (step.task() == 0) {
                delete(onlyRun());
            }
        });
        RunReport report = job().setting("\"speed\": {\"channel\": 1}").run();
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.failure()).contains("the run folder cannot be used");
        assertThat(target.visible()).isEmpty();
        assertThat(target.parts()).isEmpty();
    }

    @Test
    void anAbortThatFailsIsSaidAndTriedAgain() {
        reader.before("row", step -> {
            if (step.task() == 3) {
                throw new FatalFailure("no", "");
            }
        });
        writer.before("abort", step -> {
            throw new TransientFailure("busy", null);
        });
        RunReport report = job().setting("\"speed\": {\"channel\": 1}").run();
        assertThat(report.failure()).isEqualTo("no");
        assertThat(report.notes()).singleElement().asString().contains("could not be removed", "busy");
        assertThat(target.parts()).hasSize(3);
        writer.before("abort", step -> {});
        reader.before("row", step -> {});
        RunReport next = job().run();
        assertThat(next.notes()).singleElement().asString().contains("is removed");
        assertThat(target.parts()).isEmpty();
    }

    @Test
    void whatCannotBeReadOfADeadRunIsNamed() throws IOException {
        RunReport dead = failInsideCommit();
        Files.writeString(Path.of(dead.folder()).resolve("tasks.jsonl"), "not json\n");
        RunReport report = job().run();
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.failure()).contains(dead.run(), "cannot be finished");
    }

    private Path onlyRun() {
        try (var list = Files.list(runs())) {
            Set<Path> found = list.filter(each -> !each.getFileName().toString().startsWith("."))
                    .collect(Collectors.toSet());
            assertThat(found).hasSize(1);
            return found.iterator().next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String stage(RunReport report) {
        try {
            return Files.readString(Path.of(report.folder()).resolve("stage"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void expectLines(Path file, int count) {
        try {
            assertThat(Files.readAllLines(file)).hasSize(count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (var files = Files.list(from)) {
            Files.createDirectory(to);
            for (Path each : files.toList()) {
                Files.copy(each, to.resolve(each.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path folder) {
        try (var files = Files.list(folder)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
