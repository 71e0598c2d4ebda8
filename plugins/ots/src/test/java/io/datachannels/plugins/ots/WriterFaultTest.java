package io.datachannels.plugins.ots;

import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.INTEGER;
import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.STRING;
import static io.datachannels.plugins.ots.Tables.autoIncrement;
import static io.datachannels.plugins.ots.Tables.key;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import io.datachannels.emulators.http.Fault;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.TransientFailure;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterState;
import io.datachannels.testkit.TestTask.Rejected;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WriterFaultTest {
    private static final PrimaryKeySchema ID = key("id", INTEGER);

    @AutoClose
    private final Tables tables = Tables.with("t", ID);

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"THROTTLE", "ERROR", "DROP", "LOSE_ANSWER", "TRUNCATE"})
    void writesEveryRowThroughFaultsOfBulkImport(Fault.Kind kind) {
        writesEveryRowAndTheLastOfEqualKeysWins(WriteApiName.AUTO, "BulkImport", kind);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"THROTTLE", "ERROR", "DROP", "LOSE_ANSWER", "TRUNCATE"})
    void writesEveryRowThroughFaultsOfBatchWriteRow(Fault.Kind kind) {
        writesEveryRowAndTheLastOfEqualKeysWins(WriteApiName.BATCH_WRITE_ROW, "BatchWriteRow", kind);
    }

    private void writesEveryRowAndTheLastOfEqualKeysWins(WriteApiName api, String operation, Fault.Kind kind) {
        WriterJob job = job();
        job.writeApi = api;
        job.batchWriteCount = 20;
        Map<Long, Long> expected = new TreeMap<>();
        List<List<Object>> rows = new ArrayList<>();
        Random random = new Random(kind.ordinal());
        for (long i = 0; i < 1500; i++) {
            long id = random.nextInt(400);
            rows.add(List.of(id, i));
            expected.put(id, i);
        }
        fault(Fault.of(operation, kind).every(3));
        assertThat(job.write(rows)).isEqualTo(1500);
        assertThat(job.task.rejected()).isEmpty();
        assertThat(job.task.retried()).hasSizeGreaterThan(10).containsOnly(operation);
        assertThat(tables.shown("t", ID))
                .containsExactlyElementsOf(expected.entrySet().stream()
                        .map(each -> each.getKey() + "{v=" + each.getValue() + "}")
                        .toList());
    }

    @Test
    void setsAsideOnlyTheRowsThatAreRefused() {
        WriterJob job = job();
        job.rowsPerBatch = 30;
        fault(Fault.of("BulkImport", Fault.Kind.REFUSE_ROW).after(10).every(25).times(3));
        assertThat(job.write(rows(100))).isEqualTo(97);
        assertThat(tables.rows("t", ID)).hasSize(97);
        assertThat(job.task.rejected()).hasSize(3).allSatisfy(each -> {
            assertThat(each.column()).isNull();
            assertThat(each.reason()).startsWith("OTSParameterInvalid: Refused as told. (request ");
        });
        // Rows 34, 59 and 84, each by its place in its own batch.
        assertThat(job.task.rejected()).extracting(Rejected::position).containsExactly("4", "29", "24");
    }

    @Test
    void findsTheRowsForWhichARequestIsRefusedAsAWhole() {
        tables.create("r", Map.of(), 3, ID);
        WriterJob job = new WriterJob(tables, "r").key("id", "int");
        job.mode = Mode.MULTI_VERSION;
        long now = System.currentTimeMillis();
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            rows.add(asList(i / 2, "c" + i % 2, i == 35 || i == 222 ? Long.MAX_VALUE : now, i));
        }
        assertThat(job.write(rows)).isEqualTo(298);
        assertThat(tables.rows("r", ID)).hasSize(150);
        assertThat(job.task.rejected()).extracting(Rejected::position).containsExactlyInAnyOrder("35", "222");
        assertThat(job.task.rejected())
                .allSatisfy(each -> assertThat(each.reason()).contains("OTSParameterInvalid", "imestamp", "(request "));
    }

    @Test
    void sendsLessWhereARequestIsTooLarge() {
        WriterJob job = new WriterJob(tables, "t").key("id", "int");
        for (int c = 0; c < 1000; c++) {
            job.column("column_%07d".formatted(c), "bool");
        }
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            List<Object> row = new ArrayList<>(Collections.nCopies(1001, true));
            row.set(0, i);
            rows.add(row);
        }
        AtomicInteger calls = new AtomicInteger();
        tables.emulator().faults().observe(operation -> calls.incrementAndGet());
        // Names and values are below the limit of a request; with what frames them they are beyond that of a body.
        job.requestSize = 4 << 20;
        job.rowsPerBatch = 65;
        assertThat(job.write(rows)).isEqualTo(200);
        assertThat(job.task.rejected()).isEmpty();
        assertThat(tables.rows("t", ID)).hasSize(200);
        // DescribeTable, all rows in vain with either operation, two halves, and what the test reads.
        assertThat(calls.get()).isBetween(6, 9);
    }

    @Test
    void leavesItToTheEngineWhenToGiveUp() {
        WriterJob job = job();
        fault(Fault.of("BulkImport", Fault.Kind.THROTTLE));
        assertThatThrownBy(() -> job.write(rows(10)))
                .isInstanceOf(TransientFailure.class)
                .hasMessageContaining("OTSServerBusy")
                .satisfies(failure ->
                        assertThat(((TransientFailure) failure).isThrottled()).isTrue());
        assertThat(job.task.retried()).hasSize(4);
        assertThat(job.task.rejected()).isEmpty();
    }

    @Test
    void fallsBackToBatchWriteRowWhereTheServiceRefusesBulkImport() {
        try (Tables plain = Tables.without("BulkImport");
                Logged log = new Logged(WriteApis.class)) {
            plain.create("t", ID);
            WriterJob job = new WriterJob(plain, "t").key("id", "int").column("v", "int");
            assertThat(job.write(rows(3000))).isEqualTo(3000);
            assertThat(plain.rows("t", ID)).hasSize(3000);
            assertThat(job.task.rejected()).isEmpty();
            assertThat(log.messages())
                    .singleElement()
                    .asString()
                    .contains("BatchWriteRow", "refuses BulkImport", "OTSParameterInvalid");
        }
    }

    @Test
    void failsWhereTheServiceDoesNotHaveTheOperationThatTheJobFileNames() {
        try (Tables plain = Tables.without("BulkImport")) {
            plain.create("t", ID);
            WriterJob job = new WriterJob(plain, "t").key("id", "int").column("v", "int");
            job.writeApi = WriteApiName.BULK_IMPORT;
            assertThatThrownBy(() -> job.write(rows(3000))).isInstanceOfSatisfying(JobFailure.class, failure -> {
                assertThat(failure.getMessage()).contains("Unsupported operation: 'BulkImport'.", "(request ");
                assertThat(failure.action()).contains("writeApi", "auto");
            });
            assertThat(job.task.rejected()).isEmpty();
            assertThat(plain.rows("t", ID)).isEmpty();
        }
    }

    @Test
    void failsWhereTheTableGoesAway() {
        WriterJob job = job();
        try (Writer writer = job.open();
                TaskWriter task = writer.write(WriterState.NONE, job.task)) {
            tables.delete("t");
            assertThatThrownBy(() -> {
                        job.write(task, job.schema(), rows(1000));
                        task.finish();
                    })
                    .isInstanceOf(JobFailure.class)
                    .hasMessageContaining("OTSObjectNotExist");
        }
        assertThat(job.task.rejected()).isEmpty();
        assertThat(job.batchesOut).hasValue(0);
    }

    @Test
    void aLostAnswerMayDoubleRowsWhoseKeyIsMade() {
        PrimaryKeySchema name = key("name", STRING);
        PrimaryKeySchema seq = autoIncrement("seq");
        tables.create("auto", name, seq);
        WriterJob job = new WriterJob(tables, "auto").key("name", "string");
        job.autoIncrement = true;
        fault(Fault.of("BatchWriteRow", Fault.Kind.LOSE_ANSWER).times(1));
        assertThat(job.write(List.of(List.of("a"), List.of("b")))).isEqualTo(2);
        assertThat(tables.rows("auto", name, seq)).hasSize(4);
    }

    @Test
    void aRowThatConvertsNotDoesNotTouchTheOthers() {
        WriterJob job = job();
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            rows.add(i % 100 == 99 ? asList(i, "x") : asList(i, i));
        }
        assertThat(job.write(rows)).isEqualTo(495);
        assertThat(job.task.rejected())
                .hasSize(5)
                .allMatch(each -> each.column().equals("r_v"));
    }

    private void fault(Fault fault) {
        tables.emulator().faults().add(fault);
    }

    private WriterJob job() {
        return new WriterJob(tables, "t").key("id", "int").column("v", "int");
    }

    private static List<List<Object>> rows(int count) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(List.of(i, i));
        }
        return rows;
    }
}
