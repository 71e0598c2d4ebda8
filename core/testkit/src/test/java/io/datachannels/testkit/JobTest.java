package io.datachannels.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.report.Progress;
import io.datachannels.engine.run.Job;
import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.RunReport;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.TransientFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a job ends, seen from outside: what is at the target, what the report says, what the plug-ins were asked. */
@Timeout(120)
class JobTest {
    @TempDir
    Path runs;

    private final MemoryTarget target = new MemoryTarget();
    private final MemoryReaderPlugin reader = MemoryReaderPlugin.of(5, 100);
    private final MemoryWriterPlugin writer = new MemoryWriterPlugin(target);

    private JobRun job() {
        return new JobRun(reader, writer, runs);
    }

    private void assertUntouched() {
        assertThat(target.visible()).isEmpty();
        assertThat(target.parts()).isEmpty();
        assertThat(reader.committed()).isEmpty();
    }

    @Test
    void movesEveryRowOnceAndCommitsTheWriterFirst() {
        List<String> order = new ArrayList<>();
        writer.before("commit", step -> order.add("writer"));
        reader.before("commit", step -> order.add("reader"));
        RunReport report = job().run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(target.visible()).containsExactlyInAnyOrderElementsOf(reader.rows());
        assertThat(target.parts()).isEmpty();
        assertThat(order).containsExactly("writer", "reader");
        assertThat(reader.committed())
                .extracting(MemoryReaderPlugin.Position::split)
                .containsExactly(0, 1, 2, 3, 4);
        assertThat(List.of(report.readRows(), report.writtenRows(), report.dirtyRows()))
                .containsExactly(500L, 500L, 0L);
        assertThat(report.stage()).isEqualTo("DONE");
        assertThat(Path.of(report.folder())).isDirectoryContaining("glob:**report.json");
        assertThat(writer.calls()).endsWith("close");
        assertThat(reader.calls()).endsWith("close");
    }

    @Test
    void aWriterThatRefusesBeforeTheCommitIsAborted() {
        writer.before("beforeCommit", step -> {
            throw new FatalFailure("there are no rows", "See why.");
        });
        RunReport report = job().run();
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.failure()).contains("there are no rows");
        assertThat(writer.calls()).contains("beforeCommit", "abort").doesNotContain("commit");
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void anEmptySourceIsCommittedToo(int splits) {
        RunReport report = new JobRun(MemoryReaderPlugin.of(splits, 0), writer, runs).run();
        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(writer.calls()).contains("commit");
    }

    @Test
    void leavesNoThread() {
        Set<Thread> before = new HashSet<>(Thread.getAllStackTraces().keySet());
        job().run();
        writer.before("finish", step -> {
            throw new FatalFailure("no", "");
        });
        job().run();
        Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
        left.removeAll(before);
        assertThat(left).noneMatch(each -> each.getName().matches("(lane|reader)-.*"));
    }

    @Test
    void aWriterThatLosesARowFailsTheJob() {
        writer.losing(1);
        RunReport report = job().run();
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.failure()).contains("do not balance: 100 rows read, 99 written, 0 dirty");
        assertUntouched();
    }

    @Test
    void aTransientFailureOfATaskIsANewAttempt() {
        reader.before("row", step -> {
            if (step.task() == 1 && step.attempt() == 0 && step.row() == 50) {
                throw new TransientFailure("the connection broke", null);
            }
        });
        RunReport report = job().run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(report.retries()).isEqualTo(1);
        assertThat(target.visible()).containsExactlyInAnyOrderElementsOf(reader.rows());
        assertThat(target.parts()).isEmpty();
        assertThat(report.readRows()).isEqualTo(500);
    }

    @Test
    void aTaskThatKeepsFailingFailsTheJob() {
        writer.before("finish", step -> {
            if (step.task() == 0) {
                throw new TransientFailure("the service is busy", null);
            }
        });
        RunReport report = job().run();
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.failure()).isEqualTo("the service is busy");
        assertThat(report.action()).startsWith("Run the job again");
        assertUntouched();
    }

    @Test
    void aFatalFailureStopsTheOthersAndAborts() throws InterruptedException {
        CountDownLatch firstDone = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        reader.before("row", step -> {
            if (step.task() == 1) {
                firstDone.await();
                throw new FatalFailure("the object changed while it was read", "Run the job again.");
            }
            if (step.task() > 1) {
                firstDone.countDown();
                never.await();
            }
        });
        RunReport report = job().run();
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.failure()).isEqualTo("the object changed while it was read");
        assertThat(writer.calls()).contains("abort").doesNotContain("commit");
        assertUntouched();
    }

    @Test
    void aFailureOfTheWriterEndsItsBlockedReader() {
        writer.before("row", step -> {
            throw new FatalFailure("the disk is full", "Make room.");
        });
        reader.before("row", step -> {
            if (step.row() == 60) {
                new CountDownLatch(1).await();
            }
        });
        RunReport report = job().run();
        assertThat(report.failure()).isEqualTo("the disk is full");
        assertUntouched();
    }

    @Test
    void whatAPluginThrowsByMistakeIsSaidAndStopsTheJob() {
        writer.before("row", step -> {
            throw new NoClassDefFoundError("com/example/Missing");
        });
        RunReport report = job().run();
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.failure()).contains("com/example/Missing");
        assertThat(report.action()).contains("mistake in the program");
        assertUntouched();
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "prepare"})
    void anErrorOutsideOfTasksEndsTheJobToo(String call) {
        writer.before(call, step -> {
            throw new NoClassDefFoundError("com/example/Missing");
        });
        RunReport report = job().run();
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(writer.calls().contains("abort"))
                .as("what prepare may have opened is removed")
                .isEqualTo(call.equals("prepare"));
        assertThat(reader.calls()).endsWith("close");
        writer.before(call, step -> {});
        assertThat(job().run().outcome()).as("nothing stays locked").isEqualTo(Outcome.DONE);
    }

    @Test
    void aCloseThatFailsDoesNotHideWhyTheTaskFailed() {
        AtomicInteger failures = new AtomicInteger();
        writer.before("finish", step -> {
            if (failures.getAndIncrement() == 0) {
                throw new TransientFailure("the service is busy", null);
            }
        });
        writer.before("closeTask", step -> {
            if (step.attempt() == 0 && failures.getAndIncrement() == 1) {
                throw new IllegalStateException("closing failed");
            }
        });
        RunReport report = new JobRun(MemoryReaderPlugin.of(1, 10), writer, runs).run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(target.visible()).hasSize(10);
    }

    @Test
    void aTaskThatFailsAfterItFinishedIsAbortedWithItsReport() {
        writer.before("closeTask", step -> {
            throw new FatalFailure("closing failed", "");
        });
        RunReport report = job().run();
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertUntouched();
    }

    @Test
    void aJobFailureIsTheJobsFault() {
        reader.before("open", step -> {
            throw new JobFailure("there is no table orders", "Correct the name.");
        });
        RunReport report = job().run();
        assertThat(report.outcome()).isEqualTo(Outcome.JOB_WRONG);
        assertThat(report.stage()).isEqualTo("FAILED");
        assertThat(report.action()).isEqualTo("Correct the name.");
    }

    @Test
    void aRowFailureThatItsPluginDidNotCatchIsTheProgramsFault() {
        reader.before("row", step -> {
            throw new RowFailure(0, "is odd");
        });
        RunReport report = job().run();
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.failure()).isEqualTo("a row was not set aside by its plug-in: is odd");
    }

    @Test
    void aDryRunMovesAndKeepsNothing() throws IOException {
        RunReport report = job().options(options -> options.dry()).run();
        assertThat(report.isDryRun()).isTrue();
        assertThat(report.splits()).hasSize(5);
        assertThat(writer.calls()).containsExactly("open", "close");
        try (var left = Files.list(runs)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void theJobFileCanAskForADryRun() {
        RunReport report = job().setting("\"dryRun\": true").run();
        assertThat(report.isDryRun()).isTrue();
        assertThat(writer.calls()).doesNotContain("prepare");
    }

    @Test
    void progressEndsWithTheJob() {
        ByteArrayOutputStream terminal = new ByteArrayOutputStream();
        Job job = job().job();
        try (Progress progress =
                Progress.onTerminal(job, new PrintStream(terminal, true, StandardCharsets.UTF_8), 80)) {
            assertThat(progress).isNotNull();
            job.run();
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(each -> each.getName().equals("progress"));
        assertThat(job.counts().rows()).isEqualTo(500);
        assertThat(job.counts().finishedTasks()).isEqualTo(5);
    }

    @Test
    void countsGrowWhileItMoves() {
        Job job = job().setting("\"speed\": {\"channel\": 1}").job();
        List<Long> seen = new ArrayList<>();
        writer.before("finish", step -> seen.add(job.counts().rows()));
        job.run();
        assertThat(seen).containsExactly(100L, 200L, 300L, 400L, 500L);
    }

    @Test
    void severalJobsRunInOneProcess() throws InterruptedException {
        CountDownLatch bothMove = new CountDownLatch(2);
        List<RunReport> reports = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        MemoryTarget[] targets = {new MemoryTarget(), new MemoryTarget()};
        for (int i = 0; i < 2; i++) {
            MemoryReaderPlugin source = MemoryReaderPlugin.of(2, 50 + i).before("read", step -> {
                if (step.task() == 0) {
                    bothMove.countDown();
                    bothMove.await();
                }
            });
            JobRun run = new JobRun(source, new MemoryWriterPlugin(targets[i]), runs).table("table" + i);
            Thread thread = new Thread(() -> {
                RunReport report = run.run();
                synchronized (reports) {
                    reports.add(report);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread each : threads) {
            each.join();
        }
        assertThat(reports).extracting(RunReport::outcome).containsExactly(Outcome.DONE, Outcome.DONE);
        assertThat(targets[0].visible()).hasSize(100);
        assertThat(targets[1].visible()).hasSize(102);
    }
}
