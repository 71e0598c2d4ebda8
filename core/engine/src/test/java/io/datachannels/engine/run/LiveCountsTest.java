package io.datachannels.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.datachannels.spi.SplitReport;
import io.datachannels.spi.TransientFailure;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveCountsTest {
    private final LiveCounts counts = new LiveCounts(System.nanoTime());

    private TaskCounters begin(int task, int attempt) {
        TaskCounters counters = new TaskCounters();
        counts.began(new Task(task, new RunFolderTest.Range("a", task, List.of())), attempt, counters);
        return counters;
    }

    private void finish(int task, long rows) {
        counts.finished(new TaskResult(
                task,
                0,
                SplitReport.NONE,
                new ReportMakerTest.Written(rows),
                rows,
                rows,
                0,
                TransformedRows.NONE,
                1,
                0,
                0));
    }

    private double progress() {
        return counts.snapshot().progress();
    }

    @Test
    void progressGoesByThePositionInASingleSplit() {
        counts.planned(1);
        assertThat(progress()).isNaN();
        begin(0, 0).progress(0.25);
        assertThat(progress()).isEqualTo(0.25);
        finish(0, 10);
        assertThat(progress()).isEqualTo(1);
    }

    @Test
    void everySplitWeighsTheSame() {
        counts.planned(4);
        begin(0, 0);
        finish(0, 10);
        begin(1, 0).progress(0.5);
        begin(2, 0).progress(0.1);
        assertThat(progress()).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void aSplitThatCannotTellIsSetAgainstThoseThatAreDone() {
        counts.planned(2);
        begin(0, 0);
        TaskCounters silent = begin(1, 0);
        silent.read(50, 50);
        assertThat(progress()).isNaN();
        finish(0, 100);
        assertThat(progress()).isCloseTo(0.75, within(1e-9));
        silent.read(1000, 1000);
        assertThat(progress()).isCloseTo(0.95, within(1e-9));
    }

    @Test
    void aSplitThatIsRunAgainCountsAnew() {
        counts.planned(1);
        begin(0, 0).read(100, 100);
        counts.failed(0, new TransientFailure("busy", null));
        assertThat(counts.snapshot().rows()).isEqualTo(100);
        counts.dropped(0);
        assertThat(counts.snapshot().rows()).isZero();
        begin(0, 1);
        finish(0, 30);
        assertThat(counts.attempts())
                .extracting(AttemptReport::attempt, AttemptReport::state, AttemptReport::failure)
                .containsExactly(
                        tuple(0, AttemptReport.State.FAILED, "busy"), tuple(1, AttemptReport.State.DONE, null));
    }

    @Test
    void attemptsTakeTheFirstFreeLane() {
        begin(0, 0);
        begin(1, 0);
        finish(0, 1);
        begin(2, 0);
        counts.failed(1, new Cancelled());
        finish(2, 1);
        assertThat(counts.attempts())
                .extracting(AttemptReport::task, AttemptReport::lane, AttemptReport::state)
                .containsExactly(
                        tuple(0, 0, AttemptReport.State.DONE),
                        tuple(1, 1, AttemptReport.State.STOPPED),
                        tuple(2, 0, AttemptReport.State.DONE));
    }

    @Test
    void reasonsAreCountedOfWhatCounts() {
        begin(0, 0).rejectedByReader("is not a number");
        counts.dropped(0);
        TaskCounters again = begin(0, 1);
        again.rejectedByReader("is not a number");
        again.rejectedByWriter("is too long");
        again.rejectedByWriter("is too long");
        assertThat(counts.reasons())
                .containsExactly(new DirtyReason("is too long", 2), new DirtyReason("is not a number", 1));
        finish(0, 3);
        assertThat(counts.reasons()).hasSize(2);
    }

    @Test
    void reasonsWithoutEndAreBounded() {
        TaskCounters counters = begin(0, 0);
        IntStream.range(0, 1000).forEach(i -> counters.rejectedByReader("row " + i));
        assertThat(counts.reasons()).hasSizeLessThanOrEqualTo(101).contains(new DirtyReason("other reasons", 900));
    }

    @Test
    void nothingIsMissingWhileATaskEnds() throws InterruptedException {
        int tasks = 2000;
        counts.planned(tasks);
        Thread moving = new Thread(() -> {
            for (int i = 0; i < tasks; i++) {
                begin(i, 0).read(100, 100);
                finish(i, 100);
            }
        });
        moving.start();
        long last = 0;
        while (last < 100L * tasks) {
            long now = counts.snapshot().rows();
            assertThat(now).isGreaterThanOrEqualTo(last);
            last = now;
        }
        moving.join();
    }
}
