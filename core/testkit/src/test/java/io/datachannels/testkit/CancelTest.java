package io.datachannels.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.run.Job;
import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.RunReport;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.TransientFailure;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A job that is stopped, at every moment of its life. */
@Timeout(120)
class CancelTest {
    @TempDir
    Path runs;

    private final MemoryTarget target = new MemoryTarget();
    private final MemoryReaderPlugin reader = MemoryReaderPlugin.of(5, 100);
    private final MemoryWriterPlugin writer = new MemoryWriterPlugin(target);
    private Job job;

    private final AtomicBoolean blocked = new AtomicBoolean();

    /** Once: what closes after the interrupt is not interrupted again. */
    private final Hooks.Action cancelAndBlock = step -> {
        if (blocked.compareAndSet(false, true)) {
            job.cancel();
            new CountDownLatch(1).await();
        }
    };

    @BeforeEach
    void makeJob() {
        job = new JobRun(reader, writer, runs).job();
    }

    private void assertStopped(RunReport report) {
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.STOPPED);
        assertThat(report.outcome().exitCode()).isEqualTo(143);
        assertThat(report.action()).startsWith("The target is as it was.");
        assertThat(target.visible()).isEmpty();
        assertThat(target.parts()).isEmpty();
        assertThat(reader.committed()).isEmpty();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void beforeItRuns() {
        job.cancel();
        assertStopped(job.run());
        assertThat(reader.calls()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "plan"})
    void inACallOfTheReader(String call) {
        reader.before(call, cancelAndBlock);
        assertStopped(job.run());
    }

    @ParameterizedTest
    @ValueSource(strings = {"open", "prepare", "write", "row", "finish"})
    void inACallOfTheWriter(String call) {
        writer.before(call, cancelAndBlock);
        assertStopped(job.run());
    }

    @ParameterizedTest
    @ValueSource(strings = {"read", "row", "closeSplit"})
    void inACallOfATasksReader(String call) {
        reader.before(call, cancelAndBlock);
        assertStopped(job.run());
        assertThat(writer.calls()).contains("abort");
    }

    @Test
    void whileACallIsTriedAgain() {
        reader.before("row", step -> {
            job.cancel();
            throw new TransientFailure("the service is busy", null);
        });
        assertStopped(job.run());
    }

    @Test
    void whateverAPluginMakesOfTheInterrupt() {
        reader.before("plan", step -> {
            try {
                cancelAndBlock.run(step);
            } catch (InterruptedException e) {
                throw new FatalFailure("request aborted by its client", "");
            }
        });
        assertStopped(job.run());
    }

    @Test
    void afterItsLastTask() {
        writer.before("closeTask", step -> {
            if (step.task() == 4) {
                job.cancel();
            }
        });
        assertStopped(job.run());
        assertThat(writer.calls()).contains("abort");
    }

    @Test
    void aCommitUnderWayIsFinished() {
        writer.before("commit", step -> {
            job.cancel();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
        reader.before("commit", step -> job.cancel());
        RunReport report = job.run();
        assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
        assertThat(target.visible()).hasSize(500);
        assertThat(reader.committed()).hasSize(5);
    }

    @Test
    void anAbortUnderWayIsFinished() {
        writer.before("finish", step -> {
            throw new FatalFailure("the disk is full", "Make room.");
        });
        writer.before("abort", step -> {
            job.cancel();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        });
        RunReport report = job.run();
        assertThat(report.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(target.parts()).isEmpty();
    }

    @Test
    void onceItEndedNothingIsInterrupted() {
        reader.before("open", step -> {
            throw new FatalFailure("no", "");
        });
        job.run();
        job.cancel();
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void anInterruptOfTheCallersThreadStopsItAndIsPassedOn() {
        Thread caller = Thread.currentThread();
        reader.before("row", step -> {
            caller.interrupt();
            new CountDownLatch(1).await();
        });
        RunReport report = job.run();
        assertThat(Thread.interrupted()).isTrue();
        assertStopped(report);
    }

    /** A task whose lane is interrupted before its reader's thread began must end as well. */
    @Test
    void manyTimesAtOnce() {
        for (int i = 0; i < 60; i++) {
            MemoryReaderPlugin source = MemoryReaderPlugin.of(4, 10);
            MemoryWriterPlugin sink = new MemoryWriterPlugin(target);
            Job each = new JobRun(source, sink, runs).table("t" + i).job();
            sink.before("prepare", step -> new Thread(each::cancel).start());
            RunReport report = each.run();
            assertThat(report.outcome()).isIn(Outcome.STOPPED, Outcome.DONE);
        }
        assertThat(target.parts()).isEmpty();
    }
}
