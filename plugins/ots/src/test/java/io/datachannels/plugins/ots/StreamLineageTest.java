package io.datachannels.plugins.ots;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.spi.Reader;
import io.datachannels.spi.Split;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Shards that split and merge, before, within and after windows. */
class StreamLineageTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @AutoClose
    private final Changes changes = new Changes();

    private final long start = changes.pass(SECOND);
    private long count;

    private StreamJob job() {
        return new StreamJob(changes).rows(StreamColumn.named("p"), StreamColumn.named("q"), StreamColumn.named("n"));
    }

    /** Changes the rows a, d, n and z, each with the next number. */
    private void changeAll() {
        count++;
        for (String p : List.of("a", "d", "n", "z")) {
            changes.put(p, 0, "n", count);
        }
        changes.pass(Duration.ofMillis(1));
    }

    private static List<Object> of(List<List<Object>> rows, String p) {
        return rows.stream()
                .filter(row -> row.get(0).equals(p))
                .map(row -> row.get(2))
                .toList();
    }

    private List<StreamSplit> plan(long from, long to) {
        try (Reader reader = job().open(from, to)) {
            List<StreamSplit> splits = new ArrayList<>();
            for (Split each : reader.plan(8)) {
                splits.add((StreamSplit) each);
            }
            return splits;
        }
    }

    @Test
    void eachRowsChangesComeInOrderThroughSplitsAndMerges() {
        changeAll();
        changes.split("m");
        changeAll();
        changes.split("c");
        changeAll();
        changes.merge("m");
        changeAll();
        changes.split("x");
        changeAll();
        changes.merge("c");
        changeAll();
        long end = changes.pass(SECOND);
        List<List<Object>> rows = job().run(start, end);
        for (String p : List.of("a", "d", "n", "z")) {
            assertThat(of(rows, p))
                    .isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
        }
        assertThat(rows).hasSize((int) count * 4);
    }

    @Test
    void windowsOfAMillisecondMissNothingWhileShardsMove() {
        List<Long> bounds = new ArrayList<>(List.of(start));
        String[] at = {"m", "c", "x", "m", "c", "x"};
        for (int i = 0; i < 6; i++) {
            changeAll();
            bounds.add(changes.now());
            if (i < 3) {
                changes.split(at[i]);
            } else {
                changes.merge(at[i]);
            }
            changeAll();
            bounds.add(changes.now());
        }
        changes.pass(SECOND);
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 1; i < bounds.size(); i++) {
            rows.addAll(job().run(bounds.get(i - 1), bounds.get(i)));
        }
        for (String p : List.of("a", "d", "n", "z")) {
            assertThat(of(rows, p))
                    .isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
        }
        assertThat(job().run(bounds.get(bounds.size() - 1), changes.now())).isEmpty();
    }

    @Test
    void shardsWhoseParentsAreReadAreReadSideBySide() {
        changes.split("m");
        changeAll();
        long middle = changes.now();
        changeAll();
        long end = changes.pass(SECOND);
        job().run(start, middle);
        assertThat(plan(middle, end)).hasSize(2);
        assertThat(job().run(middle, end)).hasSize(4);
        StreamJob other = job();
        other.status = "other";
        assertThat(other.run(start, middle)).hasSize(4);
    }

    @Test
    void aFirstRunLeavesOutParentsThatEndedLongBefore() {
        changeAll();
        changes.split("m");
        changes.pass(Duration.ofMinutes(20));
        long from = changes.now();
        changeAll();
        changes.split("c");
        changeAll();
        long end = changes.pass(SECOND);
        List<StreamSplit> splits = plan(from, end);
        assertThat(splits).hasSize(2);
        assertThat(splits.stream().mapToInt(split -> split.shards().size())).containsExactlyInAnyOrder(4, 1);
        assertThat(job().run(from, end)).hasSize(8);
        assertThat(job().run(end, changes.pass(SECOND))).isEmpty();
    }

    @Test
    void shardsThatBeginAfterTheWindowWaitForTheNextOne() {
        changeAll();
        long middle = changes.now();
        changeAll();
        changes.split("m");
        changeAll();
        long end = changes.pass(SECOND);
        assertThat(job().run(start, middle)).hasSize(4);
        assertThat(job().run(middle, end)).hasSize(8);
        changes.split("x");
        changeAll();
        assertThat(job().run(end, changes.pass(SECOND))).hasSize(4);
    }

    @Test
    void aParentThatIsNotListedAnyMoreCountsAsRead() {
        changeAll();
        changes.split("m");
        changes.split("c");
        changeAll();
        changes.merge("m");
        long from = changes.pass(Duration.ofHours(25));
        changeAll();
        long end = changes.pass(SECOND);
        assertThat(job().run(from, end)).hasSize(4);
        changeAll();
        assertThat(job().run(end, changes.pass(SECOND))).hasSize(4);
    }
}
