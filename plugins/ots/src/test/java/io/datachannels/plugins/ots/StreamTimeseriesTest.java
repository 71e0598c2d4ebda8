package io.datachannels.plugins.ots;

import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Reader;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The changes of a time series table. */
class StreamTimeseriesTest {
    private static final long MICROS = 1_767_225_600_000_000L;
    private static final Duration SECOND = Duration.ofSeconds(1);

    @AutoClose
    private final Changes changes = new Changes();

    private final WriterJob writer = writer();

    private WriterJob writer() {
        WriterJob job = new WriterJob(changes.tables(), "metrics");
        job.timeseries = true;
        job.writeMode = null;
        job.autoCreate = new AutoCreate(true, -1, 1);
        job.column("_m_name", null).column("_data_source", null).column("_time", null);
        job.columns.add(new WriteColumn("host", null, true));
        job.columns.add(new WriteColumn("zone", null, true));
        return job.column("load", "double")
                .column("state", null)
                .column("n", "int")
                .column("ok", "bool")
                .column("raw", "binary");
    }

    private StreamJob reader() {
        StreamJob job = new StreamJob(changes)
                .rows(
                        StreamColumn.named("_m_name"),
                        StreamColumn.named("_data_source"),
                        StreamColumn.named("_tags"),
                        StreamColumn.named("_time"),
                        new StreamColumn("host", StreamValue.NEW, true),
                        StreamColumn.named("load"),
                        StreamColumn.named("state"),
                        StreamColumn.named("n"),
                        StreamColumn.named("ok"),
                        StreamColumn.named("raw"));
        job.table = "metrics";
        job.timeseries = true;
        return job;
    }

    /** By time; the bytes comparable. */
    private static List<List<Object>> sorted(List<List<Object>> rows) {
        return rows.stream()
                .map(row -> row.stream()
                        .map(each -> each instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : each)
                        .toList())
                .sorted(Comparator.comparing(row -> (Long) row.get(3)))
                .toList();
    }

    @Test
    void everyPointIsARowOfItsKeyItsTagsAndItsFields() {
        writer.write(List.of());
        long start = changes.pass(SECOND);
        writer.write(List.of(
                asList("cpu", "room1", MICROS, "h1", "z1", 0.5, "up", 7, true, new byte[] {1, 2}),
                asList("cpu", null, MICROS + 1, null, "z2", 1.5, null, null, null, null)));
        long end = changes.pass(SECOND);
        writer.write(List.of(asList("late", null, MICROS + 2, null, null, 1.0, null, null, null, null)));
        changes.pass(SECOND);

        StreamJob job = reader();
        assertThat(sorted(job.run(start, end)))
                .containsExactly(
                        asList(
                                "cpu",
                                "room1",
                                "[\"host=h1\",\"zone=z1\"]",
                                MICROS,
                                "h1",
                                0.5,
                                "up",
                                7L,
                                true,
                                ByteBuffer.wrap(new byte[] {1, 2})),
                        asList("cpu", "", "[\"zone=z2\"]", MICROS + 1, null, 1.5, null, null, null, null));
        try (Reader reader = job.open(start, end)) {
            assertThat(reader.schema().columns().subList(0, 6))
                    .containsExactly(
                            new Column("_m_name", ColumnType.TEXT),
                            new Column("_data_source", ColumnType.TEXT),
                            new Column("_tags", ColumnType.TEXT),
                            new Column("_time", ColumnType.LONG),
                            new Column("host", ColumnType.TEXT),
                            Column.untyped("load"));
        }
    }

    @Test
    void windowsMeetAndGoOnWhereTheFormerEnded() {
        writer.write(List.of());
        long from = changes.pass(SECOND);
        List<Object> times = new ArrayList<>();
        for (int window = 0; window < 3; window++) {
            List<List<Object>> points = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                points.add(
                        asList("m" + i % 7, "s", MICROS + window * 1000 + i, "h", null, 1.0, null, null, null, null));
            }
            writer.write(points);
            long to = changes.pass(SECOND);
            StreamJob job = reader();
            job.sequence = true;
            job.operation = "op";
            List<List<Object>> rows = job.run(from, to);
            assertThat(rows)
                    .hasSize(300)
                    .allSatisfy(row -> assertThat(row.get(10)).isEqualTo("put"));
            assertThat(job.run(from, to)).isEqualTo(rows);
            rows.forEach(row -> times.add(row.get(3)));
            from = to;
        }
        assertThat(times).doesNotHaveDuplicates().hasSize(900);
    }

    @Test
    void saysWhatIsNoTimeSeriesTable() {
        StreamJob plain = reader();
        plain.table = Changes.TABLE;
        long end = changes.pass(SECOND);
        assertThatThrownBy(() -> plain.open(end - 1000, end))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("is not a timeseries table");
        assertThatThrownBy(() -> reader().open(end - 1000, end))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("the time series table metrics does not exist");
        writer.write(List.of());
        StreamJob rows = reader();
        rows.timeseries = false;
        rows.columns = List.of(StreamColumn.named("load"));
        assertThatThrownBy(() -> rows.open(end - 1000, end))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("is a timeseries table");
    }
}
