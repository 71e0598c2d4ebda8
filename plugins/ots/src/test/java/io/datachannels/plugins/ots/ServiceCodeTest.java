package io.datachannels.plugins.ots;

import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.INTEGER;
import static io.datachannels.plugins.ots.Tables.key;
import static io.datachannels.plugins.ots.Tables.keyOf;
import static io.datachannels.plugins.ots.Tables.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import io.datachannels.emulators.http.Fault;
import io.datachannels.spi.Reader;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterState;
import io.datachannels.testkit.TestTask;
import io.datachannels.testkit.TestTask.Rejected;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of every documented code that the SDK brings from the service, by the call that it answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceCodeTest {
    private static final String CODES = "io.datachannels.plugins.ots.ServiceCode#all";
    private static final PrimaryKeySchema ID = key("id", INTEGER);
    private static final List<List<Object>> ROWS = List.of(List.of(1L), List.of(2L), List.of(3L));

    @AutoClose
    private final Tables tables = Tables.with("t", ID);

    private final ReaderJob bulkExport = reader(ReadApi.BULK_EXPORT);
    private final ReaderJob getRange = reader(ReadApi.GET_RANGE);
    private final WriterJob bulkImport = writer(WriteApiName.BULK_IMPORT);
    private final WriterJob batchWrite = writer(WriteApiName.BATCH_WRITE_ROW);

    @AutoClose
    private final Reader exporting = bulkExport.open();

    @AutoClose
    private final Reader ranging = getRange.open();

    @AutoClose
    private final Writer importing = bulkImport.open();

    @AutoClose
    private final Writer batching = batchWrite.open();

    private TestTask task;

    @BeforeEach
    void begin() {
        task = TestTask.first();
        tables.delete("t");
        tables.create("t", ID);
    }

    @AfterEach
    void heal() {
        tables.heal();
    }

    @ParameterizedTest
    @MethodSource(CODES)
    void readingFailsAsTheCodeSays(ServiceCode code) {
        tell(Fault.of("BulkExport", Fault.Kind.ERROR), code);
        tell(Fault.of("GetRange", Fault.Kind.ERROR), code);
        code.assertFailure("BulkExport", catchThrowable(() -> read(bulkExport, exporting)), task);
        task = TestTask.first();
        code.assertFailure("GetRange", catchThrowable(() -> read(getRange, ranging)), task);
    }

    @ParameterizedTest
    @MethodSource("io.datachannels.plugins.ots.ServiceCode#oneOfEachKind")
    void readingGoesOnAfterACodeThatPassesOrWithGetRange(ServiceCode code) {
        fill();
        try (Reader reader = reader(ReadApi.AUTO).open()) {
            tell(Fault.of("BulkExport", Fault.Kind.ERROR).times(1), code);
            assertThat(read(bulkExport, reader)).isEqualTo(ROWS);
        }
        assertThat(task.retried()).hasSize(code.isPassing() ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource(CODES)
    void aRefusedRequestFailsOrCostsItsRows(ServiceCode code) {
        tell(Fault.of("BatchWriteRow", Fault.Kind.ERROR), code);
        tell(Fault.of("BulkImport", Fault.Kind.ERROR), code);
        refusedAsAWhole(code, "BatchWriteRow", batchWrite, batching);
        task = TestTask.first();
        refusedAsAWhole(code, "BulkImport", bulkImport, importing);
    }

    private void refusedAsAWhole(ServiceCode code, String operation, WriterJob job, Writer writer) {
        if (code.kind() == ServiceError.Kind.ROW) {
            assertThat(write(job, writer)).isZero();
            assertThat(task.rejected()).extracting(Rejected::position).containsExactly("0", "1", "2");
            assertThat(task.rejected()).allSatisfy(each -> code.assertReason(each));
        } else {
            code.assertFailure(operation, catchThrowable(() -> write(job, writer)), task);
            assertThat(task.rejected()).isEmpty();
        }
        assertThat(tables.rows("t", ID)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource(CODES)
    void aRefusedRowOfBatchWriteRowIsSentAgainOrSetAsideOrFails(ServiceCode code) {
        tell(Fault.of("BatchWriteRow", Fault.Kind.REFUSE_ROW).after(1).times(1), code);
        refusedRow(code, "BatchWriteRow", batchWrite, batching);
    }

    @ParameterizedTest
    @MethodSource(CODES)
    void aRefusedRowOfBulkImportIsSentAgainOrSetAsideOrFails(ServiceCode code) {
        tell(Fault.of("BulkImport", Fault.Kind.REFUSE_ROW).after(1).times(1), code);
        refusedRow(code, "BulkImport", bulkImport, importing);
    }

    private void refusedRow(ServiceCode code, String operation, WriterJob job, Writer writer) {
        if (code.isPassing()) {
            assertThat(write(job, writer)).isEqualTo(3);
            assertThat(task.retried()).containsExactly(operation);
            assertThat(task.rejected()).isEmpty();
            assertThat(tables.shown("t", ID)).containsExactly("1{}", "2{}", "3{}");
            return;
        }
        if (code.kind() == ServiceError.Kind.ROW) {
            assertThat(write(job, writer)).isEqualTo(2);
            assertThat(task.rejected()).extracting(Rejected::position).containsExactly("1");
            assertThat(task.rejected()).allSatisfy(each -> code.assertReason(each));
        } else {
            code.assertFailure(operation, catchThrowable(() -> write(job, writer)), task);
            assertThat(task.rejected()).isEmpty();
        }
        assertThat(tables.shown("t", ID)).containsExactly("1{}", "3{}");
    }

    @ParameterizedTest
    @MethodSource("io.datachannels.plugins.ots.ServiceCode#oneOfEachKind")
    void writingGoesOnAfterACodeThatPassesOrWithBatchWriteRow(ServiceCode code) {
        WriterJob job = writer(WriteApiName.AUTO);
        try (Writer writer = job.open()) {
            tell(Fault.of("BulkImport", Fault.Kind.ERROR).times(1), code);
            assertThat(write(job, writer)).isEqualTo(3);
        }
        assertThat(task.retried()).hasSize(code.isPassing() ? 1 : 0);
        assertThat(task.rejected()).isEmpty();
        assertThat(tables.shown("t", ID)).containsExactly("1{}", "2{}", "3{}");
    }

    private void tell(Fault fault, ServiceCode code) {
        tables.emulator().faults().add(fault.answering(code.refusal()));
    }

    private List<List<Object>> read(ReaderJob job, Reader reader) {
        return job.rows(reader, reader.plan(1).get(0), task);
    }

    private long write(WriterJob job, Writer writer) {
        try (TaskWriter rows = writer.write(WriterState.NONE, task)) {
            job.write(rows, job.schema(), ROWS);
            return rows.finish().rows();
        } finally {
            assertThat(job.batchesOut).hasValue(0);
        }
    }

    private void fill() {
        tables.put(ROWS.stream().map(each -> row("t", keyOf("id", each.get(0)))).toList());
    }

    private ReaderJob reader(ReadApi api) {
        ReaderJob job = new ReaderJob(tables, "t", "id");
        job.readApi = api;
        return job;
    }

    private WriterJob writer(WriteApiName api) {
        WriterJob job = new WriterJob(tables, "t").key("id", "int");
        job.writeApi = api;
        return job;
    }
}
