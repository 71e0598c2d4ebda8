package io.datachannels.plugins.ots;

import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.BINARY;
import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.INTEGER;
import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.STRING;
import static io.datachannels.plugins.ots.Tables.autoIncrement;
import static io.datachannels.plugins.ots.Tables.key;
import static io.datachannels.plugins.ots.Tables.keyOf;
import static io.datachannels.plugins.ots.Tables.row;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.PrimaryKeyColumn;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.Row;
import io.datachannels.spi.Schema;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterState;
import io.datachannels.testkit.TestTask;
import io.datachannels.testkit.TestTask.Rejected;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class OtsWriterTest {
    private static final PrimaryKeySchema ID = key("id", INTEGER);
    private static final PrimaryKeySchema NAME = key("name", STRING);

    @AutoClose
    private final Tables tables = Tables.with("t", ID);

    @Test
    void isNamedAsJobFilesNameIt() {
        assertThat(new OtsWriterPlugin().name()).isEqualTo("otswriter");
        assertThat(new OtsWriterPlugin().config()).isEqualTo(OtsWriterConfig.class);
    }

    @Test
    void writesEveryType() {
        WriterJob job = job().column("s", "string")
                .column("i", "INTEGER")
                .column("d", "double")
                .column("b", "Boolean")
                .column("x", "blob");
        byte[] bytes = {0, -1};
        assertThat(job.write(List.of(asList(1, "ü", Long.MIN_VALUE, -0.5, false, bytes))))
                .isEqualTo(1);
        Column[] columns = tables.rows("t", ID).get(0).getColumns();
        Map<String, Object> values = new TreeMap<>();
        for (Column column : columns) {
            values.put(column.getName(), column.getValue().getValue());
        }
        assertThat(values)
                .containsEntry("s", "ü")
                .containsEntry("i", Long.MIN_VALUE)
                .containsEntry("d", -0.5)
                .containsEntry("b", false)
                .containsEntry("x", bytes);
    }

    @Test
    void convertsExactlyAndSetsAsideWhatDoesNotConvert() {
        WriterJob job = job().column("i", "int")
                .column("s", "string")
                .column("d", "double")
                .column("b", "bool");
        long written = job.write(List.of(
                asList("1", new BigDecimal("12.0"), 1.5, "2.5", "TRUE"),
                asList(2, 1.5, null, null, null),
                asList("x", 1, null, null, null),
                asList(3, null, Instant.ofEpochSecond(0), 7, 1),
                asList(4, null, new byte[] {-1}, null, null),
                asList(5, null, null, new BigDecimal("0.1234567890123456789"), null)));
        assertThat(written).isEqualTo(2);
        assertThat(tables.shown("t", ID))
                .containsExactly("1{b=true, d=2.5, i=12, s=1.5}", "3{b=true, d=7.0, s=1970-01-01 00:00:00}");
        assertThat(job.task.rejected())
                .extracting(Rejected::position, Rejected::column, Rejected::value)
                .containsExactly(
                        tuple("1", "r_i", "1.5"),
                        tuple("2", "r_id", "x"),
                        tuple("4", "r_s", "1 bytes"),
                        tuple("5", "r_d", "0.1234567890123456789"));
    }

    @Test
    void putReplacesTheRowAndLeavesNullsOut() {
        tables.put(row("t", keyOf("id", 1), "a", "old", "z", "old"), row("t", keyOf("id", 2), "a", "old"));
        WriterJob job = job().column("a", "string").column("b", "string");
        assertThat(job.write(List.of(asList(1, null, "new"), asList(2, null, null), asList(3, null, null))))
                .isEqualTo(3);
        assertThat(tables.shown("t", ID)).containsExactly("1{b=new}", "2{}", "3{}");
        assertThat(job.task.rejected()).isEmpty();
    }

    @Test
    void putOfTheKeyAloneIsARow() {
        assertThat(job().write(List.of(List.of(7), List.of(8)))).isEqualTo(2);
        assertThat(tables.shown("t", ID)).containsExactly("7{}", "8{}");
    }

    @Test
    void updateChangesColumnsAndRemovesThemForNulls() {
        tables.put(row("t", keyOf("id", 1), "a", "old", "b", "old", "c", "kept"));
        WriterJob job = job().column("a", "string").column("b", "string");
        job.writeMode = WriteMode.UPDATE_ROW;
        assertThat(job.write(List.of(asList(1, "new", null), asList(2, "made", null), asList(3, null, null))))
                .isEqualTo(3);
        assertThat(tables.shown("t", ID)).startsWith("1{a=new, c=kept}", "2{a=made}");
    }

    @Test
    void deleteRemovesRows() {
        tables.put(row("t", keyOf("id", 1), "a", "x"), row("t", keyOf("id", 2)), row("t", keyOf("id", 3)));
        WriterJob job = job();
        job.writeMode = WriteMode.DELETE_ROW;
        assertThat(job.write(List.of(List.of(1), List.of(3), List.of(99)))).isEqualTo(3);
        assertThat(tables.shown("t", ID)).containsExactly("2{}");
    }

    @Test
    void setsTheVersionOfEveryCell() {
        WriterJob job = job().column("a", "string");
        job.timestamp = System.currentTimeMillis() - 60_000;
        job.write(List.of(List.of(1, "x")));
        assertThat(tables.rows("t", ID).get(0).getColumns()[0].getTimestamp()).isEqualTo(job.timestamp);
        job = job().column("a", "string");
        job.writeMode = WriteMode.UPDATE_ROW;
        job.timestamp = System.currentTimeMillis() - 30_000;
        job.write(List.of(List.of(1, "y")));
        assertThat(tables.rows("t", ID).get(0).getColumns()[0].getTimestamp()).isEqualTo(job.timestamp);
    }

    @Test
    void takesKeyColumnsInAnyOrder() {
        PrimaryKeySchema bin = key("bin", BINARY);
        tables.create("multi", NAME, ID, bin);
        WriterJob job = new WriterJob(tables, "multi")
                .key("bin", "binary")
                .key("id", null)
                .key("name", "String")
                .column("a", "int");
        job.write(List.of(asList(new byte[] {5}, 1, "n", 42)));
        Row written = tables.rows("multi", NAME, ID, bin).get(0);
        assertThat(written.getPrimaryKey().getPrimaryKeyColumns())
                .extracting(PrimaryKeyColumn::getName)
                .containsExactly("name", "id", "bin");
        assertThat(Tables.show(written)).isEqualTo("n,1,[5]{a=42}");
    }

    @Test
    void aKeyIsNeverNull() {
        WriterJob job = job().column("a", "int");
        assertThat(job.write(List.of(asList(1, 1), asList(null, 2), asList(3, 3))))
                .isEqualTo(2);
        assertThat(job.task.rejected())
                .containsExactly(
                        new Rejected("1", "r_id", "null", "is null, which the primary key column id cannot be"));
    }

    @Test
    void letsTheServiceMakeTheKeyAtAnyPosition() {
        PrimaryKeySchema made = autoIncrement("seq");
        tables.create("auto", NAME, made, ID);
        WriterJob job = new WriterJob(tables, "auto")
                .key("id", "int")
                .key("name", "string")
                .column("a", "int");
        job.autoIncrement = true;
        try (Logged log = new Logged(TableTarget.class)) {
            assertThat(job.write(List.of(asList(1, "n", 10), asList(1, "n", 11), asList(1, "n", 12))))
                    .isEqualTo(3);
            assertThat(log.messages()).singleElement().asString().contains("auto-increment", "there twice");
        }
        List<Row> rows = tables.rows("auto", NAME, made, ID);
        assertThat(rows)
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.getPrimaryKey().getPrimaryKeyColumns())
                        .extracting(PrimaryKeyColumn::getName)
                        .containsExactly("name", "seq", "id"));
        assertThat(rows)
                .extracting(each -> each.getColumns()[0].getValue().asLong())
                .containsExactly(10L, 11L, 12L);
    }

    @Test
    void warnsWhereThereIsNoColumnToMake() {
        WriterJob job = job();
        job.autoIncrement = true;
        try (Logged log = new Logged(TableTarget.class)) {
            assertThat(job.write(List.of(List.of(1)))).isEqualTo(1);
            assertThat(log.messages())
                    .containsExactly(
                            "otswriter: t has no auto-increment column; enableAutoIncrement makes no difference.");
        }
    }

    @Test
    void theLastOfEqualKeysWinsWithinABatchAndBeyond() {
        for (int rowsPerBatch : new int[] {1, 3, 50, 1000}) {
            for (int requests : new int[] {1, 5}) {
                WriterJob job = job().column("v", "int");
                job.rowsPerBatch = rowsPerBatch;
                job.concurrency = requests;
                job.batchWriteCount = 7;
                Map<Long, Long> expected = new TreeMap<>();
                Random random = new Random(rowsPerBatch);
                List<List<Object>> rows = new ArrayList<>();
                for (long i = 0; i < 500; i++) {
                    long id = random.nextInt(60);
                    rows.add(List.of(id, i));
                    expected.put(id, i);
                }
                assertThat(job.write(rows)).isEqualTo(500);
                assertThat(tables.shown("t", ID))
                        .containsExactlyElementsOf(expected.entrySet().stream()
                                .map(each -> each.getKey() + "{v=" + each.getValue() + "}")
                                .toList());
            }
        }
    }

    @Test
    void fillsRequestsByRowsAndKeepsSeveralUnderWay() {
        WriterJob job = job();
        List<Integer> calls = Collections.synchronizedList(new ArrayList<>());
        tables.emulator().faults().observe(operation -> {
            if (operation.equals("BulkImport")) {
                calls.add(1);
            }
        });
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            rows.add(List.of(i));
        }
        job.rowsPerBatch = 1024;
        assertThat(job.write(rows)).isEqualTo(2000);
        assertThat(calls).hasSizeBetween(10, 11);
        assertThat(tables.rows("t", ID)).hasSize(2000);
    }

    @Test
    void keepsAsManyRequestsUnderWayAsToldAndNoMore() throws InterruptedException {
        WriterJob job = job();
        job.batchWriteCount = 10;
        job.concurrency = 3;
        CountDownLatch three = new CountDownLatch(3);
        CountDownLatch four = new CountDownLatch(4);
        CountDownLatch release = new CountDownLatch(1);
        tables.emulator().faults().observe(operation -> {
            if (operation.equals("BulkImport")) {
                three.countDown();
                four.countDown();
                await(release);
            }
        });
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(List.of(i));
        }
        Thread writing = new Thread(() -> job.write(rows));
        writing.start();
        try {
            assertThat(three.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(four.await(200, TimeUnit.MILLISECONDS)).isFalse();
        } finally {
            release.countDown();
            writing.join();
        }
        assertThat(tables.rows("t", ID)).hasSize(100);
    }

    @Test
    void rowsWithTheSameKeyAreNeverUnderWayTogether() throws InterruptedException {
        WriterJob job = job().column("v", "int");
        job.batchWriteCount = 1;
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(2);
        CountDownLatch release = new CountDownLatch(1);
        tables.emulator().faults().observe(operation -> {
            if (operation.equals("BulkImport")) {
                first.countDown();
                second.countDown();
                await(release);
            }
        });
        Thread writing = new Thread(() -> job.write(List.of(List.of(1, 1), List.of(1, 2), List.of(2, 1))));
        writing.start();
        try {
            assertThat(first.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(second.await(200, TimeUnit.MILLISECONDS)).isFalse();
        } finally {
            release.countDown();
            writing.join();
        }
        assertThat(tables.shown("t", ID)).containsExactly("1{v=2}", "2{v=1}");
    }

    @Test
    void fillsRequestsByBytes() {
        WriterJob job = job().column("v", "string");
        job.requestSize = 10_000;
        List<Integer> calls = Collections.synchronizedList(new ArrayList<>());
        tables.emulator().faults().observe(operation -> calls.add(1));
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            rows.add(List.of(i, "x".repeat(4000)));
        }
        rows.add(List.of(20, "x".repeat(50_000)));
        rows.add(List.of(21, "x"));
        assertThat(job.write(rows)).isEqualTo(22);
        // DescribeTable, ten pairs, the large one alone, the last one.
        assertThat(calls).hasSizeBetween(13, 14);
    }

    @Test
    void writesValuesOfTwoMegabytes() {
        WriterJob job = job().column("v", "binary");
        job.requestSize = 4 << 20;
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            rows.add(asList(i, new byte[2 << 20]));
        }
        assertThat(job.write(rows)).isEqualTo(6);
        assertThat(tables.rows("t", ID))
                .hasSize(6)
                .allSatisfy(each ->
                        assertThat(each.getColumns()[0].getValue().asBinary()).hasSize(2 << 20));
    }

    @Test
    void writesNothingWithoutRows() {
        WriterJob job = job();
        assertThat(job.write(List.of())).isZero();
        assertThat(tables.rows("t", ID)).isEmpty();
    }

    @Test
    void keepsAFewBatchesAtMost() {
        WriterJob job = job();
        Schema schema = job.schema();
        try (Writer writer = job.open()) {
            try (TaskWriter task = writer.write(WriterState.NONE, TestTask.first())) {
                for (int i = 0; i < 100; i++) {
                    job.rowsPerBatch = 1;
                    job.write(task, schema, List.of(List.of(i)));
                    assertThat(job.batchesOut).hasValueLessThanOrEqualTo(8);
                }
                assertThat(task.finish()).isEqualTo(new RowsWritten(100));
            }
        }
        assertThat(job.batchesOut).hasValue(0);
        assertThat(tables.rows("t", ID)).hasSize(100);
    }

    @Test
    void aTaskThatIsClosedEarlyGivesItsBatchesBack() {
        WriterJob job = job();
        try (Writer writer = job.open()) {
            try (TaskWriter task = writer.write(WriterState.NONE, TestTask.first())) {
                job.write(task, job.schema(), List.of(List.of(1), List.of(2)));
                assertThat(job.batchesOut).hasValue(1);
            }
            assertThat(job.batchesOut).hasValue(0);
            writer.abort(WriterState.NONE, List.of());
        }
    }

    @Test
    void severalTasksShareAWriter() throws Exception {
        WriterJob job = job();
        List<Thread> threads = new ArrayList<>();
        try (Writer writer = job.open()) {
            for (int t = 0; t < 4; t++) {
                int first = t * 1000;
                Thread thread = new Thread(() -> {
                    try (TaskWriter task = writer.write(WriterState.NONE, TestTask.first())) {
                        List<List<Object>> rows = new ArrayList<>();
                        for (int i = first; i < first + 1000; i++) {
                            rows.add(List.of(i));
                        }
                        new WriterJob(tables, "t").key("id", "int").write(task, job.schema(), rows);
                        task.finish();
                    }
                });
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(tables.rows("t", ID)).hasSize(4000);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private WriterJob job() {
        return new WriterJob(tables, "t").key("id", "int");
    }
}
