package io.datachannels.plugins.ots;

import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.BINARY;
import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.INTEGER;
import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.STRING;
import static io.datachannels.plugins.ots.Tables.key;
import static io.datachannels.plugins.ots.Tables.keyOf;
import static io.datachannels.plugins.ots.Tables.row;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import io.datachannels.spi.Batch;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.SplitReport;
import io.datachannels.testkit.TestTask;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtsReaderTest {
    private static final PrimaryKeySchema P = key("p", STRING);
    private static final PrimaryKeySchema Q = key("q", INTEGER);
    private static final PrimaryKeySchema R = key("r", BINARY);

    @AutoClose
    private final Tables tables = new Tables();

    @BeforeAll
    void fill() {
        tables.create("mixed", P, Q, R);
        tables.put(
                row("mixed", mixed("a", 1, 1), "s", "text", "i", 7, "d", 1.5, "b", true, "x", new byte[] {1, 2}),
                row("mixed", mixed("a", 2, 1), "s", 5, "i", "seven"),
                row("mixed", mixed("b", -1, 2)),
                row("mixed", mixed("b", 1, 3), "other", "o"),
                row("mixed", mixed("c", 1, 0), "s", "", "i", Long.MIN_VALUE));
        tables.create("many", key("id", INTEGER));
        tables.put(IntStream.range(0, 12_000)
                .mapToObj(i -> row("many", keyOf("id", i), "v", "value " + i))
                .toList());
        tables.create("empty", P);
        List<RowPutChange> wide = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RowPutChange change = row("wide", keyOf("p", "row" + i));
            for (int c = i; c < 300; c += 2) {
                change.addColumn("c" + c, ColumnValue.fromLong(c));
            }
            wide.add(change);
        }
        tables.create("wide", P);
        tables.put(wide);
    }

    @Test
    void isNamedAsJobFilesNameIt() {
        assertThat(new OtsReaderPlugin().name()).isEqualTo("otsreader");
        assertThat(new OtsReaderPlugin().config()).isEqualTo(OtsReaderConfig.class);
    }

    @Test
    void readsEveryTypeAndNullForWhatARowLacks() {
        readsEveryType(ReadApi.BULK_EXPORT);
        readsEveryType(ReadApi.GET_RANGE);
    }

    private void readsEveryType(ReadApi api) {
        ReaderJob job = new ReaderJob(tables, "mixed", "p", "q", "s", "i", "d", "b");
        job.readApi = api;
        assertThat(job.rows(1))
                .containsExactly(
                        asList("a", 1L, "text", 7L, 1.5, true),
                        asList("a", 2L, 5L, "seven", null, null),
                        asList("b", -1L, null, null, null, null),
                        asList("b", 1L, null, null, null, null),
                        asList("c", 1L, "", Long.MIN_VALUE, null, null));
        ReaderJob bytes = new ReaderJob(tables, "mixed", "r", "x");
        bytes.readApi = api;
        List<List<Object>> binaries = bytes.rows(1);
        assertThat((byte[]) binaries.get(0).get(0)).containsExactly(1);
        assertThat((byte[]) binaries.get(0).get(1)).containsExactly(1, 2);
    }

    @Test
    void tellsHowFarItIsInARangeOfIntegers() {
        ReaderJob job = new ReaderJob(tables, "many", "id")
                .range(List.of(new KeyItem("int", "2000")), List.of(new KeyItem("int", "12000")));
        try (Reader reader = job.open();
                SplitReader in = reader.read(reader.plan(1).get(0), TestTask.first())) {
            Batch batch = new Batch(reader.schema(), 1000, Long.MAX_VALUE, home -> {});
            int rows = 0;
            boolean more = true;
            while (more) {
                batch.reuse();
                more = in.read(batch.builder());
                rows += batch.rows();
                assertThat(in.progress()).isCloseTo(rows / 10_000.0, within(0.11));
            }
            assertThat(rows).isEqualTo(10_000);
        }
    }

    @Test
    void keepsRowsThatHaveNoneOfTheColumns() {
        assertThat(new ReaderJob(tables, "mixed", "d").rows(1))
                .containsExactly(
                        asList(1.5),
                        asList((Object) null),
                        asList((Object) null),
                        asList((Object) null),
                        asList((Object) null));
    }

    @Test
    void putsConstantsAndRepeatsAnyColumn() {
        ReaderJob job = new ReaderJob(tables, "mixed");
        job.columns = List.of(
                new ReadColumn(null, "string", "c", false),
                ReadColumn.named("s"),
                new ReadColumn(null, "int", " 12 ", false),
                ReadColumn.named("s"),
                new ReadColumn(null, "double", "0.5", false),
                ReadColumn.named("p"),
                new ReadColumn(null, "bool", "true", false),
                ReadColumn.named("p"));
        assertThat(job.rows(1)).first().isEqualTo(asList("c", "text", 12L, "text", 0.5, "a", true, "a"));
        job.columns = List.of(new ReadColumn(null, "binary", "AAEC", false));
        assertThat(job.rows(1)).hasSize(5);
        assertThat((byte[]) job.rows(1).get(4).get(0)).containsExactly(0, 1, 2);
    }

    @Test
    void typesWhatItKnows() {
        ReaderJob job = new ReaderJob(tables, "mixed", "p", "q", "r", "s");
        job.columns = new ArrayList<>(job.columns);
        job.columns.add(new ReadColumn(null, "double", "1", false));
        try (Reader reader = job.open()) {
            assertThat(reader.schema().columns())
                    .containsExactly(
                            new Column("p", ColumnType.TEXT),
                            new Column("q", ColumnType.LONG),
                            new Column("r", ColumnType.BYTES),
                            Column.untyped("s"),
                            new Column("constant 5", ColumnType.DOUBLE));
        }
    }

    @Test
    void readsPageAfterPageInOrder() {
        // The service gives 5,000 rows at once, GetRange is asked for 1,000.
        readsPageAfterPageInOrder(ReadApi.AUTO, "BulkExport", 3);
        readsPageAfterPageInOrder(ReadApi.GET_RANGE, "GetRange", 12);
    }

    private void readsPageAfterPageInOrder(ReadApi api, String operation, int pages) {
        List<List<Object>> expected = LongStream.range(0, 12_000)
                .mapToObj(i -> List.<Object>of(i, "value " + i))
                .toList();
        Map<String, Integer> calls = new HashMap<>();
        tables.emulator().faults().observe(each -> {
            synchronized (calls) {
                calls.merge(each, 1, Integer::sum);
            }
        });
        try {
            ReaderJob job = new ReaderJob(tables, "many", "id", "v");
            job.missingColumn = MissingColumn.IGNORE;
            job.readApi = api;
            assertThat(job.rows(1)).isEqualTo(expected);
            assertThat(calls).containsOnlyKeys("DescribeTable", operation);
            // The SDK's client may lose an answer that comes at once, and ask again.
            assertThat(calls.get(operation)).isBetween(pages, pages + 2);
        } finally {
            tables.emulator().faults().observe(each -> {});
        }
    }

    @Test
    void readsBackwardFromTheEnd() {
        ReaderJob job = new ReaderJob(tables, "many", "id")
                .range(List.of(new KeyItem("INF_MAX", null)), List.of(new KeyItem("INF_MIN", null)));
        assertThat(job.rows(1).stream().map(row -> row.get(0)))
                .containsExactlyElementsOf(LongStream.range(0, 12_000)
                        .mapToObj(i -> (Object) (11_999 - i))
                        .toList());
    }

    @Test
    void readsAnEmptyTable() {
        assertThat(new ReaderJob(tables, "empty", "p", "whatever").rows(1)).isEmpty();
        assertThat(new ReaderJob(tables, "empty", "p", "whatever").rows(4)).isEmpty();
    }

    @Test
    void readsRangesOfAKeyOfSeveralColumns() {
        ReaderJob job = new ReaderJob(tables, "mixed", "p", "q");
        KeyItem a = new KeyItem("string", "a");
        KeyItem b = new KeyItem("string", "b");
        KeyItem c = new KeyItem("string", "c");
        assertThat(job.range(List.of(b), List.of(b)).rows(1)).containsExactly(asList("b", -1L), asList("b", 1L));
        assertThat(job.range(List.of(a, new KeyItem("int", "2")), List.of(b, new KeyItem("int", "1")))
                        .rows(1))
                .containsExactly(asList("a", 2L), asList("b", -1L), asList("b", 1L));
        assertThat(job.range(List.of(c), List.of(b)).rows(1))
                .containsExactly(asList("c", 1L), asList("b", 1L), asList("b", -1L));
        List<KeyItem> exact = List.of(b, new KeyItem("int", "1"), new KeyItem("binary", "AwMD"));
        assertThat(job.range(exact, List.of(a, new KeyItem("int", "2"), new KeyItem("binary", "AQEB")))
                        .rows(1))
                .containsExactly(asList("b", 1L), asList("b", -1L));
    }

    @Test
    void asksForEverythingWhereTheNamesAreTooMany() {
        String[] names = IntStream.range(0, 300).mapToObj(i -> "c" + i).toArray(String[]::new);
        ReaderJob job = new ReaderJob(tables, "wide", names);
        job.missingColumn = MissingColumn.FAIL;
        List<List<Object>> rows = job.rows(1);
        assertThat(rows).hasSize(3);
        assertThat(rows.get(1).get(1)).isEqualTo(1L);
        assertThat(rows.get(1).get(0)).isNull();
        assertThat(rows.get(2).get(298)).isEqualTo(298L);
    }

    @Test
    void readsColumnsInAnyOrder() {
        assertThat(new ReaderJob(tables, "wide", "c200", "c3", "c100", "c4", "nowhere").rows(1))
                .containsExactly(
                        asList(200L, null, 100L, 4L, null),
                        asList(null, 3L, null, null, null),
                        asList(200L, null, 100L, 4L, null));
    }

    @Test
    void findsColumnsWhoseNamesUtf8AndUtf16OrderDifferently() {
        tables.create("names", P);
        tables.put(row("names", keyOf("p", "k"), "\uFFFD", 1, "\uD83D\uDE00", 2, "名", 3, "a b", 4));
        assertThat(new ReaderJob(tables, "names", "\uD83D\uDE00", "\uFFFD", "a b", "名").rows(1))
                .containsExactly(asList(2L, 1L, 4L, 3L));
    }

    @Test
    void readsOnlyTheLatestVersion() {
        tables.create("versions", Map.of(), 5, P);
        tables.put(row("versions", keyOf("p", "k")).addColumn("v", text("old"), System.currentTimeMillis() - 5000));
        RowPutChange both = row("versions", keyOf("p", "k"));
        both.addColumn("v", text("newer"), System.currentTimeMillis() - 100);
        both.addColumn("v", text("older"), System.currentTimeMillis() - 200);
        tables.put(both);
        assertThat(new ReaderJob(tables, "versions", "v").rows(1)).containsExactly(List.of("newer"));
    }

    @Test
    void readsLargeValues() {
        tables.create("large", P);
        String text = "ü".repeat(1 << 20);
        for (int i = 0; i < 5; i++) {
            tables.put(row("large", keyOf("p", "k" + i), "v", text));
        }
        ReaderJob job = new ReaderJob(tables, "large", "v");
        assertThat(job.rows(1))
                .hasSize(5)
                .allSatisfy(row -> assertThat(row.get(0)).isEqualTo(text));
    }

    @Test
    void handsOverABatchWhenTheNextPageIsNotThereYet() {
        try (Reader reader = new ReaderJob(tables, "many", "id").open()) {
            Batch batch = new Batch(reader.schema(), 1 << 20, home -> {});
            Split split = reader.plan(1).get(0);
            try (SplitReader splitReader = reader.read(split, TestTask.first())) {
                List<Integer> sizes = new ArrayList<>();
                boolean more = true;
                while (more) {
                    batch.reuse();
                    more = splitReader.read(batch.builder());
                    sizes.add(batch.rows());
                }
                assertThat(sizes.stream().mapToInt(Integer::intValue).sum()).isEqualTo(12_000);
                assertThat(sizes).allMatch(size -> size <= 1024);
                assertThat(splitReader.report()).isEqualTo(SplitReport.NONE);
            }
        }
    }

    @Test
    void aSplitIsNotBoundToItsReader() {
        ReaderJob job = new ReaderJob(tables, "mixed", "p").range(List.of(), List.of(), new KeyItem("string", "b"));
        List<Split> splits;
        try (Reader reader = job.open()) {
            splits = reader.plan(1);
        }
        try (Reader other = job.open()) {
            assertThat(job.rows(other, splits.get(1), TestTask.first())).hasSize(3);
            assertThat(job.rows(other, splits.get(1), TestTask.first())).hasSize(3);
        }
    }

    private static ColumnValue text(String value) {
        return ColumnValue.fromString(value);
    }

    private static PrimaryKey mixed(String p, long q, int r) {
        return keyOf("p", p, "q", q, "r", new byte[] {(byte) r});
    }
}
