package io.datachannels.plugins.ots;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.datachannels.emulators.http.Fault;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Split;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterState;
import io.datachannels.testkit.TestTask;
import io.datachannels.testkit.TestTask.Rejected;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of every documented code that the SDK brings from the service, by the call of a time series table that it answers. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TimeseriesCodeTest {
    private static final String CODES = "io.datachannels.plugins.ots.ServiceCode#all";
    private static final List<List<Object>> POINTS =
            List.of(asList("cpu", 1L, 0.5), asList("cpu", 2L, 1.5), asList("cpu", 3L, 2.5));

    @AutoClose
    private final Tables tables = new Tables();

    private final WriterJob into = new WriterJob(tables, "metrics");
    private final ReaderJob from = new ReaderJob(tables, "metrics", "_m_name", "_time", "load");
    private TestTask task;

    @BeforeAll
    void fill() {
        into.timeseries = true;
        into.writeMode = null;
        into.autoCreate = new AutoCreate(true, -1, 1);
        into.column("_m_name", null).column("_time", null).column("load", "double");
        into.write(POINTS);
        from.timeseries = true;
    }

    @BeforeEach
    void begin() {
        task = TestTask.first();
    }

    @AfterEach
    void heal() {
        tables.heal();
    }

    private void tell(String operation, Fault.Kind kind, ServiceCode code) {
        tables.emulator().faults().add(Fault.of(operation, kind).answering(code.refusal()));
    }

    @ParameterizedTest
    @MethodSource(CODES)
    void planningAndScanningFailAsTheCodeSays(ServiceCode code) {
        try (Reader reader = from.open(task)) {
            Split split = reader.plan(1).get(0);
            tell("SplitTimeseriesScanTask", Fault.Kind.ERROR, code);
            tell("ScanTimeseriesData", Fault.Kind.ERROR, code);
            code.assertFailure("SplitTimeseriesScanTask", catchThrowable(() -> reader.plan(1)), task);
            task = TestTask.first();
            code.assertFailure("ScanTimeseriesData", catchThrowable(() -> from.rows(reader, split, task)), task);
        }
    }

    @ParameterizedTest
    @MethodSource(CODES)
    void describingFailsAsTheCodeSays(ServiceCode code) {
        tell("DescribeTimeseriesTable", Fault.Kind.ERROR, code);
        code.assertFailure("DescribeTimeseriesTable", catchThrowable(() -> from.open(task)), task);
    }

    @ParameterizedTest
    @MethodSource("io.datachannels.plugins.ots.ServiceCode#oneOfEachKind")
    void aCodeThatPassesIsAskedAgain(ServiceCode code) {
        for (String operation : List.of("DescribeTimeseriesTable", "SplitTimeseriesScanTask", "ScanTimeseriesData")) {
            if (code.isPassing()) {
                tables.emulator()
                        .faults()
                        .add(Fault.of(operation, Fault.Kind.ERROR).times(1).answering(code.refusal()));
            }
        }
        try (Reader reader = from.open(task)) {
            assertThat(from.rows(reader, reader.plan(1).get(0), task)).containsExactlyInAnyOrderElementsOf(POINTS);
        }
        assertThat(task.retried()).hasSize(code.isPassing() ? 3 : 0);
    }

    @ParameterizedTest
    @MethodSource(CODES)
    void aRefusedRequestFailsOrCostsItsPoints(ServiceCode code) {
        try (Writer writer = into.open(into.schema(), task)) {
            tell("PutTimeseriesData", Fault.Kind.ERROR, code);
            if (code.kind() == ServiceError.Kind.ROW) {
                assertThat(write(writer)).isZero();
                assertThat(task.rejected()).extracting(Rejected::position).containsExactly("0", "1", "2");
                assertThat(task.rejected()).allSatisfy(code::assertReason);
            } else {
                code.assertFailure("PutTimeseriesData", catchThrowable(() -> write(writer)), task);
                assertThat(task.rejected()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource(CODES)
    void aRefusedPointIsSentAgainOrSetAsideOrFails(ServiceCode code) {
        try (Writer writer = into.open(into.schema(), task)) {
            tables.emulator()
                    .faults()
                    .add(Fault.of("PutTimeseriesData", Fault.Kind.REFUSE_ROW)
                            .after(1)
                            .times(1)
                            .answering(code.refusal()));
            if (code.isPassing()) {
                assertThat(write(writer)).isEqualTo(3);
                assertThat(task.retried()).containsExactly("PutTimeseriesData");
                assertThat(task.rejected()).isEmpty();
            } else if (code.kind() == ServiceError.Kind.ROW) {
                assertThat(write(writer)).isEqualTo(2);
                assertThat(task.rejected()).extracting(Rejected::position).containsExactly("1");
                assertThat(task.rejected()).allSatisfy(code::assertReason);
            } else {
                code.assertFailure("PutTimeseriesData", catchThrowable(() -> write(writer)), task);
                assertThat(task.rejected()).isEmpty();
            }
        }
    }

    private long write(Writer writer) {
        try (TaskWriter points = writer.write(WriterState.NONE, task)) {
            into.write(points, into.schema(), POINTS);
            return points.finish().rows();
        } finally {
            assertThat(into.batchesOut).hasValue(0);
        }
    }
}
