package io.datachannels.emulators.tablestore;

import static io.datachannels.emulators.tablestore.Rows.cells;
import static io.datachannels.emulators.tablestore.Rows.column;
import static io.datachannels.emulators.tablestore.Rows.get;
import static io.datachannels.emulators.tablestore.Rows.key;
import static io.datachannels.emulators.tablestore.Rows.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.DeleteRowRequest;
import com.alicloud.openservices.tablestore.model.GetRowRequest;
import com.alicloud.openservices.tablestore.model.Row;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import com.alicloud.openservices.tablestore.model.SingleRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.UpdateRowRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class RowOperationsTest {
    @AutoClose
    private final RunningEmulator running = RunningEmulator.withTable();

    private final SyncClient client = running.client();

    @Test
    void readsEveryTypeAsItWasWritten() {
        byte[] blob = {0, -1, 7};
        put(
                client,
                key("a\0é", Long.MIN_VALUE),
                column("z", "text \uD83D\uDE00"),
                column("b", true),
                column("d", -0.5),
                column("x", blob),
                column("i", Long.MAX_VALUE),
                column("e", ""));
        Row row = get(client, key("a\0é", Long.MIN_VALUE));
        assertThat(row.getPrimaryKey()).isEqualTo(key("a\0é", Long.MIN_VALUE));
        assertThat(row.getColumns()).extracting(Column::getName).containsExactly("b", "d", "e", "i", "x", "z");
        assertThat(row.getLatestColumn("z").getValue().asString()).isEqualTo("text \uD83D\uDE00");
        assertThat(row.getLatestColumn("b").getValue().asBoolean()).isTrue();
        assertThat(row.getLatestColumn("d").getValue().asDouble()).isEqualTo(-0.5);
        assertThat(row.getLatestColumn("x").getValue().asBinary()).isEqualTo(blob);
        assertThat(row.getLatestColumn("i").getValue().asLong()).isEqualTo(Long.MAX_VALUE);
        assertThat(row.getLatestColumn("e").getValue().asString()).isEmpty();
        assertThat(row.getLatestColumn("z").getTimestamp())
                .isCloseTo(System.currentTimeMillis(), org.assertj.core.data.Offset.offset(60_000L));
    }

    @Test
    void missingRowIsNull() {
        assertThat(get(client, key("a", 1))).isNull();
    }

    @Test
    void putReplacesTheWholeRow() {
        put(client, key("a", 1), column("x", 1L), column("y", 2L));
        put(client, key("a", 1), column("z", 3L));
        assertThat(cells(get(client, key("a", 1)))).containsExactly("z=3");
        put(client, key("a", 1));
        assertThat(get(client, key("a", 1)).isEmpty()).isTrue();
    }

    @Test
    void updateMergesAndDeletesColumns() {
        put(client, key("a", 1), column("x", 1L), column("y", 2L));
        RowUpdateChange change = new RowUpdateChange(Rows.TABLE, key("a", 1));
        change.put("y", Rows.value(5L));
        change.put("w", Rows.value("new"));
        change.deleteColumns("x");
        client.updateRow(new UpdateRowRequest(change));
        assertThat(cells(get(client, key("a", 1)))).containsExactly("w=new", "y=5");
        RowUpdateChange rest = new RowUpdateChange(Rows.TABLE, key("a", 1));
        rest.deleteColumns("w");
        rest.deleteColumns("y");
        client.updateRow(new UpdateRowRequest(rest));
        assertThat(get(client, key("a", 1)).isEmpty()).isTrue();
    }

    @Test
    void updateCreatesTheRow() {
        RowUpdateChange change = new RowUpdateChange(Rows.TABLE, key("a", 1));
        change.put("y", Rows.value(5L));
        client.updateRow(new UpdateRowRequest(change));
        assertThat(cells(get(client, key("a", 1)))).containsExactly("y=5");
    }

    @Test
    void deleteOfAMissingRowSucceeds() {
        put(client, key("a", 1), column("x", 1L));
        for (int i = 0; i < 2; i++) {
            client.deleteRow(new DeleteRowRequest(new RowDeleteChange(Rows.TABLE, key("a", 1))));
            assertThat(get(client, key("a", 1))).isNull();
        }
    }

    @Test
    void columnsToGetDecideWhetherTheRowIsSeen() {
        put(client, key("a", 1), column("x", 1L), column("y", 2L), column("yy", 3L));
        assertThat(cells(get(client, key("a", 1), "y", "x", "missing", "x"))).containsExactly("x=1", "y=2");
        assertThat(get(client, key("a", 1), "missing")).isNull();
        Row keyAlone = get(client, key("a", 1), "missing", "k");
        assertThat(keyAlone.isEmpty()).isTrue();
        assertThat(keyAlone.getPrimaryKey()).isEqualTo(key("a", 1));
    }

    @Test
    void incrementsOfOneRowFromManyThreadsAllCount() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(4);
        List<Future<?>> futures = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            futures.add(pool.submit(() -> {
                for (int i = 0; i < 25; i++) {
                    RowUpdateChange change = new RowUpdateChange(Rows.TABLE, key("a", 1));
                    change.increment(column("c", 1L));
                    client.updateRow(new UpdateRowRequest(change));
                }
            }));
        }
        for (Future<?> future : futures) {
            future.get();
        }
        pool.shutdown();
        assertThat(cells(get(client, key("a", 1)))).containsExactly("c=100");
    }

    @Test
    void startAndEndColumnBoundTheNames() {
        put(client, key("a", 1), column("a", 1L), column("b", 2L), column("c", 3L), column("d", 4L));
        SingleRowQueryCriteria criteria = new SingleRowQueryCriteria(Rows.TABLE, key("a", 1));
        criteria.setMaxVersions(1);
        criteria.setStartColumn("b");
        criteria.setEndColumn("d");
        assertThat(cells(client.getRow(new GetRowRequest(criteria)).getRow())).containsExactly("b=2", "c=3");
    }
}
