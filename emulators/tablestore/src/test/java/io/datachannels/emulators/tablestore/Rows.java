package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.model.CapacityUnit;
import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.GetRowRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.ReservedThroughput;
import com.alicloud.openservices.tablestore.model.Row;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.SingleRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Short words for the SDK's long ones: a table t with the key (k STRING, n INTEGER). */
final class Rows {
    static final String TABLE = "t";

    private Rows() {}

    static SyncClient client(TablestoreEmulator emulator) {
        return client(emulator.endpoint());
    }

    static SyncClient client(URI endpoint) {
        return new SyncClient(endpoint.toString(), "local", "local", "inst");
    }

    static void createTable(SyncClient client) {
        createTable(client, TABLE, new TableOptions(-1, 1));
    }

    static void createTable(SyncClient client, String name, TableOptions options) {
        TableMeta meta = new TableMeta(name);
        meta.addPrimaryKeyColumn("k", PrimaryKeyType.STRING);
        meta.addPrimaryKeyColumn("n", PrimaryKeyType.INTEGER);
        CreateTableRequest request = new CreateTableRequest(meta, options);
        request.setReservedThroughput(new ReservedThroughput(new CapacityUnit(0, 0)));
        client.createTable(request);
    }

    static PrimaryKey key(String k, long n) {
        return key(PrimaryKeyValue.fromString(k), PrimaryKeyValue.fromLong(n));
    }

    static PrimaryKey key(PrimaryKeyValue k, PrimaryKeyValue n) {
        return PrimaryKeyBuilder.createPrimaryKeyBuilder()
                .addPrimaryKeyColumn("k", k)
                .addPrimaryKeyColumn("n", n)
                .build();
    }

    static PrimaryKey first() {
        return key(PrimaryKeyValue.INF_MIN, PrimaryKeyValue.INF_MIN);
    }

    static PrimaryKey last() {
        return key(PrimaryKeyValue.INF_MAX, PrimaryKeyValue.INF_MAX);
    }

    static Column column(String name, Object value) {
        return new Column(name, value(value));
    }

    static ColumnValue value(Object value) {
        if (value instanceof Long number) {
            return ColumnValue.fromLong(number);
        }
        if (value instanceof Double number) {
            return ColumnValue.fromDouble(number);
        }
        if (value instanceof Boolean bool) {
            return ColumnValue.fromBoolean(bool);
        }
        return value instanceof byte[] bytes ? ColumnValue.fromBinary(bytes) : ColumnValue.fromString((String) value);
    }

    static RowPutChange row(PrimaryKey key, Column... columns) {
        RowPutChange change = new RowPutChange(TABLE, key);
        change.addColumns(columns);
        return change;
    }

    static void put(SyncClient client, PrimaryKey key, Column... columns) {
        client.putRow(new PutRowRequest(row(key, columns)));
    }

    /** The row with the newest version of each column, or null. */
    static Row get(SyncClient client, PrimaryKey key, String... columns) {
        SingleRowQueryCriteria criteria = new SingleRowQueryCriteria(TABLE, key);
        criteria.setMaxVersions(1);
        criteria.addColumnsToGet(columns);
        return client.getRow(new GetRowRequest(criteria)).getRow();
    }

    static RangeRowQueryCriteria range(PrimaryKey start, PrimaryKey end) {
        RangeRowQueryCriteria criteria = new RangeRowQueryCriteria(TABLE);
        criteria.setInclusiveStartPrimaryKey(start);
        criteria.setExclusiveEndPrimaryKey(end);
        criteria.setMaxVersions(1);
        return criteria;
    }

    /** The cells as {@code name=value}, in the order they came. */
    static List<String> cells(Row row) {
        List<String> cells = new ArrayList<>();
        for (Column column : row.getColumns()) {
            cells.add(column.getName() + "=" + column.getValue());
        }
        return cells;
    }

    static String keyText(Row row) {
        return row.getPrimaryKey().getPrimaryKeyColumn("k").getValue().asString() + ":"
                + row.getPrimaryKey().getPrimaryKeyColumn("n").getValue().asLong();
    }

    /** Asserts that the call is answered with that status, code and message. */
    static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            ThrowingCallable call, int status, String code, String message) {
        return Assertions.assertThatThrownBy(call).isInstanceOfSatisfying(TableStoreException.class, e -> {
            Assertions.assertThat(e.getErrorCode()).isEqualTo(code);
            Assertions.assertThat(e.getMessage()).startsWith(message);
            Assertions.assertThat(e.getHttpStatus()).isEqualTo(status);
            Assertions.assertThat(e.getRequestId()).hasSize(36);
        });
    }

    static void assertInvalid(ThrowingCallable call, String message) {
        assertRefused(call, 400, "OTSParameterInvalid", message);
    }
}
