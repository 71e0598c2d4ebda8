package io.datachannels.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.run.Job;
import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.RunReport;
import io.datachannels.spi.FatalFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of plug-ins that stand still: those that heed an interrupt and those that do not. */
@Timeout(60)
class StallTest {
    private static final Duration STALL = Duration.ofMinutes(5);
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration WAIT = Duration.ofSeconds(1);

    @TempDir
    private Path runs;

    private final ManualTime time = new ManualTime();
    private final MemoryTarget target = new MemoryTarget();
    private final MemoryReaderPlugin reader = MemoryReaderPlugin.of(2, 30);
    private final MemoryWriterPlugin writer = new MemoryWriterPlugin(target);
    private final CountDownLatch stuck = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private String setting = "\"speed\": {\"channel\": 1}";

    @AfterEach
    void release() {
        released.countDown();
    }

    private FutureTask<RunReport> start() {
        Job job = job();
        FutureTask<RunReport> run = new FutureTask<>(job::run);
        new Thread(run).start();
        return run;
    }

    private Job job() {
        return new JobRun(reader, writer, runs)
                .setting(setting)
                .options(options -> options.by(time))
                .job();
    }

    private void hang(Hooks.Step step) throws InterruptedException {
        if (step.attempt() == 0 && step.task() < 1) {
            stuck.countDown();
            released.await();
        }
    }

    private void hangDeafly(Hooks.Step step) {
        while (step.attempt() == 0 && step.task() < 1 && released.getCount() > 0) {
            try {
                hang(step);
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"reader, read", "reader, row", "writer, write", "writer, row", "writer, finish"})
    void aSideThatStandsStillIsNamedAndItsTaskRunAgain(String side, String call)
            throws InterruptedException, ExecutionException {
        if (side.equals("reader")) {
            reader.before(call, this::hang);
        } else {
            writer.before(call, this::hang);
        }
        FutureTask<RunReport> run = start();
        stuck.await();
        time.pass(1, STALL);
        time.pass(2, WAIT);
        RunReport report = run.get();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(report.retries()).isEqualTo(1);
        assertThat(target.visible()).containsExactlyInAnyOrderElementsOf(reader.rows());
        Path dump = Path.of(report.folder()).resolve("stall-0-0.txt");
        assertThat(dump)
                .content()
                .startsWith("the " + side + " of task 0 (list 0) stood still for 300 s\n\n\"" + side + "-0\"")
                .contains("StallTest.hang", "The other threads of the process:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"row", "finish", "closeTask"})
    void aWriterThatDoesNotHeedItsInterruptIsLeftBehind(String call) throws InterruptedException, ExecutionException {
        writer.before(call, this::hangDeafly);
        FutureTask<RunReport> run = start();
        stuck.await();
        time.pass(1, STALL);
        time.pass(1, GRACE);
        time.pass(2, WAIT);
        RunReport report = run.get();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        released.countDown();
        for (Thread each : Thread.getAllStackTraces().keySet()) {
            if (each.getName().equals("writer-0")) {
                each.join();
            }
        }
        assertThat(target.visible())
                .as("what it writes late does not count")
                .containsExactlyInAnyOrderElementsOf(reader.rows());
    }

    @Test
    void aTaskThatStandsStillInEveryAttemptFailsTheJob() throws InterruptedException, ExecutionException {
        reader.before("row", step -> released.await());
        FutureTask<RunReport> run = start();
        for (int i = 0; i < 2; i++) {
            awaitReading(i);
            time.pass(1, STALL);
            time.pass(2, WAIT);
        }
        awaitReading(2);
        time.pass(1, STALL);
        RunReport report = run.get();
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.failure())
                .startsWith("the reader of task 0 (list 0) stood still for 300 s; what it was doing is in ")
                .endsWith("stall-0-2.txt");
        assertThat(target.parts()).isEmpty();
    }

    /** The hook of the attempt has been reached when its split was opened that many times more. */
    private void awaitReading(int attempt) {
        while (reader.calls().stream().filter("read 0"::equals).count() <= attempt) {
            Thread.onSpinWait();
        }
    }

    @Test
    void zeroTurnsItOff() throws InterruptedException, ExecutionException {
        setting = "\"stall\": 0";
        reader.before("row", this::hang);
        FutureTask<RunReport> run = start();
        stuck.await();
        time.pass(1, Duration.ofDays(2));
        time.pass(1, WAIT);
        released.countDown();
        assertThat(run.get().retries()).isZero();
        assertThat(Path.of(run.get().folder()).resolve("stall-0-0.txt")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"memoryreader, open", "memoryreader, plan", "memorywriter, open", "memorywriter, prepare"})
    void aCallOfTheJobThatStandsStillFailsIt(String plugin, String call)
            throws InterruptedException, ExecutionException {
        if (plugin.equals("memoryreader")) {
            reader.before(call, this::hangDeafly);
        } else {
            writer.before(call, this::hangDeafly);
        }
        FutureTask<RunReport> run = start();
        stuck.await();
        time.pass(1, STALL);
        time.pass(1, GRACE);
        RunReport report = run.get();
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(report.failure()).isEqualTo(plugin + " " + call + " has stood still for 300 s; where is in the log");
        assertThat(target.visible()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "show"})
    void aCommitThatStandsStillIsWaitedFor(String call) throws InterruptedException, ExecutionException {
        writer.before(call, this::hang);
        FutureTask<RunReport> run = start();
        stuck.await();
        time.pass(1, STALL);
        time.pass(1, STALL);
        time.pass(1, WAIT);
        released.countDown();
        assertThat(run.get().outcome()).isEqualTo(Outcome.DONE);
        assertThat(target.visible()).hasSize(60);
    }

    @Test
    void anAbortThatStandsStillIsLeftToTheNextRun() throws InterruptedException, ExecutionException {
        writer.before("finish", step -> {
            throw new FatalFailure("no", "");
        });
        writer.before("abort", this::hangDeafly);
        FutureTask<RunReport> run = start();
        stuck.await();
        time.pass(1, STALL);
        time.pass(1, GRACE);
        RunReport report = run.get();
        assertThat(report.failure()).isEqualTo("no");
        assertThat(report.notes()).singleElement().asString().contains("could not be removed", "has stood still");
        assertThat(report.stage()).isEqualTo("ABORT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"row", "read"})
    void aCancelDoesNotWaitForADeafReader(String call) throws InterruptedException, ExecutionException {
        reader.before(call, this::hangDeafly);
        Job job = job();
        FutureTask<RunReport> run = new FutureTask<>(job::run);
        new Thread(run).start();
        stuck.await();
        job.cancel();
        interrupted.await();
        time.pass(1, GRACE);
        assertThat(run.get().outcome()).isEqualTo(Outcome.STOPPED);
        assertThat(target.parts()).isEmpty();
    }

    @Test
    void theDumpIsWrittenOnlyWhereItIsNeeded() throws InterruptedException, ExecutionException {
        RunReport report = job().run();
        assertThat(Files.exists(Path.of(report.folder()).resolve("stall-0-0.txt")))
                .isFalse();
    }
}
