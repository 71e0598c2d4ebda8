package io.datachannels.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.engine.run.LiveCounts;
import io.datachannels.engine.run.Stage;
import io.datachannels.engine.run.TransformedRows;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private static final int WIDE = 200;

    private final ProgressLine line = new ProgressLine();

    private static LiveCounts.Snapshot counts(long rows, long dirty, double progress) {
        return new LiveCounts.Snapshot(rows, 100 * rows, dirty, TransformedRows.NONE, 3, 12, progress);
    }

    @Test
    void saysHowFarAJobIsAndHowFast() {
        line.of(counts(0, 0, 0), Stage.MOVE, 0, WIDE);
        assertThat(line.of(counts(1_000_000, 7, 0.25), Stage.MOVE, 10, WIDE))
                .isEqualTo("moving | 25 % | about 30 s left | 1,000,000 rows | 100,000 rows/s | 7 failed | 10.00 MB/s"
                        + " | 3 of 12 splits | 100.00 MB");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        assertThat(line.of(counts(1000, 0, Double.NaN), Stage.MOVE, 10, WIDE))
                .isEqualTo("moving | 1,000 rows | 100 rows/s | 10.00 KB/s | 3 of 12 splits | 100.00 KB");
        assertThat(line.of(counts(1000, 0, 1), Stage.COMMIT_WRITER, 11, WIDE))
                .isEqualTo("commit writer | 1,000 rows | 3 of 12 splits | 100.00 KB");
    }

    @Test
    void isNoLongerThanTheTerminalIsWide() {
        for (int width = 1; width < WIDE; width++) {
            assertThat(line.of(counts(1_000_000, 7, 0.25), Stage.MOVE, width, width))
                    .hasSizeLessThanOrEqualTo(width);
        }
        assertThat(line.of(counts(1_000_000, 7, 0.25), Stage.MOVE, 500, 20)).startsWith("moving | 25 %");
    }

    @Test
    void isAtAHundredOnlyAtTheEnd() {
        assertThat(ProgressLine.percent(0.9999)).isEqualTo("99 %");
        assertThat(ProgressLine.percent(0.29)).isEqualTo("29 %");
        assertThat(ProgressLine.percent(1)).isEqualTo("100 %");
    }

    @Test
    void doesNotGoBackwardWhenASplitIsRunAgain() {
        line.of(counts(1000, 0, 0.5), Stage.MOVE, 1, WIDE);
        assertThat(line.of(counts(500, 0, 0.2), Stage.MOVE, 2, WIDE)).contains("| 0 rows/s | 0 B/s |");
    }
}
