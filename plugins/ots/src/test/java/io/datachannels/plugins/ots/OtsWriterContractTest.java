package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.Row;
import io.datachannels.testkit.Rows;
import io.datachannels.testkit.WriterContract;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;

class OtsWriterContractTest extends WriterContract {
    private static final PrimaryKeySchema ID = Tables.key("id", PrimaryKeyType.INTEGER);

    @AutoClose
    private final Tables tables = Tables.with("t", ID);

    @Override
    protected String folder() {
        return "ots";
    }

    @Override
    protected String name() {
        return "otswriter";
    }

    @Override
    protected String parameter() {
        return """
                {"endpoint": "%s", "accessId": "local", "accessKey": "local", "instanceName": "%s", "table": "t",
                 "writeApi": "%s", "writeMode": "PutRow", "primaryKey": ["id"], "column": [
                   {"name": "bool", "type": "bool"}, {"name": "long", "type": "int"},
                   {"name": "double", "type": "double"}, {"name": "decimal", "type": "string"},
                   {"name": "text", "type": "string"}, {"name": "bytes", "type": "binary"},
                   {"name": "date", "type": "string"}, {"name": "timestamp", "type": "string"},
                   {"name": "json", "type": "string"}]}
                """.formatted(tables.endpoint(), Tables.INSTANCE, writeApi());
    }

    /** BulkImport, as far as nothing speaks against it. */
    protected String writeApi() {
        return "auto";
    }

    /** A text where the table has an integer. */
    @Override
    protected List<Object> refused(long id) {
        List<Object> row = sample(id);
        row.set(0, "no number");
        return row;
    }

    /** A row of a table is visible when the service has answered. */
    @Override
    protected boolean waitsForCommit() {
        return false;
    }

    @Override
    protected List<List<Object>> visible() {
        List<List<Object>> rows = new ArrayList<>();
        for (Row row : tables.rows("t", ID)) {
            List<Object> cells = new ArrayList<>();
            cells.add(row.getPrimaryKey().getPrimaryKeyColumn(0).getValue().asLong());
            schema().columns().subList(1, 10).forEach(each -> cells.add(value(row.getLatestColumn(each.name()))));
            rows.add(cells);
        }
        return rows;
    }

    private static Object value(Column column) {
        Object value = column == null ? null : column.getValue().getValue();
        return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
    }

    @Override
    protected List<Object> stored(List<Object> row) {
        List<Object> cells = new ArrayList<>();
        for (Object each : row) {
            if (each instanceof BigDecimal || each instanceof LocalDate) {
                cells.add(each.toString());
            } else if (each instanceof Instant instant) {
                cells.add(instant.toString().replace('T', ' ').replace("Z", ""));
            } else {
                cells.add(each instanceof Rows.Json json ? json.text() : each);
            }
        }
        return cells;
    }
}
