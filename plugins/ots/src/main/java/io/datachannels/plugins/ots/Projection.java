package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.Row;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Column;
import io.datachannels.spi.Schema;
import io.datachannels.spi.TaskContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A row of the table as one row of a batch: columns of the primary key, the latest version of attributes, constants. */
final class Projection implements RowLayout {
    /** More columns than these must not be asked for by name. */
    static final int MAX_COLUMNS_TO_GET = 128;

    private final List<PrimaryKeySchema> key;
    private final String[] attributes;
    private final Slot[] slots;
    private final Schema schema;
    private final boolean exhaustive;

    /**
     * Where a cell comes from: a column of the primary key, an attribute or a constant.
     *
     * @param name the column's; of a constant null
     * @param keyColumn its number in the primary key, or -1
     * @param attribute its number among the attributes, or -1
     */
    record Slot(String name, int keyColumn, int attribute, Constant constant) {}

    /** @param exhaustive whether a row with any other attribute is to be set aside; it would lose that one */
    Projection(List<ReadColumn> columns, List<PrimaryKeySchema> key, boolean exhaustive) {
        this.key = key;
        this.exhaustive = exhaustive;
        List<String> keyNames = key.stream().map(PrimaryKeySchema::getName).toList();
        Set<String> names = new TreeSet<>();
        columns.stream()
                .filter(each -> !each.isConstant() && !keyNames.contains(each.name()))
                .forEach(each -> names.add(each.name()));
        List<String> sorted = List.copyOf(names);
        this.attributes = sorted.toArray(String[]::new);
        List<Column> described = new ArrayList<>();
        this.slots = new Slot[columns.size()];
        for (int i = 0; i < slots.length; i++) {
            ReadColumn column = columns.get(i);
            if (column.isConstant()) {
                Constant constant = column.constant();
                slots[i] = new Slot(null, -1, -1, constant);
                described.add(new Column("constant " + (i + 1), constant.type().columnType()));
                continue;
            }
            int keyColumn = keyNames.indexOf(column.name());
            slots[i] = new Slot(column.name(), keyColumn, sorted.indexOf(column.name()), null);
            described.add(
                    keyColumn < 0
                            ? Column.untyped(column.name())
                            : new Column(
                                    column.name(),
                                    CellType.of(KeyType.of(key.get(keyColumn).getType()))
                                            .columnType()));
        }
        this.schema = new Schema(described);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<String> attributes() {
        return List.of(attributes);
    }

    /** The cells of a row, in order. */
    List<Slot> slots() {
        return List.of(slots);
    }

    /**
     * What to ask the service for: the attributes, and a primary key column, without which it leaves out rows that have none of the
     * attributes. Empty for everything, where there are more names than may be asked for or any other name matters.
     */
    @Override
    public List<String> columnsToGet() {
        if (exhaustive || attributes.length + 1 > MAX_COLUMNS_TO_GET) {
            return List.of();
        }
        List<String> names = new ArrayList<>(attributes());
        names.add(key.get(0).getName());
        return names;
    }

    /**
     * What to ask BulkExport for, which answers what is asked for and nothing else: the columns of the rows and a primary key column.
     * Empty if that is more than can be asked for.
     */
    List<String> columnsToExport() {
        Set<String> names = new TreeSet<>(attributes());
        names.add(key.get(0).getName());
        for (Slot slot : slots) {
            if (slot.keyColumn >= 0) {
                names.add(slot.name);
            }
        }
        return exhaustive || names.size() > MAX_COLUMNS_TO_GET ? List.of() : List.copyOf(names);
    }

    @Override
    public Cursor begin(TaskContext task) {
        ColumnValue[] scratch = new ColumnValue[attributes.length];
        return (row, batch) -> {
            String other = find(row, scratch);
            if (other == null) {
                add(row.getPrimaryKey(), scratch, batch);
            } else {
                task.reject(
                        row.getPrimaryKey().toString(),
                        other,
                        row.getLatestColumn(other).getValue().toString(),
                        "is not among the columns that \"*\" stands for: the primary key, the predefined columns and those"
                                + " of the first rows; name it in column, or predefine it in the table");
            }
            return true;
        };
    }

    private void add(PrimaryKey rowKey, ColumnValue[] scratch, BatchBuilder batch) {
        for (Slot slot : slots) {
            if (slot.keyColumn >= 0) {
                SdkValues.add(rowKey.getPrimaryKeyColumn(slot.keyColumn).getValue(), batch);
            } else if (slot.attribute >= 0) {
                SdkValues.add(scratch[slot.attribute], batch);
            } else {
                slot.constant.addTo(batch);
            }
        }
        batch.endRow();
    }

    /** Both sides are sorted by name, so one walk finds all. Returns a name that the row has too many, if that matters. */
    private String find(Row row, ColumnValue[] scratch) {
        var columns = row.getColumns();
        int at = 0;
        for (int i = 0; i < attributes.length; i++) {
            scratch[i] = null;
            int order = 1;
            while (at < columns.length && (order = columns[at].getName().compareTo(attributes[i])) < 0) {
                if (exhaustive) {
                    return columns[at].getName();
                }
                at++;
            }
            if (order == 0) {
                scratch[i] = columns[at++].getValue();
            }
        }
        return exhaustive && at < columns.length ? columns[at].getName() : null;
    }
}
