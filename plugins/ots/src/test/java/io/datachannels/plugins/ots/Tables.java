package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.ClientConfiguration;
import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.AlwaysRetryStrategy;
import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.DefinedColumnType;
import com.alicloud.openservices.tablestore.model.DeleteTableRequest;
import com.alicloud.openservices.tablestore.model.GetRangeRequest;
import com.alicloud.openservices.tablestore.model.GetRangeResponse;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyColumn;
import com.alicloud.openservices.tablestore.model.PrimaryKeyOption;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.Row;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.alicloud.openservices.tablestore.model.UpdateTableRequest;
import io.datachannels.emulators.http.Fault;
import io.datachannels.emulators.tablestore.TablestoreEmulator;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An emulator in memory with tables, made and looked at through the SDK, past the plug-ins. */
final class Tables implements AutoCloseable {
    static final String INSTANCE = "inst";
    private static final int ROWS_PER_REQUEST = 200;
    private static final int BYTES_PER_REQUEST = 3 << 20;

    private final TablestoreEmulator emulator;
    private final SyncClient client;

    Tables() {
        this(TablestoreEmulator.inMemory().start());
    }

    private Tables(TablestoreEmulator emulator) {
        this.emulator = emulator;
        heal();
        ClientConfiguration configuration = new ClientConfiguration();
        // The SDK's client sometimes loses an answer that comes at once.
        configuration.setRetryStrategy(new AlwaysRetryStrategy(10, 50));
        client = new SyncClient(endpoint(), "local", "local", INSTANCE, configuration);
    }

    /** Ends all faults but the one that tests need. */
    void heal() {
        emulator.faults().clear();
        // The SDK may take an answer that comes at once for a closed connection, and does not repeat a write.
        for (String write : new String[] {"PutRow", "BatchWriteRow", "BulkImport", "CreateTable", "DeleteTable"}) {
            emulator.faults().add(Fault.latency(write, Duration.ofMillis(1)));
        }
    }

    /** One with an empty table. */
    static Tables with(String table, PrimaryKeySchema... key) {
        Tables tables = new Tables();
        tables.create(table, key);
        return tables;
    }

    /** One whose service takes another clock's time. */
    static Tables at(Clock clock) {
        return new Tables(TablestoreEmulator.inMemory().clock(clock).start());
    }

    /** One whose service does not know an operation. */
    static Tables without(String operation) {
        return new Tables(TablestoreEmulator.inMemory().without(operation).start());
    }

    TablestoreEmulator emulator() {
        return emulator;
    }

    String endpoint() {
        return emulator.endpoint().toString();
    }

    static PrimaryKeySchema key(String name, PrimaryKeyType type) {
        return new PrimaryKeySchema(name, type);
    }

    static PrimaryKeySchema autoIncrement(String name) {
        return new PrimaryKeySchema(name, PrimaryKeyType.INTEGER, PrimaryKeyOption.AUTO_INCREMENT);
    }

    void create(String table, PrimaryKeySchema... key) {
        create(table, Map.of(), 1, key);
    }

    void create(String table, Map<String, DefinedColumnType> defined, int versions, PrimaryKeySchema... key) {
        TableMeta meta = new TableMeta(table);
        meta.addPrimaryKeyColumns(key);
        defined.forEach(meta::addDefinedColumn);
        client.createTable(new CreateTableRequest(meta, new TableOptions(-1, versions)));
    }

    /** From now on it keeps so many versions of each cell. */
    void keepVersions(String table, int versions) {
        UpdateTableRequest request = new UpdateTableRequest(table);
        request.setTableOptionsForUpdate(new TableOptions(-1, versions));
        client.updateTable(request);
    }

    /** The SDK's client, for what has no method here. */
    SyncClient client() {
        return client;
    }

    List<String> names() {
        return client.listTable().getTableNames();
    }

    void delete(String table) {
        client.deleteTable(new DeleteTableRequest(table));
    }

    static PrimaryKey keyOf(Object... namesAndValues) {
        List<PrimaryKeyColumn> columns = new ArrayList<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            columns.add(new PrimaryKeyColumn((String) namesAndValues[i], keyValue(namesAndValues[i + 1])));
        }
        return new PrimaryKey(columns);
    }

    static RowPutChange row(String table, PrimaryKey key, Object... namesAndValues) {
        RowPutChange row = new RowPutChange(table, key);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            row.addColumn((String) namesAndValues[i], value(namesAndValues[i + 1]));
        }
        return row;
    }

    void put(RowPutChange... rows) {
        put(List.of(rows));
    }

    void put(List<RowPutChange> rows) {
        BatchWriteRowRequest request = new BatchWriteRowRequest();
        int bytes = 0;
        for (RowPutChange row : rows) {
            if (request.getRowsCount() == ROWS_PER_REQUEST
                    || request.getRowsCount() > 0 && bytes + row.getDataSize() > BYTES_PER_REQUEST) {
                send(request);
                request = new BatchWriteRowRequest();
                bytes = 0;
            }
            request.addRowChange(row);
            bytes += row.getDataSize();
        }
        if (request.getRowsCount() > 0) {
            send(request);
        }
    }

    /** All rows of a table in the order of their keys, every version. */
    List<Row> rows(String table, PrimaryKeySchema... key) {
        List<Row> rows = new ArrayList<>();
        PrimaryKey from = bound(PrimaryKeyValue.INF_MIN, key);
        while (from != null) {
            RangeRowQueryCriteria range = new RangeRowQueryCriteria(table);
            range.setInclusiveStartPrimaryKey(from);
            range.setExclusiveEndPrimaryKey(bound(PrimaryKeyValue.INF_MAX, key));
            range.setMaxVersions(Integer.MAX_VALUE);
            GetRangeResponse page = client.getRange(new GetRangeRequest(range));
            rows.addAll(page.getRows());
            from = page.getNextStartPrimaryKey();
        }
        return rows;
    }

    /** All rows of a table with one integer or string key column, as {@code key{name=value, …}}. */
    List<String> shown(String table, PrimaryKeySchema... key) {
        return rows(table, key).stream().map(Tables::show).toList();
    }

    /** The same with the version of each cell. */
    List<String> versions(String table, PrimaryKeySchema... key) {
        List<String> shown = new ArrayList<>();
        for (Row row : rows(table, key)) {
            String cells = Arrays.stream(row.getColumns())
                    .map(each -> each.getName() + "@" + each.getTimestamp() + "=" + each.getValue())
                    .collect(Collectors.joining(", "));
            shown.add(row.getPrimaryKey() + " " + cells);
        }
        return shown;
    }

    static String show(Row row) {
        StringBuilder text = new StringBuilder();
        for (PrimaryKeyColumn column : row.getPrimaryKey().getPrimaryKeyColumns()) {
            text.append(text.isEmpty() ? "" : ",").append(column.getValue());
        }
        text.append('{');
        String separator = "";
        for (Column column : row.getColumns()) {
            text.append(separator).append(column.getName()).append('=').append(column.getValue());
            separator = ", ";
        }
        return text.append('}').toString();
    }

    @Override
    public void close() {
        client.shutdown();
        emulator.close();
    }

    private void send(BatchWriteRowRequest request) {
        if (!client.batchWriteRow(request).isAllSucceed()) {
            throw new IllegalStateException("the emulator refused a row of the test's own");
        }
    }

    private static PrimaryKey bound(PrimaryKeyValue value, PrimaryKeySchema... key) {
        List<PrimaryKeyColumn> columns = new ArrayList<>();
        for (PrimaryKeySchema column : key) {
            columns.add(new PrimaryKeyColumn(column.getName(), value));
        }
        return new PrimaryKey(columns);
    }

    static PrimaryKeyValue keyValue(Object value) {
        if (value instanceof byte[] bytes) {
            return PrimaryKeyValue.fromBinary(bytes);
        }
        return value instanceof String text
                ? PrimaryKeyValue.fromString(text)
                : PrimaryKeyValue.fromLong(((Number) value).longValue());
    }

    private static ColumnValue value(Object value) {
        if (value instanceof String text) {
            return ColumnValue.fromString(text);
        } else if (value instanceof byte[] bytes) {
            return ColumnValue.fromBinary(bytes);
        } else if (value instanceof Boolean bool) {
            return ColumnValue.fromBoolean(bool);
        } else if (value instanceof Double number) {
            return ColumnValue.fromDouble(number);
        }
        return ColumnValue.fromLong(((Number) value).longValue());
    }
}
