package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/** otsreader in mode multiVersion: a row for each version of each cell. */
class CellReaderContractTest extends OtsReaderContractTest {
    private static final PrimaryKeySchema ID = Tables.key("id", PrimaryKeyType.INTEGER);
    private static final int ROWS = 90;

    /** Versions must not lie further back than a day, so they are counted from here. */
    private final long now = System.currentTimeMillis();

    @Override
    @BeforeAll
    void fill() {
        tables.create("t", Map.of(), 3, ID);
        tables.create("empty", Map.of(), 3, ID);
        tables.create("wide", Map.of(), 3, ID);
        tables.put(Tables.row("wide", Tables.keyOf("id", 1), "c", "x".repeat(WIDE)));
        List<RowPutChange> rows = new ArrayList<>();
        for (long id = 0; id < ROWS; id++) {
            RowPutChange row = new RowPutChange("t", Tables.keyOf("id", id));
            row.addColumn("a", ColumnValue.fromLong(id), now);
            row.addColumn("a", ColumnValue.fromString("older"), now - 1);
            row.addColumn("b", ColumnValue.fromDouble(id / 8.0), now);
            rows.add(row);
        }
        tables.put(rows);
    }

    @Override
    String parameter(String table) {
        return """
                {"endpoint": "%s", "accessId": "local", "accessKey": "local", "instanceName": "%s", "table": "%s",
                 "mode": "multiVersion",
                 "range": {"split": [{"type": "INT", "value": "30"}, {"type": "INT", "value": "60"}]}}
                """.formatted(tables.endpoint(), Tables.INSTANCE, table);
    }

    @Override
    protected List<List<Object>> expected() {
        List<List<Object>> cells = new ArrayList<>();
        for (long id = 0; id < ROWS; id++) {
            cells.add(List.of(id, "a", now, id));
            cells.add(List.of(id, "a", now - 1, "older"));
            cells.add(List.of(id, "b", now, id / 8.0));
        }
        return cells;
    }
}
