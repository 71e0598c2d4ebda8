package io.datachannels.emulators.tablestore;

import static io.datachannels.emulators.tablestore.Rows.TABLE;
import static io.datachannels.emulators.tablestore.Rows.column;
import static io.datachannels.emulators.tablestore.Rows.key;
import static io.datachannels.emulators.tablestore.Rows.put;
import static io.datachannels.emulators.tablestore.Rows.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.BulkImportRequest;
import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.ColumnType;
import com.alicloud.openservices.tablestore.model.Condition;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.DeleteRowRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyOption;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.RecordColumn;
import com.alicloud.openservices.tablestore.model.ReturnType;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowExistenceExpectation;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import com.alicloud.openservices.tablestore.model.StreamRecord;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.alicloud.openservices.tablestore.model.UpdateRowRequest;
import io.datachannels.emulators.http.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What a stream says of each way of writing. */
class StreamRecordsTest {
    private final MovedClock clock = new MovedClock();

    @AutoClose
    private final RunningEmulator running =
            new RunningEmulator(TablestoreEmulator.inMemory().clock(clock));

    private final SyncClient client = running.client();
    private final StreamReader stream = new StreamReader(client);

    private void createTable(String... originalColumns) {
        Rows.createTable(client, TABLE, new TableOptions(-1, 2));
        stream.enable(originalColumns);
    }

    private void delete(String k, long n) {
        client.deleteRow(new DeleteRowRequest(new RowDeleteChange(TABLE, key(k, n))));
    }

    @Test
    void everyOperationIsARecord() {
        createTable();
        put(client, key("a", 1), column("y", 1.5), column("x", "one"));
        RowUpdateChange update = new RowUpdateChange(TABLE, key("a", 1));
        update.put("x", value("two"));
        update.deleteColumns("y");
        update.deleteColumn("z", 5);
        update.increment(column("count", 3L));
        update.addReturnColumn("count");
        client.updateRow(new UpdateRowRequest(update));
        client.updateRow(new UpdateRowRequest(increment("count", 4)));
        delete("a", 1);
        put(client, key("a", 2));
        assertThat(stream.texts())
                .containsExactly(
                        "PUT a:1 x=one y=1.5",
                        "UPDATE a:1 -y -z@5 x=two count=3",
                        "UPDATE a:1 count=7",
                        "DELETE a:1",
                        "PUT a:2");
    }

    private static RowUpdateChange increment(String column, long by) {
        RowUpdateChange change = new RowUpdateChange(TABLE, key("a", 1));
        change.increment(column(column, by));
        return change;
    }

    @Test
    void cellsHaveTheirTypesAndTimestamps() {
        createTable();
        long now = clock.millis();
        put(
                client,
                key("a", 1),
                new Column("b", value(new byte[] {1, 2}), now - 7),
                column("f", true),
                column("i", 9L),
                column("d", 0.5),
                column("s", "text"));
        StreamRecord record = stream.readAll().get(0);
        assertThat(record.getColumns())
                .extracting(RecordColumn::getColumn)
                .containsExactly(
                        new Column("b", value(new byte[] {1, 2}), now - 7),
                        new Column("d", value(0.5), now),
                        new Column("f", value(true), now),
                        new Column("i", value(9L), now),
                        new Column("s", value("text"), now));
        assertThat(record.getColumns())
                .extracting(each -> each.getColumn().getValue().getType())
                .containsExactly(
                        ColumnType.BINARY,
                        ColumnType.DOUBLE,
                        ColumnType.BOOLEAN,
                        ColumnType.INTEGER,
                        ColumnType.STRING);
    }

    @Test
    void placesGrowEvenIfTheClockStands() {
        createTable();
        put(client, key("a", 1));
        put(client, key("a", 1));
        clock.move(Duration.of(1, ChronoUnit.MICROS));
        put(client, key("a", 1));
        clock.move(Duration.ofHours(-1));
        put(client, key("a", 1));
        List<StreamRecord> records = stream.readAll();
        for (int i = 1; i < records.size(); i++) {
            assertThat(StreamReader.compare(
                            records.get(i - 1).getSequenceInfo(), records.get(i).getSequenceInfo()))
                    .isNegative();
        }
        long start = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant().plusSeconds(3600));
        assertThat(records)
                .extracting(record -> record.getSequenceInfo().getTimestamp())
                .containsExactly(start - 1, start - 1, start, start);
    }

    @Test
    void batchesAreRecordedRowByRowWithoutWhatWasRefused() {
        createTable();
        put(client, key("there", 1));
        running.emulator()
                .faults()
                .add(Fault.of("BatchWriteRow", Fault.Kind.REFUSE_ROW).after(2).times(1));
        BatchWriteRowRequest batch = new BatchWriteRowRequest();
        batch.addRowChange(Rows.row(key("a", 1), column("x", 1L)));
        RowPutChange refused = Rows.row(key("there", 1));
        refused.setCondition(new Condition(RowExistenceExpectation.EXPECT_NOT_EXIST));
        batch.addRowChange(refused);
        batch.addRowChange(Rows.row(key("told", 1)));
        batch.addRowChange(new RowDeleteChange(TABLE, key("a", 1)));
        assertThat(client.batchWriteRow(batch).getFailedRows()).hasSize(2);
        BulkImportRequest bulk = new BulkImportRequest(TABLE);
        bulk.addRowChange(Rows.row(key("b", 1), column("x", 2L)));
        bulk.addRowChange(Rows.row(key("b", 1), column("x", 3L)));
        assertThat(client.bulkImport(bulk).isAllSucceed()).isTrue();
        assertThat(stream.texts())
                .containsExactly("PUT there:1", "PUT a:1 x=1", "DELETE a:1", "PUT b:1 x=2", "PUT b:1 x=3");
    }

    @Test
    void whatIsRefusedLeavesNoRecord() {
        createTable();
        RowUpdateChange update = new RowUpdateChange(TABLE, key("a", 1));
        update.put("x", value("1"));
        update.setCondition(new Condition(RowExistenceExpectation.EXPECT_EXIST));
        assertThatThrownBy(() -> client.updateRow(new UpdateRowRequest(update)))
                .isInstanceOf(TableStoreException.class);
        put(client, key("a", 1), column("count", "text"));
        assertThatThrownBy(() -> client.updateRow(new UpdateRowRequest(increment("count", 1))))
                .isInstanceOf(TableStoreException.class);
        assertThat(stream.texts()).containsExactly("PUT a:1 count=text");
    }

    @Test
    void generatedKeysAreInTheRecord() {
        TableMeta meta = new TableMeta(TABLE);
        meta.addPrimaryKeyColumn("k", PrimaryKeyType.STRING);
        meta.addPrimaryKeyColumn("n", PrimaryKeyType.INTEGER, PrimaryKeyOption.AUTO_INCREMENT);
        CreateTableRequest request = new CreateTableRequest(meta, new TableOptions(-1, 1));
        request.setStreamSpecification(new StreamSpecification(true, 24));
        client.createTable(request);
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            RowPutChange change = new RowPutChange(
                    TABLE,
                    PrimaryKeyBuilder.createPrimaryKeyBuilder()
                            .addPrimaryKeyColumn("k", PrimaryKeyValue.fromString("a"))
                            .addPrimaryKeyColumn("n", PrimaryKeyValue.AUTO_INCREMENT)
                            .build());
            change.setReturnType(ReturnType.RT_PK);
            keys.add("PUT "
                    + Rows.keyText(client.putRow(new PutRowRequest(change)).getRow()));
        }
        assertThat(stream.texts()).isEqualTo(keys);
    }

    @Test
    void originalColumnsAreTheNewestValuesBefore() {
        createTable("x", "z");
        put(client, key("a", 1), column("x", 1L), column("y", 1L));
        clock.move(Duration.ofMillis(1));
        put(client, key("a", 1), column("x", 2L), column("y", 2L));
        RowUpdateChange update = new RowUpdateChange(TABLE, key("a", 1));
        update.put("z", value(3L));
        client.updateRow(new UpdateRowRequest(update));
        delete("a", 1);
        delete("a", 1);
        assertThat(stream.texts())
                .containsExactly(
                        "PUT a:1 x=1 y=1",
                        "PUT a:1 x=2 y=2 was x=1",
                        "UPDATE a:1 z=3 was x=2",
                        "DELETE a:1 was x=2 z=3",
                        "DELETE a:1");
    }

    @Test
    void expiredRowsAreNotThereBefore() {
        Rows.createTable(client, TABLE, new TableOptions(86_400, 1));
        stream.enable("x");
        put(client, key("a", 1), column("x", 1L));
        clock.move(Duration.ofHours(23));
        put(client, key("a", 2), column("x", 1L));
        clock.move(Duration.ofHours(2));
        client.updateRow(new UpdateRowRequest(increment("x", 5)));
        // nothing says that the first row expired: the stream has what clients did, also once the table is empty of it
        assertThat(stream.texts()).containsExactly("PUT a:2 x=1", "UPDATE a:1 x=5");
    }
}
