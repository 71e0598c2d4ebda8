package io.datachannels.plugins.ots;

import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.INTEGER;
import static io.datachannels.plugins.ots.Tables.key;
import static io.datachannels.plugins.ots.Tables.keyOf;
import static io.datachannels.plugins.ots.Tables.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.emulators.http.Fault;
import io.datachannels.spi.Batch;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Reader;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.TransientFailure;
import io.datachannels.testkit.TestTask;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReaderFaultTest {
    private static final int ROWS = 22_000;

    @AutoClose
    private final Tables tables = new Tables();

    @BeforeAll
    void fill() {
        tables.create("t", key("id", INTEGER));
        tables.put(
                IntStream.range(0, ROWS).mapToObj(i -> row("t", keyOf("id", i))).toList());
    }

    @AfterEach
    void heal() {
        tables.emulator().faults().clear();
        tables.emulator().faults().observe(operation -> {});
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"THROTTLE", "ERROR", "DROP", "LOSE_ANSWER", "TRUNCATE"})
    void readsEveryRowOnceThroughFaultsOfBulkExport(Fault.Kind kind) {
        readsEveryRowOnce(ReadApi.BULK_EXPORT, "BulkExport", kind);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.Kind.class,
            names = {"THROTTLE", "ERROR", "DROP", "LOSE_ANSWER", "TRUNCATE"})
    void readsEveryRowOnceThroughFaultsOfGetRange(Fault.Kind kind) {
        readsEveryRowOnce(ReadApi.GET_RANGE, "GetRange", kind);
    }

    private void readsEveryRowOnce(ReadApi api, String operation, Fault.Kind kind) {
        ReaderJob job = new ReaderJob(tables, "t", "id");
        job.readApi = api;
        TestTask task = TestTask.first();
        tables.emulator().faults().add(Fault.of(operation, kind).every(2));
        try (Reader reader = job.open(task)) {
            List<List<Object>> rows = job.rows(reader, reader.plan(1).get(0), task);
            assertThat(rows)
                    .isEqualTo(
                            LongStream.range(0, ROWS).mapToObj(List::<Object>of).toList());
        }
        assertThat(task.retried()).hasSizeGreaterThanOrEqualTo(4).containsOnly(operation);
    }

    @Test
    void leavesItToTheEngineWhenToGiveUp() {
        ReaderJob job = new ReaderJob(tables, "t", "id");
        TestTask task = TestTask.first();
        try (Reader reader = job.open(task)) {
            tables.emulator().faults().add(Fault.of("BulkExport", Fault.Kind.THROTTLE));
            assertThatThrownBy(() -> job.rows(reader, reader.plan(1).get(0), task))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageContaining("OTSServerBusy")
                    .satisfies(failure -> assertThat(((TransientFailure) failure).isThrottled())
                            .isTrue());
        }
        assertThat(task.retried()).hasSize(4);
    }

    @Test
    void fetchesTheNextPageWhileOneIsTaken() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(2);
        tables.emulator().faults().observe(operation -> {
            if (operation.equals("BulkExport")) {
                second.countDown();
            }
        });
        try (Reader reader = new ReaderJob(tables, "t", "id").open();
                SplitReader split = reader.read(reader.plan(1).get(0), TestTask.first())) {
            Batch batch = new Batch(reader.schema(), 1 << 20, home -> {});
            batch.reuse();
            assertThat(split.read(batch.builder())).isTrue();
            assertThat(batch.rows()).isBetween(1, 1024);
            assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void stopsWhereTheTableGoesAway() {
        tables.create("leaving", key("id", INTEGER));
        tables.put(IntStream.range(0, ROWS)
                .mapToObj(i -> row("leaving", keyOf("id", i)))
                .toList());
        AtomicInteger pages = new AtomicInteger();
        tables.emulator().faults().observe(operation -> {
            if (operation.equals("BulkExport") && pages.incrementAndGet() == 2) {
                tables.delete("leaving");
            }
        });
        ReaderJob job = new ReaderJob(tables, "leaving", "id");
        try (Reader reader = job.open();
                SplitReader split = reader.read(reader.plan(1).get(0), TestTask.first())) {
            Batch batch = new Batch(reader.schema(), 1 << 20, home -> {});
            assertThatThrownBy(() -> {
                        boolean more = true;
                        while (more) {
                            batch.reuse();
                            more = split.read(batch.builder());
                        }
                    })
                    .isInstanceOf(JobFailure.class)
                    .hasMessageContaining("OTSObjectNotExist");
        }
    }
}
