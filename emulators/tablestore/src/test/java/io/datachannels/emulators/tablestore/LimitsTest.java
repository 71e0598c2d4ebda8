package io.datachannels.emulators.tablestore;

import static io.datachannels.emulators.tablestore.Rows.TABLE;
import static io.datachannels.emulators.tablestore.Rows.assertInvalid;
import static io.datachannels.emulators.tablestore.Rows.assertRefused;
import static io.datachannels.emulators.tablestore.Rows.column;
import static io.datachannels.emulators.tablestore.Rows.get;
import static io.datachannels.emulators.tablestore.Rows.key;
import static io.datachannels.emulators.tablestore.Rows.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.CapacityUnit;
import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.DefinedColumnType;
import com.alicloud.openservices.tablestore.model.GetRowRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.ReservedThroughput;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import com.alicloud.openservices.tablestore.model.SingleRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.alicloud.openservices.tablestore.model.UpdateRowRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The documented limits on rows, at their edges. */
class LimitsTest {
    @AutoClose
    private final RunningEmulator running = RunningEmulator.withTable();

    private final SyncClient client = running.client();

    @Test
    void keysMustFitTheSchema() {
        assertInvalidKey(builder("k", "a"), "Validate PK size fail. Input: 1, Meta: 2.");
        assertInvalidKey(
                builder("k", "a").addPrimaryKeyColumn("m", PrimaryKeyValue.fromLong(1)),
                "Validate PK name fail. Input: m, Meta: n.");
        assertInvalidKey(
                builder("k", "a").addPrimaryKeyColumn("n", PrimaryKeyValue.fromBinary(new byte[1])),
                "Validate PK type fail. Input: VT_BLOB, Meta: VT_INTEGER.");
    }

    @Test
    void infiniteKeysAreForRangesAlone() {
        PrimaryKey infinite = key(PrimaryKeyValue.INF_MIN, PrimaryKeyValue.INF_MAX);
        assertInvalid(() -> put(client, infinite), "VT_INF_MIN is an invalid type for the primary key.");
    }

    @Test
    void keyAndAttributeValuesHaveAGreatestLength() {
        put(client, key("x".repeat(1024), 1));
        assertInvalid(
                () -> put(client, key("x".repeat(1025), 1)),
                "The length of primary key column: 'k' exceeds the MaxLength:1024 with CurrentLength:1025.");
        put(client, key("", 1), column("attr", "x".repeat(2_097_152)));
        assertInvalid(
                () -> put(client, key("a", 1), column("attr", new byte[2_097_153])),
                "The length of attribute column: 'attr' exceeds the MaxLength:2097152 with CurrentLength:2097153.");
        assertRefused(
                () -> put(
                        client,
                        key("a", 1),
                        column("x", "x".repeat(2_000_000)),
                        column("y", "x".repeat(2_000_000)),
                        column("z", "x".repeat(200_000))),
                400,
                "OTSOutOfRowSizeLimit",
                "The total data size of columns in one row exceeded the limit.");
    }

    @Test
    void aRowMayWrite1024Columns() {
        Column[] columns = new Column[1024];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = column("c" + i, (long) i);
        }
        put(client, key("a", 1), columns);
        assertThat(get(client, key("a", 1)).getColumns()).hasSize(1024);
        RowPutChange more = Rows.row(key("a", 1), columns);
        more.addColumn(column("more", 1L));
        assertInvalid(
                () -> client.putRow(new PutRowRequest(more)),
                "The number of attribute columns exceeds the limit, limit count: 1024, column count: 1025.");
        SingleRowQueryCriteria criteria = new SingleRowQueryCriteria(TABLE, key("a", 1));
        criteria.setMaxVersions(1);
        for (int i = 0; i <= 1024; i++) {
            criteria.addColumnsToGet("c" + i);
        }
        assertInvalid(
                () -> client.getRow(new GetRowRequest(criteria)),
                "The number of columns from the request exceeds the limit, limit count: 1024, column count: 1025.");
    }

    @Test
    void columnNamesMayBeAnythingShortThatIsNoNumberSign() {
        for (String name : new String[] {"列", "with space", "a.b:c", "'q\"", "x".repeat(255), "_", "1"}) {
            put(client, key("a", 1), column(name, 1L));
            assertThat(get(client, key("a", 1), name)).isNotNull();
        }
        for (String name : new String[] {"#x", "x".repeat(256), "列".repeat(86)}) {
            assertInvalid(() -> put(client, key("a", 1), column(name, 1L)), "Invalid column name: '" + name + "'.");
        }
    }

    @Test
    void doublesMustBeFinite() {
        for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
            assertInvalid(
                    () -> put(client, key("a", 1), column("d", value)),
                    "The value of column: 'd' is not a finite double.");
        }
    }

    @Test
    void aColumnIsIncrementedOrChangedButNotBoth() {
        RowUpdateChange change = new RowUpdateChange(TABLE, key("a", 1));
        change.increment(column("c", 1L));
        change.put(column("c", 2L));
        assertInvalid(
                () -> client.updateRow(new UpdateRowRequest(change)),
                "Column 'c' is incremented and changed in the same row.");
    }

    @Test
    void definedColumnsKeepTheirType() {
        TableMeta meta = new TableMeta("defined");
        meta.addPrimaryKeyColumn("k", PrimaryKeyType.STRING);
        meta.addDefinedColumn("DC2", DefinedColumnType.INTEGER);
        create(meta, new TableOptions(-1, 1));
        RowPutChange change = new RowPutChange("defined", builder("k", "a").build());
        change.addColumn(column("DC2", new byte[1]));
        assertInvalid(
                () -> client.putRow(new PutRowRequest(change)),
                "Invalid column type for column DC2 expect VT_INTEGER actual VT_BLOB");
    }

    @Test
    void aTableMayForbidUpdates() {
        TableMeta meta = new TableMeta("frozen");
        meta.addPrimaryKeyColumn("k", PrimaryKeyType.STRING);
        TableOptions options = new TableOptions(-1, 1);
        options.setAllowUpdate(false);
        create(meta, options);
        RowUpdateChange change = new RowUpdateChange("frozen", builder("k", "a").build());
        change.put(column("x", 1L));
        assertInvalid(() -> client.updateRow(new UpdateRowRequest(change)), "UpdateRow is not allowed");
    }

    private void create(TableMeta meta, TableOptions options) {
        CreateTableRequest request = new CreateTableRequest(meta, options);
        request.setReservedThroughput(new ReservedThroughput(new CapacityUnit(0, 0)));
        client.createTable(request);
    }

    private static PrimaryKeyBuilder builder(String name, String value) {
        return PrimaryKeyBuilder.createPrimaryKeyBuilder().addPrimaryKeyColumn(name, PrimaryKeyValue.fromString(value));
    }

    private void assertInvalidKey(PrimaryKeyBuilder key, String message) {
        assertRefused(() -> put(client, key.build()), 400, "OTSInvalidPK", message);
    }
}
