package io.datachannels.plugins.ots;

import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.INTEGER;
import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.STRING;
import static io.datachannels.plugins.ots.Tables.key;
import static io.datachannels.plugins.ots.Tables.keyOf;
import static java.util.Arrays.asList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Reader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MultiVersionReadTest {
    /** Versions must not lie further back than a day, so they are counted from here. */
    private static final long NOW = Instant.now().toEpochMilli();

    @AutoClose
    private final Tables tables = new Tables();

    @BeforeAll
    void fill() {
        tables.create("v", Map.of(), 3, key("p", STRING), key("q", INTEGER));
        RowPutChange row = new RowPutChange("v", keyOf("p", "a", "q", 1));
        row.addColumn("b", ColumnValue.fromLong(1), NOW - 3);
        row.addColumn("b", ColumnValue.fromString("two"), NOW - 2);
        row.addColumn("b", ColumnValue.fromDouble(3.5), NOW - 1);
        row.addColumn("a", ColumnValue.fromBoolean(true), NOW - 2);
        tables.put(row, new RowPutChange("v", keyOf("p", "a", "q", 2)), wide());
    }

    private static RowPutChange wide() {
        RowPutChange row = new RowPutChange("v", keyOf("p", "w", "q", 1));
        for (int i = 0; i < 500; i++) {
            row.addColumn("c%04d".formatted(i), ColumnValue.fromLong(i), NOW);
            row.addColumn("c%04d".formatted(i), ColumnValue.fromLong(-i), NOW - 1);
        }
        return row;
    }

    private ReaderJob job(String... columns) {
        ReaderJob job = new ReaderJob(tables, "v", columns);
        job.mode = Mode.MULTI_VERSION;
        return job;
    }

    private static ReaderJob onlyA(ReaderJob job) {
        KeyItem a = new KeyItem("string", "a");
        return job.range(List.of(a), List.of(a));
    }

    @Test
    void givesEveryVersionOfEveryCellAsARowNewestFirst() {
        assertThat(onlyA(job()).rows(1))
                .containsExactly(
                        asList("a", 1L, "a", NOW - 2, true),
                        asList("a", 1L, "b", NOW - 1, 3.5),
                        asList("a", 1L, "b", NOW - 2, "two"),
                        asList("a", 1L, "b", NOW - 3, 1L));
        try (Reader reader = job().open()) {
            assertThat(reader.schema().columns())
                    .containsExactly(
                            new Column("p", ColumnType.TEXT),
                            new Column("q", ColumnType.LONG),
                            new Column("columnName", ColumnType.TEXT),
                            new Column("timestamp", ColumnType.LONG),
                            Column.untyped("value"));
        }
    }

    @Test
    void takesTheNewestVersionsOfATimeRange() {
        ReaderJob newest = onlyA(job("b"));
        newest.maxVersion = 2;
        assertThat(newest.rows(1).stream().map(row -> row.get(4))).containsExactly(3.5, "two");
        ReaderJob early = onlyA(job("b"));
        early.timeRange = new TimeRangeConfig(0, NOW - 1);
        assertThat(early.rows(1).stream().map(row -> row.get(4))).containsExactly("two", 1L);
        early.maxVersion = 1;
        assertThat(early.rows(1).stream().map(row -> row.get(4))).containsExactly("two");
    }

    @Test
    void cutsARowOfManyCellsWhereABatchIsFull() {
        ReaderJob job = job();
        job.batchBytes = 2000;
        List<List<Object>> rows = job.rows(1);
        assertThat(rows).hasSize(4 + 1000);
        assertThat(rows.get(4)).isEqualTo(asList("w", 1L, "c0000", NOW, 0L));
        assertThat(rows.get(1003)).isEqualTo(asList("w", 1L, "c0499", NOW - 1, -499L));
    }

    @Test
    void readsMoreColumnsThanMayBeNamed() {
        String[] names = new String[200];
        for (int i = 0; i < names.length; i++) {
            names[i] = "c%04d".formatted(i);
        }
        assertThat(job(names).rows(1)).hasSize(400);
    }

    @Test
    void wantsNoKeyColumnsAndNoBulkExport() {
        assertThatThrownBy(() -> job("b", "q").open())
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("column[1]: q is a primary key column");
        ReaderJob export = job("b");
        export.readApi = ReadApi.BULK_EXPORT;
        assertThatThrownBy(export::open)
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("BulkExport cannot read other versions than the latest");
    }
}
