package io.datachannels.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.engine.config.JobFileException;
import io.datachannels.engine.plugin.Plugins;
import io.datachannels.engine.run.Job;
import io.datachannels.engine.run.JobBuilder;
import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.RunReport;
import io.datachannels.spi.RowFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs in a program of one's own; an example as well. */
@Timeout(60)
class EmbeddingTest {
    private static final String JOB = """
            {"job": {"setting": {"speed": {"channel": 2}, "errorLimit": {"record": 1}}, "content": [{
              "reader": {"name": "memoryreader", "parameter": {}},
              "writer": {"name": "memorywriter", "parameter": {"table": "%s"}}}]}}
            """;

    @TempDir
    private Path runs;

    @Test
    void threeJobsAtOnceShareNothing() throws InterruptedException, ExecutionException {
        Set<Thread> before = threads();
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        Thread.UncaughtExceptionHandler handler = Thread.getDefaultUncaughtExceptionHandler();

        CountDownLatch allMove = new CountDownLatch(3);
        CountDownLatch secondEnded = new CountDownLatch(1);
        AtomicInteger dirty = new AtomicInteger();
        List<MemoryTarget> targets = new ArrayList<>();
        List<Job> jobs = new ArrayList<>();
        List<FutureTask<RunReport>> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            boolean second = i == 1;
            MemoryReaderPlugin reader = MemoryReaderPlugin.of(2, 20 + i).before("read", step -> {
                if (step.task() == 0) {
                    allMove.countDown();
                    (second ? new CountDownLatch(1) : secondEnded).await();
                }
            });
            MemoryTarget target = new MemoryTarget();
            MemoryWriterPlugin writer = new MemoryWriterPlugin(target).before("row", step -> {
                if (step.task() == 1 && step.row() == 0) {
                    dirty.incrementAndGet();
                    throw new RowFailure(0, "is odd");
                }
            });
            Plugins plugins = Plugins.of(Map.of(), List.of(reader, writer));
            Job job = JobBuilder.with(() -> plugins, this.runs).strict().build("job " + i, JOB.formatted("table" + i));
            FutureTask<RunReport> run = new FutureTask<>(job::run);
            targets.add(target);
            jobs.add(job);
            runs.add(run);
            new Thread(run, "caller-" + i).start();
        }
        allMove.await();
        while (jobs.get(1).counts().finishedTasks() < 1) {
            Thread.onSpinWait();
        }
        jobs.get(1).cancel();
        assertThat(runs.get(1).get().outcome()).isEqualTo(Outcome.STOPPED);
        secondEnded.countDown();

        for (int i = 0; i < 3; i += 2) {
            RunReport report = runs.get(i).get();
            assertThat(report.outcome()).as(report.failure()).isEqualTo(Outcome.DONE);
            assertThat(report.dirtyRows())
                    .as("a dirty row of one does not count for another")
                    .isEqualTo(1);
            assertThat(report.readRows()).isEqualTo(2 * (20 + i));
            assertThat(targets.get(i).visible()).hasSize(2 * (20 + i) - 1);
            assertThat(jobs.get(i).counts().rows()).isEqualTo(2 * (20 + i));
        }
        assertThat(dirty).hasValue(3);
        assertThat(targets.get(1).visible()).isEmpty();

        Set<Thread> left = threads();
        left.removeAll(before);
        left.removeIf(each -> each.getName().startsWith("caller-"));
        assertThat(left).isEmpty();
        assertThat(Locale.getDefault()).isEqualTo(locale);
        assertThat(TimeZone.getDefault()).isEqualTo(zone);
        assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(handler);
    }

    @Test
    void aJobFileThatIsWrongIsRefusedBeforeAnythingRuns() {
        JobBuilder jobs = JobBuilder.of(runs).strict();
        assertThatThrownBy(() -> jobs.build("job.json", "{\"job\": {\"settings\": {}}}"))
                .isInstanceOf(JobFileException.class)
                .hasMessageContaining("unknown key, did you mean \"setting\"?");
    }

    private static Set<Thread> threads() {
        return new HashSet<>(Thread.getAllStackTraces().keySet());
    }
}
