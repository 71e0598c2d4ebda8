package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.Row;
import io.datachannels.spi.Schema;
import io.datachannels.testkit.WriterContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;

/** otswriter in mode multiVersion: a row for each version of each cell. */
class CellWriterContractTest extends WriterContract {
    private static final PrimaryKeySchema ID = Tables.key("id", PrimaryKeyType.INTEGER);
    private static final int CELLS_PER_ROW = 4;

    /** Versions must not lie further back than a day, so they are counted from here. */
    private final long now = System.currentTimeMillis();

    @AutoClose
    private final Tables tables = new Tables();

    @BeforeEach
    void create() {
        tables.create("t", Map.of(), CELLS_PER_ROW, ID);
    }

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
                 "mode": "multiVersion", "primaryKey": [{"name": "id", "type": "int"}]}
                """.formatted(tables.endpoint(), Tables.INSTANCE);
    }

    @Override
    protected Schema schema() {
        return new Schema(Stream.of("id", "column", "version", "value")
                .map(io.datachannels.spi.Column::untyped)
                .toList());
    }

    @Override
    protected int textColumn() {
        return 3;
    }

    /** Two versions of each of two columns of a key. */
    @Override
    protected List<Object> sample(long id) {
        long cell = id % CELLS_PER_ROW;
        return new ArrayList<>(Arrays.asList(id / CELLS_PER_ROW, "c" + cell % 2, now - cell / 2, "text " + id));
    }

    @Override
    protected List<Object> refused(long id) {
        List<Object> row = sample(id);
        row.set(1, "#" + id);
        return row;
    }

    @Override
    protected boolean waitsForCommit() {
        return false;
    }

    @Override
    protected List<List<Object>> visible() {
        List<List<Object>> cells = new ArrayList<>();
        for (Row row : tables.rows("t", ID)) {
            long id = row.getPrimaryKey().getPrimaryKeyColumn(0).getValue().asLong();
            for (Column cell : row.getColumns()) {
                cells.add(List.of(
                        id, cell.getName(), cell.getTimestamp(), cell.getValue().asString()));
            }
        }
        return cells;
    }

    @Override
    protected List<Object> stored(List<Object> row) {
        return row;
    }
}
