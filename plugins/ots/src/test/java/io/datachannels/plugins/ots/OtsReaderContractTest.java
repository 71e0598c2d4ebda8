package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import io.datachannels.testkit.ReaderContract;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** otsreader with a table's rows; what it reads otherwise is put into the same places by those that extend this. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtsReaderContractTest extends ReaderContract {
    private static final PrimaryKeySchema ID = Tables.key("id", PrimaryKeyType.INTEGER);
    private static final int ROWS = 300;

    @AutoClose
    final Tables tables = new Tables();

    @BeforeAll
    void fill() {
        tables.create("t", ID);
        tables.create("empty", ID);
        tables.create("wide", ID);
        tables.put(List.of(Tables.row("wide", Tables.keyOf("id", 1L), "s", "x".repeat(WIDE))));
        List<RowPutChange> rows = new ArrayList<>();
        for (long id = 0; id < ROWS; id++) {
            rows.add(
                    id % 4 == 3
                            ? Tables.row("t", Tables.keyOf("id", id))
                            : Tables.row(
                                    "t",
                                    Tables.keyOf("id", id),
                                    "s",
                                    "text " + id,
                                    "d",
                                    id / 8.0,
                                    "b",
                                    true,
                                    "x",
                                    new byte[] {1}));
        }
        tables.put(rows);
    }

    @Override
    protected String folder() {
        return "ots";
    }

    @Override
    protected String name() {
        return "otsreader";
    }

    @Override
    protected String parameter() {
        return parameter("t");
    }

    @Override
    protected String emptyParameter() {
        return parameter("empty");
    }

    @Override
    protected String wideParameter() {
        return parameter("wide");
    }

    /** BulkExport, as far as nothing speaks against it. */
    protected String readApi() {
        return "auto";
    }

    /** @param table {@code t}, {@code empty} or {@code wide} */
    String parameter(String table) {
        return """
                {"endpoint": "%s", "accessId": "local", "accessKey": "local", "instanceName": "%s", "table": "%s",
                 "readApi": "%s",
                 "missingColumn": "ignore", "column": ["id", "s", "d", "b", "x", {"type": "string", "value": "c"}],
                 "range": {"split": [{"type": "INT", "value": "100"}, {"type": "INT", "value": "200"}]}}
                """.formatted(tables.endpoint(), Tables.INSTANCE, table, readApi());
    }

    @Override
    protected List<List<Object>> expected() {
        List<List<Object>> rows = new ArrayList<>();
        for (long id = 0; id < ROWS; id++) {
            rows.add(
                    id % 4 == 3
                            ? Arrays.asList(id, null, null, null, null, "c")
                            : List.of(id, "text " + id, id / 8.0, true, ByteBuffer.wrap(new byte[] {1}), "c"));
        }
        return rows;
    }
}
