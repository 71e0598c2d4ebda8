package io.datachannels.plugins.ots;

import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.INTEGER;
import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.STRING;
import static io.datachannels.plugins.ots.Tables.key;
import static io.datachannels.plugins.ots.Tables.keyOf;
import static io.datachannels.plugins.ots.Tables.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Split;
import io.datachannels.testkit.TestTask;
import io.datachannels.testkit.TestTask.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The service's limits, each at its edge and one beyond it, with either operation. */
class LimitsTest {
    private static final PrimaryKeySchema ID = key("id", INTEGER);

    @AutoClose
    private final Tables tables = Tables.with("t", ID);

    @ParameterizedTest
    @EnumSource(
            value = WriteApiName.class,
            names = {"BULK_IMPORT", "BATCH_WRITE_ROW"})
    void aKeyOfOneKilobyteAndAValueOfTwoMegabytes(WriteApiName api) {
        tables.create("large", key("k", STRING));
        WriterJob write = new WriterJob(tables, "large").key("k", "string").column("v", "string");
        write.writeApi = api;
        List<List<Object>> fit = List.of(List.of("k".repeat(1024), "small"), List.of("small", "v".repeat(2 << 20)));
        List<List<Object>> beyond =
                List.of(List.of("k".repeat(1025), "small"), List.of("beyond", "v".repeat((2 << 20) + 1)));
        assertThat(write.write(Stream.concat(fit.stream(), beyond.stream()).toList()))
                .isEqualTo(2);
        assertThat(write.task.rejected()).extracting(Rejected::column).containsExactly("r_k", "r_v");
        for (ReadApi readApi : List.of(ReadApi.BULK_EXPORT, ReadApi.GET_RANGE)) {
            ReaderJob read = new ReaderJob(tables, "large", "k", "v");
            read.readApi = readApi;
            assertThat(read.rows(1)).isEqualTo(fit);
        }
    }

    /** Java's own encoder would write a question mark in its place. */
    @Test
    void halfACharacterIsNotWritten() {
        tables.create("text", key("k", STRING));
        WriterJob write = new WriterJob(tables, "text").key("k", "string").column("v", "string");
        assertThat(write.write(
                        List.of(List.of("a", "\uD83D"), List.of("\uDE00", "b"), List.of("c", "what? \uD83D\uDE00"))))
                .isEqualTo(1);
        assertThat(write.task.rejected()).extracting(Rejected::column).containsExactly("r_v", "r_k");
        assertThat(new ReaderJob(tables, "text", "k", "v").rows(1)).containsExactly(List.of("c", "what? \uD83D\uDE00"));
    }

    @ParameterizedTest
    @EnumSource(
            value = WriteApiName.class,
            names = {"BULK_IMPORT", "BATCH_WRITE_ROW"})
    void aRowOf1024Columns(WriteApiName api) {
        WriterJob write = new WriterJob(tables, "t").key("id", "int");
        write.writeApi = api;
        String[] names = new String[1025];
        names[0] = "id";
        for (int i = 1; i < names.length; i++) {
            names[i] = "c" + i;
            write.column(names[i], "int");
        }
        List<Object> row =
                new ArrayList<>(LongStream.range(0, names.length).boxed().toList());
        assertThat(write.write(List.of(row))).isEqualTo(1);
        assertThat(new ReaderJob(tables, "t", names).rows(1)).containsExactly(row);
    }

    @ParameterizedTest
    @EnumSource(
            value = WriteApiName.class,
            names = {"BULK_IMPORT", "BATCH_WRITE_ROW"})
    void twoHundredRowsARequest(WriteApiName api) {
        assertThat(requests(api, rows(200, 1))).isEqualTo(1);
        assertThat(requests(api, rows(201, 1))).isEqualTo(2);
    }

    /** A row is id, 2 + 8 bytes, and v, 1 byte and its text. */
    @ParameterizedTest
    @EnumSource(
            value = WriteApiName.class,
            names = {"BULK_IMPORT", "BATCH_WRITE_ROW"})
    void fourMegabytesARequest(WriteApiName api) {
        int half = (2 << 20) - 11;
        assertThat(requests(api, rows(2, half))).isEqualTo(1);
        List<List<Object>> beyond = new ArrayList<>(rows(2, half));
        beyond.set(1, List.of(1, "v".repeat(half + 1)));
        assertThat(requests(api, beyond)).isEqualTo(2);
    }

    @Test
    void fiveThousandRowsAPageOfBulkExport() {
        tables.put(
                IntStream.range(0, 5000).mapToObj(i -> row("t", keyOf("id", i))).toList());
        assertThat(pages(5000)).isEqualTo(1);
        tables.put(row("t", keyOf("id", 5000)));
        assertThat(pages(5001)).isEqualTo(2);
    }

    private int requests(WriteApiName api, List<List<Object>> rows) {
        WriterJob job = new WriterJob(tables, "t").key("id", "int").column("v", "string");
        job.writeApi = api;
        job.requestSize = 4 << 20;
        AtomicInteger requests = count(api == WriteApiName.BULK_IMPORT ? "BulkImport" : "BatchWriteRow");
        assertThat(job.write(rows)).isEqualTo(rows.size());
        assertThat(job.task.rejected()).isEmpty();
        return requests.get();
    }

    private int pages(int rows) {
        ReaderJob job = new ReaderJob(tables, "t", "id");
        job.readApi = ReadApi.BULK_EXPORT;
        job.missingColumn = MissingColumn.IGNORE;
        TestTask task = TestTask.first();
        try (Reader reader = job.open(task)) {
            Split all = reader.plan(1).get(0);
            AtomicInteger pages = count("BulkExport");
            assertThat(job.rows(reader, all, task))
                    .isEqualTo(
                            LongStream.range(0, rows).mapToObj(List::<Object>of).toList());
            return pages.get();
        }
    }

    private AtomicInteger count(String operation) {
        AtomicInteger calls = new AtomicInteger();
        tables.emulator().faults().observe(each -> calls.addAndGet(each.equals(operation) ? 1 : 0));
        return calls;
    }

    private static List<List<Object>> rows(int count, int length) {
        String text = "v".repeat(length);
        return IntStream.range(0, count).mapToObj(i -> List.<Object>of(i, text)).toList();
    }
}
