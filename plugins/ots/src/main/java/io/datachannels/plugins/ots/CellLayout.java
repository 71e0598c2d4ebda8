package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.PrimaryKeyColumn;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.Row;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Schema;
import io.datachannels.spi.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A row for each version of each cell, as DataX has it: the primary key, the column's name, the version in milliseconds, the value.
 * Columns by name, newest version first. A row of the table without cells gives nothing.
 */
final class CellLayout implements RowLayout {
    private final Set<String> names;
    private final Schema schema;

    /** @param names the attribute columns to read; empty for all */
    CellLayout(List<PrimaryKeySchema> key, List<String> names) {
        this.names = Set.copyOf(names);
        List<Column> columns = new ArrayList<>();
        key.forEach(each -> columns.add(new Column(
                each.getName(), CellType.of(KeyType.of(each.getType())).columnType())));
        columns.add(new Column("columnName", ColumnType.TEXT));
        columns.add(new Column("timestamp", ColumnType.LONG));
        columns.add(Column.untyped("value"));
        this.schema = new Schema(columns);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<String> columnsToGet() {
        return names.size() > Projection.MAX_COLUMNS_TO_GET ? List.of() : attributes();
    }

    @Override
    public List<String> attributes() {
        return names.stream().sorted().toList();
    }

    @Override
    public Cursor begin(TaskContext task) {
        return new Cells();
    }

    private final class Cells implements Cursor {
        private int done;

        @Override
        public boolean add(Row row, BatchBuilder batch) {
            var cells = row.getColumns();
            for (; done < cells.length; done++) {
                var cell = cells[done];
                if (!names.isEmpty() && !names.contains(cell.getName())) {
                    continue;
                }
                if (batch.isFull()) {
                    return false;
                }
                for (PrimaryKeyColumn key : row.getPrimaryKey().getPrimaryKeyColumns()) {
                    SdkValues.add(key.getValue(), batch);
                }
                batch.addText(cell.getName());
                batch.addLong(cell.getTimestamp());
                SdkValues.add(cell.getValue(), batch);
                batch.endRow();
            }
            done = 0;
            return true;
        }
    }
}
