package io.datachannels.plugins.ots;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.emulators.http.Fault;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Reader;
import io.datachannels.testkit.TestTask;
import io.datachannels.testkit.TestTask.Rejected;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TimeseriesTest {
    private static final long MICROS = 1_767_225_600_000_000L;

    @AutoClose
    private final Tables tables = new Tables();

    private WriterJob writer() {
        WriterJob job = new WriterJob(tables, "metrics");
        job.timeseries = true;
        job.writeMode = null;
        job.autoCreate = new AutoCreate(true, -1, 1);
        job.column("_m_name", null).column("_data_source", null).column("_time", null);
        job.columns.add(new WriteColumn("host", null, true));
        job.column("load", "double")
                .column("state", null)
                .column("n", "int")
                .column("ok", "bool")
                .column("raw", "binary");
        return job;
    }

    private ReaderJob reader() {
        ReaderJob job = new ReaderJob(
                tables, "metrics", "_m_name", "_data_source", "_tags", "_time", "load", "state", "n", "ok", "raw");
        job.timeseries = true;
        job.columns = new ArrayList<>(job.columns);
        job.columns.add(new ReadColumn("host", null, null, true));
        job.columns.add(new ReadColumn(null, "int", "7", false));
        return job;
    }

    private static List<Object> point(int i) {
        return asList(
                "cpu", "room" + i % 3, MICROS + i, "h" + i % 5, i / 2.0, "s" + i, i, i % 2 == 0, new byte[] {(byte) i});
    }

    private static List<List<Object>> sorted(List<List<Object>> rows) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(each -> each instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : each)
                        .toList())
                .sorted((a, b) -> Long.compare((long) a.get(3), (long) b.get(3)))
                .toList();
    }

    @Test
    void comesBackAsItWasWrittenInPiecesAndPages() {
        List<List<Object>> points = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            points.add(point(i));
        }
        assertThat(writer().write(points)).isEqualTo(3000);
        assertThat(writer().write(points.subList(0, 500))).isEqualTo(500);
        List<List<Object>> read = sorted(reader().rows(2));
        assertThat(read).hasSize(3000).isEqualTo(sorted(reader().rows(1)));
        assertThat(read.get(4))
                .containsExactly(
                        "cpu",
                        "room1",
                        "[\"host=h4\"]",
                        MICROS + 4,
                        2.0,
                        "s4",
                        4L,
                        true,
                        ByteBuffer.wrap(new byte[] {4}),
                        "h4",
                        7L);
    }

    @Test
    void writesThroughFaultsAndReadsThroughThem() {
        List<List<Object>> points = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            points.add(point(i));
        }
        tables.emulator()
                .faults()
                .add(Fault.of("PutTimeseriesData", Fault.Kind.THROTTLE).every(3));
        tables.emulator()
                .faults()
                .add(Fault.of("ScanTimeseriesData", Fault.Kind.DROP).every(2).times(2));
        WriterJob job = writer();
        assertThat(job.write(points)).isEqualTo(2000);
        assertThat(job.task.retried()).contains("PutTimeseriesData");
        TestTask task = TestTask.first();
        ReaderJob read = reader();
        try (Reader reader = read.open(task)) {
            assertThat(read.rows(reader, reader.plan(1).get(0), task)).hasSize(2000);
        }
        assertThat(task.retried()).contains("ScanTimeseriesData");
    }

    @Test
    void restrictsToAMeasurementAndATime() {
        WriterJob job = writer();
        List<List<Object>> points = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            points.add(asList(i < 5 ? "cpu" : "disk", null, MICROS + i * 1000, null, 1.0, null, null, null, null));
        }
        job.write(points);
        ReaderJob disk = reader();
        disk.measurement = "disk";
        assertThat(disk.rows(2))
                .hasSize(5)
                .allSatisfy(row -> assertThat(row.get(0)).isEqualTo("disk"));
        assertThat(disk.rows(1).get(0).subList(4, 10)).containsExactly(1.0, null, null, null, null, null);
        disk.timeRange = new TimeRangeConfig(MICROS / 1000 + 7, MICROS / 1000 + 9);
        assertThat(disk.rows(1)).hasSize(2);
        disk.timeRange = new TimeRangeConfig(MICROS / 1000 + 7, Long.MAX_VALUE);
        assertThat(disk.rows(1)).hasSize(3);
    }

    @Test
    void takesTagsAsATextAndTimesInAnyUnit() {
        WriterJob job = new WriterJob(tables, "metrics");
        job.timeseries = true;
        job.writeMode = null;
        job.timeunit = TimeUnit.SECONDS;
        job.autoCreate = new AutoCreate(true, -1, 1);
        job.column("_m_name", null).column("_time", null).column("_tags", null).column("load", "double");
        assertThat(job.write(List.of(
                        asList("cpu", 5, "[\"b=2\",\"a=1\"]", 1.0),
                        asList("cpu", Instant.ofEpochSecond(6, 7_000), "[]", 1.0),
                        asList("cpu", -1, null, 1.0),
                        asList("cpu", Long.MAX_VALUE / 1000, null, 1.0),
                        asList(null, 7, null, 1.0),
                        asList("cpu", 8, "b=2", 1.0),
                        asList("cpu", 9, null, null),
                        asList("cpu", 10, null, "x"))))
                .isEqualTo(2);
        assertThat(job.task.rejected())
                .extracting(Rejected::column)
                .containsExactly("r__time", "r__time", "r__m_name", "r__tags", null, "r_load");
        List<List<Object>> rows = sorted(reader().rows(1));
        assertThat(rows.get(0).subList(2, 4)).containsExactly("[\"a=1\",\"b=2\"]", 5_000_000L);
        assertThat(rows.get(1).subList(2, 4)).containsExactly("[]", 6_000_007L);
    }

    @Test
    void setsAsideWhatTheServiceRefuses() {
        WriterJob job = writer();
        List<List<Object>> points = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            List<Object> point = new ArrayList<>(point(i));
            if (i == 40) {
                point.set(0, "no#name");
            } else if (i == 60) {
                point.set(3, "a=b");
            }
            points.add(point);
        }
        assertThat(job.write(points)).isEqualTo(98);
        assertThat(job.task.rejected()).extracting(Rejected::position).containsExactlyInAnyOrder("40", "60");
    }

    @Test
    void wantsATable() {
        assertThatThrownBy(() -> reader().open())
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("the time series table metrics does not exist");
        WriterJob job = writer();
        job.autoCreate = null;
        assertThatThrownBy(job::open).isInstanceOf(JobFailure.class).hasMessageContaining("does not exist");
    }
}
