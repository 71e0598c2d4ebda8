package io.datachannels.plugins.ots;

import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.BINARY;
import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.INTEGER;
import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.STRING;
import static io.datachannels.plugins.ots.Tables.key;
import static io.datachannels.plugins.ots.Tables.keyOf;
import static io.datachannels.plugins.ots.Tables.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import io.datachannels.emulators.http.Fault;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Split;
import io.datachannels.testkit.TestTask;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Automatic splits: the emulator computes its points as the service does, at 1 MB at the least. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SplitPlanTest {
    private static final int ROWS = 1000;
    private static final String PADDING = "x".repeat(12_000);

    @AutoClose
    private final Tables tables = new Tables();

    @BeforeAll
    void fill() {
        for (PrimaryKeyType type : PrimaryKeyType.values()) {
            String table = table(type);
            tables.create(table, key("p", type), key("q", INTEGER));
            List<RowPutChange> rows = new ArrayList<>();
            for (int i = 0; i < ROWS; i++) {
                rows.add(row(table, keyOf("p", partition(type, i), "q", i), "v", PADDING));
            }
            tables.put(rows);
        }
        tables.create("small", key("p", INTEGER));
        tables.put(IntStream.range(0, 11_000)
                .mapToObj(i -> row("small", keyOf("p", i * 3 - 1000)))
                .toList());
    }

    @ParameterizedTest
    @CsvSource({"STRING, false", "STRING, true", "INTEGER, false", "INTEGER, true", "BINARY, false", "BINARY, true"})
    void cutsATableOfManyMegabytesForEveryKeyType(PrimaryKeyType type, boolean backward) {
        ReaderJob job = new ReaderJob(tables, table(type), "q");
        if (backward) {
            job.range(List.of(new KeyItem("INF_MAX", null)), List.of(new KeyItem("INF_MIN", null)));
        }
        List<List<Object>> perSplit = perSplit(job, 2);
        assertThat(perSplit)
                .hasSizeBetween(8, 16)
                .allSatisfy(split -> assertThat(split).hasSizeBetween(1, ROWS / 4));
        assertThat(flat(perSplit)).isEqualTo(longs(0, ROWS, backward));
    }

    @Test
    void cutsARangeWithinTheRange() {
        ReaderJob job = new ReaderJob(tables, "t_integer", "q")
                .range(List.of(new KeyItem("int", "203")), List.of(new KeyItem("int", "799")));
        List<List<Object>> perSplit = perSplit(job, 2);
        assertThat(perSplit).hasSizeBetween(4, 16);
        assertThat(flat(perSplit)).isEqualTo(longs(203, 800, false));
    }

    @Test
    void leavesOneChannelOneSplit() {
        ReaderJob job = new ReaderJob(tables, "t_string", "q");
        try (Reader reader = job.open()) {
            assertThat(reader.plan(1)).hasSize(1);
        }
    }

    @Test
    void mergesPiecesWhereThereAreMoreThanNeeded() {
        OtsClient client =
                new OtsClient(new ReaderJob(tables, "t_string", "q").config().access(), 4);
        try (client) {
            TestTask job = TestTask.first();
            TableScan scan =
                    new TableScan("t_string", client.describe("t_string", job).getPrimaryKeyList());
            KeyRange all =
                    new RangeResolver(scan.key()).resolve(RangeConfig.ALL).get(0);
            List<KeyRange> pieces = new SplitPlan(client, scan, job).cut(all, 2);
            assertThat(pieces).hasSizeBetween(8, 15);
            assertThat(pieces.get(0).begin()).isEqualTo(all.begin());
            assertThat(pieces.get(pieces.size() - 1).end()).isEqualTo(all.end());
        }
    }

    @Test
    void takesEqualStepsOfIntegersWhereTheServiceHasNoPoints() {
        ReaderJob job = new ReaderJob(tables, "small", "p");
        List<List<Object>> perSplit = perSplit(job, 2);
        assertThat(perSplit).hasSize(8).allSatisfy(split -> assertThat(split).hasSizeBetween(1370, 1380));
        assertThat(flat(perSplit)).hasSize(11_000).isSorted();
        job.range(List.of(new KeyItem("INF_MAX", null)), List.of(new KeyItem("int", "0")));
        List<List<Object>> backward = perSplit(job, 2);
        assertThat(backward).hasSize(8);
        assertThat(flat(backward))
                .hasSize(11_000 - 334)
                .isSortedAccordingTo((a, b) -> Long.compare((long) b, (long) a));
    }

    @Test
    void leavesWhatFitsAPageInOneSplit() {
        ReaderJob job = new ReaderJob(tables, "small", "p")
                .range(List.of(new KeyItem("int", "0")), List.of(new KeyItem("int", "2700")));
        assertThat(perSplit(job, 4))
                .singleElement()
                .satisfies(split -> assertThat(split).hasSize(900));
    }

    @Test
    void goesOnWhereTheServiceRefusesToComputePoints() {
        // A table that is gone between the two calls is the one way to make the emulator refuse.
        ReaderJob job = new ReaderJob(tables, "t_string", "q");
        OtsClient client = new OtsClient(job.config().access(), 4);
        try (client) {
            TestTask task = TestTask.first();
            TableScan gone =
                    new TableScan("gone", client.describe("t_string", task).getPrimaryKeyList());
            KeyRange all =
                    new RangeResolver(gone.key()).resolve(RangeConfig.ALL).get(0);
            assertThat(new SplitPlan(client, gone, task).cut(all, 2)).containsExactly(all);
        }
    }

    @Test
    void asksAgainWhereTheServiceIsBusy() {
        tables.emulator()
                .faults()
                .add(Fault.of("ComputeSplitPointsBySize", Fault.Kind.THROTTLE).times(2));
        TestTask task = TestTask.first();
        ReaderJob job = new ReaderJob(tables, "t_binary", "q");
        try (Reader reader = job.open(task)) {
            assertThat(reader.plan(2)).hasSizeBetween(8, 16);
            assertThat(task.retried()).contains("ComputeSplitPointsBySize", "ComputeSplitPointsBySize");
        } finally {
            tables.emulator().faults().clear();
        }
    }

    private static List<List<Object>> perSplit(ReaderJob job, int parallelism) {
        List<List<Object>> perSplit = new ArrayList<>();
        try (Reader reader = job.open()) {
            for (Split split : reader.plan(parallelism)) {
                perSplit.add(job.rows(reader, split, TestTask.first()).stream()
                        .map(row -> row.get(0))
                        .toList());
            }
        }
        return perSplit;
    }

    private static List<Object> flat(List<List<Object>> perSplit) {
        return perSplit.stream().flatMap(List::stream).toList();
    }

    private static List<Object> longs(int from, int to, boolean backward) {
        List<Object> longs = new ArrayList<>();
        for (int i = from; i < to; i++) {
            longs.add(backward ? (long) (to - 1 - i + from) : (long) i);
        }
        return longs;
    }

    private static String table(PrimaryKeyType type) {
        return "t_" + type.name().toLowerCase(Locale.ROOT);
    }

    private static Object partition(PrimaryKeyType type, int i) {
        if (type == STRING) {
            return "user_%05d".formatted(i);
        }
        return type == BINARY ? ByteBuffer.allocate(4).putInt(i).array() : (Object) i;
    }
}
