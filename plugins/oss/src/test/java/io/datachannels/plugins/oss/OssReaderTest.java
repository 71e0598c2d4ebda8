package io.datachannels.plugins.oss;

import static io.datachannels.plugins.oss.Batches.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.datachannels.emulators.http.Fault;
import io.datachannels.spi.Batch;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.TransientFailure;
import io.datachannels.testkit.Rows;
import io.datachannels.testkit.TestTask;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Finding objects, what columns become, and what happens when the service or the object changes under the reader. */
class OssReaderTest {
    @RegisterExtension
    final Oss oss = store();

    Oss store() {
        return new Oss();
    }

    @Test
    void readsEveryCellAsText() {
        oss.put("a.csv", "1,x\n2,\\N\n");
        try (ReadRun run = ReadRun.open(oss.reader("a.csv"))) {
            assertThat(run.schema().columns())
                    .containsExactly(new Column("column0", ColumnType.TEXT), new Column("column1", ColumnType.TEXT));
            assertThat(run.rows()).containsExactly(row("1", "x"), row("2", null));
        }
    }

    @Test
    void namesEveryCellByTheHeader() {
        oss.put("a.csv", "id,name\n1,x\n");
        try (ReadRun run = ReadRun.open(oss.reader("a.csv").with("skipHeader", true))) {
            assertThat(run.schema().columns()).extracting(Column::name).containsExactly("id", "name");
            assertThat(run.rows()).containsExactly(row("1", "x"));
        }
    }

    @Test
    void linesOfAnotherWidthAreDirty() {
        oss.put("a.csv", "1,x\n2\n3,y,z\n4,w\n");
        try (ReadRun run = ReadRun.open(oss.reader("a.csv"))) {
            assertThat(run.rows()).containsExactly(row("1", "x"), row("4", "w"));
            assertThat(run.rejected())
                    .containsExactly(
                            new TestTask.Rejected("a.csv:2", null, "2", "has 1 cells in place of 2"),
                            new TestTask.Rejected("a.csv:3", null, "3,y,z", "has 3 cells in place of 2"));
        }
    }

    @Test
    void readsColumnsOfEveryType() {
        oss.put(
                "a.csv",
                "12,1.5,TRUE,2024-02-29 12:30:00,123456789012345678901234567890.5,text,AP8=,\"{\"\"a\"\":1}\",05/03/2024\n");
        Parameters parameters = oss.reader("a.csv")
                .with(
                        "column",
                        List.of(
                                at(0, "long"),
                                at(1, "Double"),
                                at(2, "BOOLEAN"),
                                at(3, "date"),
                                at(4, "decimal"),
                                at(5, "string"),
                                new ReadColumn(6, null, null, "bytes", "base64"),
                                at(7, "json"),
                                new ReadColumn(8, null, null, "date", "dd/MM/yyyy"),
                                at(0, "int"),
                                at(5, "bytes")));
        try (ReadRun run = ReadRun.open(parameters, ZoneId.of("Asia/Shanghai"))) {
            List<Object> row = run.rows().get(0);
            assertThat(run.rejected()).isEmpty();
            assertThat(row.subList(0, 6))
                    .containsExactly(
                            12L,
                            1.5,
                            true,
                            Instant.parse("2024-02-29T04:30:00Z"),
                            new BigDecimal("123456789012345678901234567890.5"),
                            "text");
            assertThat(row.get(6)).isEqualTo(ByteBuffer.wrap(new byte[] {0, (byte) 0xFF}));
            assertThat(row.subList(7, 10))
                    .containsExactly(new Rows.Json("{\"a\":1}"), Instant.parse("2024-03-04T16:00:00Z"), 12L);
            assertThat(row.get(10)).isEqualTo(ByteBuffer.wrap("text".getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Test
    void tellsHowMuchOfAnObjectItHasRead() {
        oss.put("a.csv", "0123456789,abcdefghi\n".repeat(200_000));
        try (ReadRun run = ReadRun.open(oss.reader("a.csv"));
                SplitReader in = run.reader().read(run.plan().get(0), TestTask.first())) {
            Batch batch = new Batch(run.schema(), Long.MAX_VALUE, done -> {});
            int rows = 0;
            boolean more = true;
            while (more) {
                batch.reuse();
                more = in.read(batch.builder());
                rows += batch.rows();
                assertThat(in.progress()).isCloseTo(rows / 200_000.0, within(0.1));
            }
            assertThat(in.progress()).isEqualTo(1);
        }
    }

    @Test
    void schemaHasTheTypes() {
        oss.put("a.csv", "1\n");
        Parameters parameters = oss.reader("a.csv")
                .with(
                        "column",
                        List.of(
                                at(0, "long"),
                                new ReadColumn(0, "when", null, "date", null),
                                constant("x", "string"),
                                named("__line__"),
                                named("__object__")));
        try (ReadRun run = ReadRun.open(parameters)) {
            assertThat(run.schema().columns())
                    .containsExactly(
                            new Column("column0", ColumnType.LONG),
                            new Column("when", ColumnType.TIMESTAMP),
                            new Column("constant2", ColumnType.TEXT),
                            new Column("__line__", ColumnType.LONG),
                            new Column("__object__", ColumnType.TEXT));
        }
    }

    @Test
    void whatCannotBeConvertedExactlyIsDirty() {
        oss.put("a.csv", "1.5\n12.0\n9223372036854775808\nx\n\"\"\n-7\n-9223372036854775808\n+3\n 4\n-\n");
        Parameters parameters = oss.reader("a.csv").with("column", List.of(at(0, "LONG")));
        try (ReadRun run = ReadRun.open(parameters)) {
            assertThat(run.rows()).containsExactly(row(12L), row(-7L), row(Long.MIN_VALUE), row(3L));
            assertThat(run.rejected())
                    .extracting(TestTask.Rejected::position)
                    .containsExactly("a.csv:1", "a.csv:3", "a.csv:4", "a.csv:5", "a.csv:9", "a.csv:10");
            assertThat(run.rejected().get(0))
                    .isEqualTo(new TestTask.Rejected("a.csv:1", "column0", "1.5", "is not a whole 64-bit number"));
        }
    }

    @Test
    void datesBooleansAndBase64AreStrict() {
        oss.put("a.csv", "2024-13-45,true,AA==\n2024-01-01junk,true,AA==\n2024-01-01,yes,AA==\n2024-01-01,false,A\n");
        Parameters parameters = oss.reader("a.csv")
                .with(
                        "column",
                        List.of(
                                new ReadColumn(0, null, null, "date", "yyyy-MM-dd"),
                                at(1, "boolean"),
                                new ReadColumn(2, null, null, "bytes", "base64")));
        try (ReadRun run = ReadRun.open(parameters)) {
            assertThat(run.rows()).isEmpty();
            assertThat(run.rejected())
                    .extracting(TestTask.Rejected::value)
                    .containsExactly("2024-13-45", "2024-01-01junk", "yes", "A");
        }
    }

    @Test
    void aLineWithoutARequestedCellIsDirty() {
        oss.put("a.csv", "1,x\n2\n");
        Parameters parameters = oss.reader("a.csv").with("column", List.of(at(1, "string")));
        try (ReadRun run = ReadRun.open(parameters)) {
            assertThat(run.rows()).containsExactly(row("x"));
            assertThat(run.rejected())
                    .containsExactly(
                            new TestTask.Rejected("a.csv:2", "column1", "2", "has only 1 cells, and this is number 1"));
        }
    }

    @Test
    void surplusCellsAreLeftOut() {
        oss.put("a.csv", "1,x,y\n");
        assertThat(ReadRun.all(oss.reader("a.csv").with("column", List.of(at(1, "string")))))
                .containsExactly(row("x"));
    }

    @Test
    void columnsByNameStandWhereEachObjectHasThem() {
        oss.put("1.csv", "id,name,more\n1,x,more\n");
        oss.put("2.csv", "name,id\ny,2\n");
        Parameters parameters = oss.reader("*.csv")
                .with("column", List.of(new ReadColumn(null, "id", null, "long", null), named("name")));
        assertThat(ReadRun.all(parameters)).containsExactly(row(1L, "x"), row(2L, "y"));
    }

    @Test
    void aNameThatTheHeaderLacksFailsTheJob() {
        oss.put("1.csv", "id,name,id\n1,x,2\n");
        assertThatThrownBy(() -> ReadRun.open(oss.reader("1.csv").with("column", List.of(named("nam")))))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("has no column nam: id, name, id");
        assertThatThrownBy(() -> ReadRun.open(oss.reader("1.csv").with("column", List.of(named("id")))))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("more than one column id");
    }

    @Test
    void aNameThatOnlyALaterHeaderLacksFailsTheJob() {
        oss.put("1.csv", "id,name\n1,x\n");
        oss.put("2.csv", "id\n1\n");
        try (ReadRun run = ReadRun.open(oss.reader("*").with("column", List.of(named("name"))))) {
            assertThatThrownBy(run::rows)
                    .isInstanceOf(JobFailure.class)
                    .hasMessageContaining("2.csv has no column name");
        }
    }

    @Test
    void constantsAndPlaces() {
        oss.put("dir/a.csv", "h\n\"x\ny\"\n\nz\n");
        Parameters parameters = oss.reader("dir/a.csv")
                .with("skipHeader", true)
                .with(
                        "column",
                        List.of(
                                at(0, "string"),
                                named("__object__"),
                                named("__line__"),
                                constant("7", "long"),
                                constant("\\N", "long")));
        assertThat(ReadRun.all(parameters))
                .containsExactly(row("x\ny", "dir/a.csv", 2L, 7L, null), row("z", "dir/a.csv", 5L, 7L, null));
    }

    @Test
    void aConstantThatIsNotOfItsTypeFailsTheJob() {
        oss.put("a.csv", "1\n");
        assertThatThrownBy(() -> ReadRun.open(oss.reader("a.csv").with("column", List.of(constant("x", "long")))))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("column[0].value x is not a number");
    }

    @Test
    void onlyTheUnquotedNullFormatIsNull() {
        oss.put("a.csv", "\\N,\"\\N\",\\n,\\N \nnull,,\"\",x\n");
        assertThat(ReadRun.all(oss.reader("a.csv")))
                .containsExactly(row(null, "\\N", "\\n", "\\N "), row("null", "", "", "x"));
        assertThat(ReadRun.all(oss.reader("a.csv").with("nullFormat", "null")).get(1))
                .containsExactly(null, "", "", "x");
        assertThat(ReadRun.all(oss.reader("a.csv").with("nullFormat", "")).get(1))
                .containsExactly("null", null, "", "x");
    }

    @Test
    void patternsCrossSlashesAndAreOtherwiseLiteral() {
        List.of("in/a.csv", "in/b/c.csv", "in/axcsv", "in/d1.csv", "in/d+.csv", "in2/a.csv")
                .forEach(each -> oss.put(each, "1\n"));
        assertThat(keys("in/*.csv")).containsExactlyInAnyOrder("in/a.csv", "in/b/c.csv", "in/d1.csv", "in/d+.csv");
        assertThat(keys("in/d?.csv")).containsExactlyInAnyOrder("in/d1.csv", "in/d+.csv");
        assertThat(keys("in/d+.c*")).containsExactly("in/d+.csv");
        assertThat(keys("*/a?csv")).containsExactlyInAnyOrder("in/a.csv", "in/axcsv", "in2/a.csv");
        assertThat(keys("*")).hasSize(6);
    }

    @Test
    void anObjectOfSeveralNamesIsReadOnce() {
        oss.put("a.csv", "1\n");
        oss.put("b.csv", "1\n");
        assertThat(keys("a.csv", "*.csv", "a.csv")).containsExactlyInAnyOrder("a.csv", "b.csv");
    }

    @Test
    void folderMarkersAreSkippedAndEmptyObjectsReadAsNothing() {
        oss.put("in/", "");
        oss.put("in/empty.csv", "");
        oss.put("in/a.csv", "1\n");
        try (ReadRun run = ReadRun.open(oss.reader("in/*"))) {
            assertThat(run.plan()).extracting(Split::describe).containsExactly("in/a.csv", "in/empty.csv");
            assertThat(run.rows()).containsExactly(row("1"));
        }
    }

    @Test
    void onlyEmptyObjectsHaveNoRows() {
        oss.put("a.csv", "");
        assertThat(ReadRun.all(oss.reader("a.csv"))).isEmpty();
        assertThat(ReadRun.all(oss.reader("a.csv").with("column", List.of(named("id")))))
                .isEmpty();
    }

    @Test
    void onlyAHeaderHasNoRows() {
        oss.put("a.csv", "id,name\n");
        assertThat(ReadRun.all(oss.reader("a.csv").with("skipHeader", true))).isEmpty();
    }

    /** XML cannot hold every character that a key can. */
    @Test
    void keysOfAnyCharactersAreListedAndRead() {
        List<String> keys = List.of("w/a b+c%20&<é>.csv", "w/\u0001\uFFFD~\"'#?=.csv", "w/😀//./x", "w/\\ \t");
        keys.forEach(each -> oss.put(each, "1\n"));
        Parameters reader =
                oss.reader("w/*").with("column", List.of(new ReadColumn(null, "__object__", null, "STRING", null)));
        assertThat(ReadRun.all(reader))
                .containsExactlyInAnyOrderElementsOf(
                        keys.stream().map(Batches::row).toList());
    }

    @Test
    void largeListingsArePagedThrough() {
        IntStream.range(0, 1005).forEach(i -> oss.put("in/" + i, "x".repeat(1 + i % 3) + "\n"));
        try (ReadRun run = ReadRun.open(oss.reader("in/*"))) {
            assertThat(run.plan())
                    .hasSizeBetween(8, 16)
                    .flatExtracting(split -> ((ObjectSplit) split).pieces())
                    .hasSize(1005);
            assertThat(run.rows()).hasSize(1005);
        }
    }

    @Test
    void noObjectFailsTheJobAndTellsWhatIsNear() {
        oss.put("in/2024/a.csv", "1\n");
        assertThatThrownBy(() -> ReadRun.open(oss.reader("in/2024/b.csv")))
                .isInstanceOf(JobFailure.class)
                .hasMessage("no object of bucket bucket is named in/2024/b.csv; in in/2024/ there are in/2024/a.csv");
        assertThatThrownBy(() -> ReadRun.open(oss.reader("in/2024/*.tsv")))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("in/2024/*.tsv; in in/2024/ there are in/2024/a.csv");
        assertThatThrownBy(() -> ReadRun.open(oss.reader("out/*")))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("out/ is empty");
    }

    @Test
    void noObjectIsSuccessIfAsked() {
        try (ReadRun run = ReadRun.open(oss.reader("b.csv", "c/*").with("successOnNoObject", true))) {
            assertThat(run.plan()).isEmpty();
            assertThat(run.schema().columns()).isEmpty();
        }
    }

    @Test
    void aBrokenConnectionIsResumedWhereItBroke() {
        String text = IntStream.range(0, 100_000)
                .mapToObj(i -> i + ",row " + i + "\n")
                .collect(Collectors.joining());
        oss.put("a.csv", text);
        Parameters parameters = oss.reader("a.csv").with("column", List.of(at(0, "long"), at(1, "string")));
        try (ReadRun run = ReadRun.open(parameters)) {
            oss.faults().add(Fault.of("GetObject", Fault.Kind.TRUNCATE).times(3));
            oss.fault("GetObject:throttle,after=3,times=1");
            List<List<Object>> rows = run.rows();
            assertThat(run.retried()).hasSize(4).containsOnly("GetObject");
            assertThat(rows).hasSize(100_000);
            assertThat(rows.get(99_999)).containsExactly(99_999L, "row 99999");
        }
    }

    @Test
    void anObjectReplacedBeforeItsTaskFailsTheJob() {
        oss.put("a.csv", "1\n");
        try (ReadRun run = ReadRun.open(oss.reader("a.csv"))) {
            oss.put("a.csv", "2\n");
            assertThatThrownBy(run::rows)
                    .isInstanceOf(FatalFailure.class)
                    .hasMessageContaining(oss.address("a.csv") + " was replaced or removed")
                    .hasNoCause();
        }
    }

    @Test
    void anObjectReplacedWhileItIsReadFailsTheJob() {
        oss.put("a.csv", "1,abc\n".repeat(500_000));
        AtomicInteger gets = new AtomicInteger();
        try (ReadRun run = ReadRun.open(oss.reader("a.csv"))) {
            oss.faults().add(Fault.of("GetObject", Fault.Kind.TRUNCATE).times(1));
            oss.faults().observe(operation -> {
                if (operation.equals("GetObject") && gets.incrementAndGet() == 2) {
                    oss.put("a.csv", "2,xyz\n".repeat(500_000));
                }
            });
            assertThatThrownBy(run::rows).isInstanceOf(FatalFailure.class).hasMessageContaining("replaced or removed");
            assertThat(gets).hasValue(2);
        }
    }

    @Test
    void anObjectRemovedBeforeItsTaskFailsTheJob() {
        oss.put("a.csv", "1\n");
        try (ReadRun run = ReadRun.open(oss.reader("a.csv"))) {
            oss.delete("a.csv");
            assertThatThrownBy(run::rows).isInstanceOf(FatalFailure.class).hasMessageContaining("replaced or removed");
        }
    }

    @Test
    void aReaderThatStopsEarlyLeavesTheConnection() {
        oss.put("a.csv", "1,abc\n".repeat(1_000_000));
        try (ReadRun run = ReadRun.open(oss.reader("a.csv"))) {
            for (int i = 0; i < 20; i++) {
                try (SplitReader in = run.reader().read(run.plan().get(0), TestTask.first())) {
                    Batch batch = new Batch(run.schema(), 100, done -> {});
                    batch.reuse();
                    assertThat(in.read(batch.builder())).isTrue();
                }
            }
        }
    }

    @Test
    void malformedBytesAreDirtyAndNeverReplaced() {
        oss.put("a.csv", new byte[] {'a', '\n', 'b', (byte) 0xC3, '\n', (byte) 0xEF, (byte) 0xBF, (byte) 0xBD, '\n'});
        try (ReadRun run = ReadRun.open(oss.reader("a.csv"))) {
            assertThat(run.rows()).containsExactly(row("a"), row("\uFFFD"));
            assertThat(run.rejected()).singleElement().satisfies(each -> {
                assertThat(each.position()).isEqualTo("a.csv:2");
                assertThat(each.reason()).contains("no characters");
            });
        }
    }

    @Test
    void signedWithVersion4() {
        oss.put("a.csv", "1\n");
        assertThat(ReadRun.all(oss.reader("a.csv").with("region", "cn-hangzhou")))
                .containsExactly(row("1"));
    }

    @Test
    void twoMegabyteCells() {
        String big = "ü\"\n,".repeat(500_000);
        oss.put("a.csv", "1,\"" + big.replace("\"", "\"\"") + "\"\n2,small\n");
        assertThat(ReadRun.all(oss.reader("a.csv"))).containsExactly(row("1", big), row("2", "small"));
    }

    @Test
    void aServiceThatIsDownIsNoDirtyRow() {
        oss.put("a.csv", "1\n");
        try (ReadRun run = ReadRun.open(oss.reader("a.csv"))) {
            oss.fault("GetObject:error");
            assertThatThrownBy(run::rows).isInstanceOf(TransientFailure.class);
            assertThat(run.rejected()).isEmpty();
        }
    }

    private List<String> keys(String... patterns) {
        try (ReadRun run = ReadRun.open(oss.reader((Object[]) patterns))) {
            return run.plan().stream().map(Split::describe).toList();
        }
    }

    private static ReadColumn at(int index, String type) {
        return new ReadColumn(index, null, null, type, null);
    }

    private static ReadColumn named(String name) {
        return new ReadColumn(null, name, null, "STRING", null);
    }

    private static ReadColumn constant(String value, String type) {
        return new ReadColumn(null, null, value, type, null);
    }
}
