package io.datachannels.emulators.tablestore;

import static io.datachannels.emulators.tablestore.Rows.TABLE;
import static io.datachannels.emulators.tablestore.Rows.assertInvalid;
import static io.datachannels.emulators.tablestore.Rows.cells;
import static io.datachannels.emulators.tablestore.Rows.column;
import static io.datachannels.emulators.tablestore.Rows.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.Condition;
import com.alicloud.openservices.tablestore.model.GetRangeRequest;
import com.alicloud.openservices.tablestore.model.GetRowRequest;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.ReturnType;
import com.alicloud.openservices.tablestore.model.Row;
import com.alicloud.openservices.tablestore.model.RowExistenceExpectation;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import com.alicloud.openservices.tablestore.model.SingleRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.alicloud.openservices.tablestore.model.TimeRange;
import com.alicloud.openservices.tablestore.model.UpdateRowRequest;
import com.alicloud.openservices.tablestore.model.UpdateTableRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions, time to live, increments; on a clock that the test moves. */
class VersionsTest {
    private static final int DAY = 86_400;

    private final MovedClock clock = new MovedClock();

    @AutoClose
    private final RunningEmulator running =
            new RunningEmulator(TablestoreEmulator.inMemory().clock(clock));

    private final SyncClient client = running.client();
    private final long start = clock.millis();

    @BeforeEach
    void createTable() {
        Rows.createTable(client, TABLE, new TableOptions(2 * DAY, 3));
    }

    @Test
    void newestVersionsAreKept() {
        for (long value = 0; value < 5; value++) {
            clock.move(Duration.ofMillis(1));
            update(new Column("x", Rows.value(value)), new Column("y", Rows.value("y" + value)));
        }
        assertThat(cells(read(10, null))).containsExactly("x=4", "x=3", "x=2", "y=y4", "y=y3", "y=y2");
        assertThat(cells(read(2, null))).containsExactly("x=4", "x=3", "y=y4", "y=y3");
        assertThat(cells(read(1, null, "y"))).containsExactly("y=y4");
        assertThat(read(1, null).getColumns()).extracting(Column::getTimestamp).containsOnly(start + 5);
        TableOptions fewer = new TableOptions();
        fewer.setMaxVersions(1);
        UpdateTableRequest request = new UpdateTableRequest(TABLE);
        request.setTableOptionsForUpdate(fewer);
        client.updateTable(request);
        assertThat(cells(read(10, null))).containsExactly("x=4", "y=y4");
    }

    @Test
    void timeRangeSelectsVersions() {
        for (int i = 0; i < 3; i++) {
            update(new Column("x", Rows.value((long) i), start + i));
        }
        assertThat(cells(read(10, new TimeRange(start + 1, start + 3)))).containsExactly("x=2", "x=1");
        assertThat(cells(read(1, new TimeRange(start, start + 2)))).containsExactly("x=1");
        assertThat(cells(read(0, new TimeRange(start + 1, start + 2)))).containsExactly("x=1");
        RangeRowQueryCriteria criteria = new RangeRowQueryCriteria(TABLE);
        criteria.setInclusiveStartPrimaryKey(Rows.first());
        criteria.setExclusiveEndPrimaryKey(Rows.last());
        criteria.setTimeRange(new TimeRange(start, start + 1));
        assertThat(cells(
                        client.getRange(new GetRangeRequest(criteria)).getRows().get(0)))
                .containsExactly("x=0");
    }

    @Test
    void oneVersionOrAllAreDeleted() {
        for (int i = 0; i < 3; i++) {
            update(new Column("x", Rows.value((long) i), start + i), new Column("y", Rows.value(0L), start));
        }
        RowUpdateChange change = new RowUpdateChange(TABLE, key("a", 1));
        change.deleteColumn("x", start + 1);
        change.deleteColumns("y");
        client.updateRow(new UpdateRowRequest(change));
        assertThat(cells(read(10, null))).containsExactly("x=2", "x=0");
    }

    @Test
    void theLastOfTwoEqualVersionsWins() {
        RowPutChange change = new RowPutChange(TABLE, key("a", 1));
        change.addColumn(new Column("x", Rows.value("first"), start));
        change.addColumn(new Column("x", Rows.value("older"), start - 1));
        change.addColumn(new Column("x", Rows.value("last"), start));
        client.putRow(new PutRowRequest(change));
        assertThat(cells(read(10, null))).containsExactly("x=last", "x=older");
    }

    @Test
    void whatHasOutlivedItsTimeIsNotThere() {
        update(new Column("x", Rows.value(0L)));
        clock.move(Duration.ofDays(1));
        update(new Column("y", Rows.value(1L)));
        assertThat(cells(read(10, null))).containsExactly("x=0", "y=1");
        clock.move(Duration.ofDays(1).plusMillis(1));
        assertThat(cells(read(10, null))).containsExactly("y=1");
        assertThat(read(10, null, "x")).isNull();
        clock.move(Duration.ofDays(1));
        assertThat(read(10, null)).isNull();
        assertThat(client.getRange(new GetRangeRequest(Rows.range(Rows.first(), Rows.last())))
                        .getRows())
                .isEmpty();
        RowPutChange change = Rows.row(key("a", 1), column("z", 1L));
        change.setCondition(new Condition(RowExistenceExpectation.EXPECT_NOT_EXIST));
        client.putRow(new PutRowRequest(change));
        assertThat(cells(read(10, null))).containsExactly("z=1");
    }

    @Test
    void timestampsFarOffAreRefused() {
        update(new Column("x", Rows.value(0L), start - DAY * 1000L + 1000));
        update(new Column("x", Rows.value(0L), start + DAY * 1000L - 1000));
        assertInvalid(
                () -> update(new Column("x", Rows.value(0L), start - DAY * 1000L - 1000)), "Invalid timestamp. Cell:");
        assertInvalid(
                () -> update(new Column("x", Rows.value(0L), start + DAY * 1000L + 1000)), "Invalid timestamp. Cell:");
        assertInvalid(
                () -> update(new Column("x", Rows.value(0L), Long.MAX_VALUE / 1000)),
                "Timestamp must be in range [0, INT64_MAX/1000).");
    }

    @Test
    void incrementsAddUpAndReturnTheSum() {
        for (long sum = 5; sum <= 15; sum += 5) {
            RowUpdateChange change = new RowUpdateChange(TABLE, key("a", 1));
            change.increment(new Column("c", Rows.value(5L)));
            change.setReturnType(ReturnType.RT_AFTER_MODIFY);
            change.addReturnColumn("c");
            Row returned = client.updateRow(new UpdateRowRequest(change)).getRow();
            assertThat(returned.getLatestColumn("c").getValue().asLong()).isEqualTo(sum);
            clock.move(Duration.ofMillis(1));
        }
        assertThat(cells(read(1, null))).containsExactly("c=15");
        update(new Column("c", Rows.value("text")));
        assertInvalid(() -> increment(1), "Column 'c' to be incremented is of type VT_STRING");
        update(new Column("c", Rows.value(Long.MAX_VALUE)), new Column("d", Rows.value(1L)));
        assertInvalid(() -> increment(1), "Integer overflow");
    }

    @Test
    void aReadMustSayWhichVersions() {
        SingleRowQueryCriteria criteria = new SingleRowQueryCriteria(TABLE, key("a", 1));
        assertInvalid(() -> client.getRow(new GetRowRequest(criteria)), "No version condition is specified.");
    }

    private void increment(long by) {
        clock.move(Duration.ofMillis(1));
        RowUpdateChange change = new RowUpdateChange(TABLE, key("a", 1));
        change.increment(new Column("c", Rows.value(by)));
        client.updateRow(new UpdateRowRequest(change));
    }

    private void update(Column... columns) {
        clock.move(Duration.ZERO);
        RowUpdateChange change = new RowUpdateChange(TABLE, key("a", 1));
        change.put(List.of(columns));
        client.updateRow(new UpdateRowRequest(change));
    }

    private Row read(int versions, TimeRange range, String... columns) {
        SingleRowQueryCriteria criteria = new SingleRowQueryCriteria(TABLE, key("a", 1));
        if (versions > 0) {
            criteria.setMaxVersions(versions);
        }
        if (range != null) {
            criteria.setTimeRange(range);
        }
        criteria.addColumnsToGet(columns);
        return client.getRow(new GetRowRequest(criteria)).getRow();
    }
}
