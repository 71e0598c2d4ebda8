package io.datachannels.emulators.tablestore;

import static io.datachannels.emulators.tablestore.Rows.TABLE;
import static io.datachannels.emulators.tablestore.Rows.assertInvalid;
import static io.datachannels.emulators.tablestore.Rows.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.CapacityUnit;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.DefinedColumnType;
import com.alicloud.openservices.tablestore.model.DeleteTableRequest;
import com.alicloud.openservices.tablestore.model.DescribeTableRequest;
import com.alicloud.openservices.tablestore.model.DescribeTableResponse;
import com.alicloud.openservices.tablestore.model.IndexMeta;
import com.alicloud.openservices.tablestore.model.PrimaryKeyOption;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.ReservedThroughput;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.alicloud.openservices.tablestore.model.UpdateTableRequest;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class TableOperationsTest {
    @AutoClose
    private final RunningEmulator running = RunningEmulator.empty();

    private final TablestoreEmulator emulator = running.emulator();
    private final SyncClient client = running.client();

    @Test
    void describesWhatWasCreated() {
        TableMeta meta = new TableMeta("orders");
        meta.addPrimaryKeyColumn("id", PrimaryKeyType.BINARY);
        meta.addPrimaryKeyColumn("seq", PrimaryKeyType.INTEGER, PrimaryKeyOption.AUTO_INCREMENT);
        meta.addDefinedColumn("price", DefinedColumnType.DOUBLE);
        TableOptions options = new TableOptions(86_400, 3);
        options.setMaxTimeDeviation(1_000);
        IndexMeta index = new IndexMeta("by_price");
        index.addPrimaryKeyColumn("price");
        CreateTableRequest request = new CreateTableRequest(meta, options, List.of(index));
        request.setReservedThroughput(new ReservedThroughput(new CapacityUnit(0, 0)));
        request.setStreamSpecification(new StreamSpecification(true, 24));
        client.createTable(request);

        assertThat(client.listTable().getTableNames()).containsExactly("orders");
        assertThat(emulator.instances()).containsExactly("inst");
        assertThat(emulator.tables("inst")).containsExactly("orders");
        assertThat(emulator.tables("other")).isEmpty();
        DescribeTableResponse response = client.describeTable(new DescribeTableRequest("orders"));
        assertThat(response.getTableMeta().getPrimaryKeyMap())
                .containsEntry("id", PrimaryKeyType.BINARY)
                .containsEntry("seq", PrimaryKeyType.INTEGER);
        assertThat(response.getTableMeta().getPrimaryKeyList().get(1).getOption())
                .isEqualTo(PrimaryKeyOption.AUTO_INCREMENT);
        assertThat(response.getTableMeta().getDefinedColumnMap()).containsEntry("price", DefinedColumnType.DOUBLE);
        assertThat(response.getTableOptions().getTimeToLive()).isEqualTo(86_400);
        assertThat(response.getTableOptions().getMaxVersions()).isEqualTo(3);
        assertThat(response.getTableOptions().getMaxTimeDeviation()).isEqualTo(1_000);
        assertThat(response.getTableOptions().getAllowUpdate()).isTrue();
        assertThat(response.getIndexMeta()).extracting(IndexMeta::getIndexName).containsExactly("by_price");
        assertThat(response.getStreamDetails().isEnableStream()).isTrue();
        assertThat(response.getStreamDetails().getExpirationTime()).isEqualTo(24);
        assertThat(response.getStreamDetails().getStreamId()).isNotEmpty();
    }

    @Test
    void updateMergesOptionsAndSwitchesTheStream() {
        Rows.createTable(client);
        UpdateTableRequest request = new UpdateTableRequest(TABLE);
        TableOptions options = new TableOptions();
        options.setMaxVersions(5);
        request.setTableOptionsForUpdate(options);
        request.setStreamSpecification(new StreamSpecification(true, 168));
        assertThat(client.updateTable(request).getTableOptions().getMaxVersions())
                .isEqualTo(5);
        DescribeTableResponse response = client.describeTable(new DescribeTableRequest(TABLE));
        assertThat(response.getTableOptions().getMaxVersions()).isEqualTo(5);
        assertThat(response.getTableOptions().getTimeToLive()).isEqualTo(-1);
        assertThat(response.getStreamDetails().isEnableStream()).isTrue();
    }

    @Test
    void tableIsGoneAfterDelete() {
        Rows.createTable(client);
        Rows.put(client, Rows.key("a", 1));
        client.deleteTable(new DeleteTableRequest(TABLE));
        assertThat(client.listTable().getTableNames()).isEmpty();
        assertNoTable(() -> client.describeTable(new DescribeTableRequest(TABLE)));
        assertNoTable(() -> client.deleteTable(new DeleteTableRequest(TABLE)));
        assertNoTable(() -> Rows.put(client, Rows.key("a", 1)));
        Rows.createTable(client);
        assertThat(Rows.get(client, Rows.key("a", 1))).isNull();
    }

    @Test
    void instancesAreApart() {
        Rows.createTable(client);
        SyncClient other = new SyncClient(emulator.endpoint().toString(), "local", "local", "other");
        try {
            assertThat(other.listTable().getTableNames()).isEmpty();
            Rows.createTable(other);
            Rows.put(client, Rows.key("a", 1));
            assertThat(Rows.get(other, Rows.key("a", 1))).isNull();
        } finally {
            other.shutdown();
        }
        assertThat(emulator.instances()).containsExactly("inst", "other");
    }

    @Test
    void refusesASecondTableOfTheSameNameAndMoreThanTheQuota() {
        Rows.createTable(client);
        assertRefused(() -> Rows.createTable(client), 409, "OTSObjectAlreadyExist", "Requested table already exists.");
        for (int i = 1; i < 64; i++) {
            Rows.createTable(client, "t" + i, new TableOptions(-1, 1));
        }
        assertRefused(
                () -> Rows.createTable(client, "t64", new TableOptions(-1, 1)),
                403,
                "OTSQuotaExhausted",
                "Number of tables exceeds the quota:64.");
    }

    @Test
    void refusesBadNamesKeysAndOptions() {
        TableOptions options = new TableOptions(-1, 1);
        assertInvalid(() -> Rows.createTable(client, "1t", options), "Invalid table name: '1t'.");
        assertInvalid(() -> Rows.createTable(client, "a-b", options), "Invalid table name: 'a-b'.");
        assertInvalid(() -> Rows.createTable(client, "x".repeat(256), options), "Invalid table name: 'x");
        assertInvalid(
                () -> client.describeTable(new DescribeTableRequest("no table")), "Invalid table name: 'no table'.");
        TableMeta five = new TableMeta("five");
        for (int i = 0; i < 5; i++) {
            five.addPrimaryKeyColumn("k" + i, PrimaryKeyType.INTEGER);
        }
        assertInvalid(() -> create(five), "The number of primary key columns must be in range: [1, 4].");
        TableMeta generatedFirst = new TableMeta("first");
        generatedFirst.addPrimaryKeyColumn("k", PrimaryKeyType.INTEGER, PrimaryKeyOption.AUTO_INCREMENT);
        assertInvalid(() -> create(generatedFirst), "First primary key can't be auto increment, table: first");
        TableMeta two = new TableMeta("two");
        two.addPrimaryKeyColumn("k", PrimaryKeyType.INTEGER);
        two.addPrimaryKeyColumn("l", PrimaryKeyType.INTEGER, PrimaryKeyOption.AUTO_INCREMENT);
        two.addPrimaryKeyColumn("m", PrimaryKeyType.INTEGER, PrimaryKeyOption.AUTO_INCREMENT);
        assertInvalid(() -> create(two), "AUTO_INCREMENT primary key count must <= 1.");
        TableMeta name = new TableMeta("name");
        name.addPrimaryKeyColumn("#k", PrimaryKeyType.INTEGER);
        assertInvalid(() -> create(name), "Invalid column name: '#k'.");
        assertInvalid(
                () -> Rows.createTable(client, "ttl", new TableOptions(86_399, 1)),
                "TimeToLive must be -1 or not less");
    }

    private void create(TableMeta meta) {
        CreateTableRequest request = new CreateTableRequest(meta, new TableOptions(-1, 1));
        request.setReservedThroughput(new ReservedThroughput(new CapacityUnit(0, 0)));
        client.createTable(request);
    }

    private static void assertNoTable(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertRefused(call, 404, "OTSObjectNotExist", "Requested table does not exist.");
    }
}
