package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.Row;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Column;
import io.datachannels.spi.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What of a table's row becomes a row of a batch. Immutable; safe for use from any thread. */
final class Projection {
    /** More columns than these must not be asked for by name. */
    static final int MAX_COLUMNS_TO_GET = 128;

    private final List<PrimaryKeySchema> key;
    private final String[] attributes;
    private final Slot[] slots;
    private final Schema schema;

    /** Where a cell comes from: a column of the primary key, an attribute or a constant. */
    private record Slot(int keyColumn, int attribute, Constant constant) {}

    Projection(List<ReadColumn> columns, List<PrimaryKeySchema> key) {
        this.key = key;
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
                slots[i] = new Slot(-1, -1, constant);
                described.add(new Column("constant " + (i + 1), constant.type().columnType()));
                continue;
            }
            int keyColumn = keyNames.indexOf(column.name());
            slots[i] = new Slot(keyColumn, sorted.indexOf(column.name()), null);
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

    Schema schema() {
        return schema;
    }

    /** The names of the attribute columns. */
    List<String> attributes() {
        return List.of(attributes);
    }

    /**
     * What to ask the service for: the attributes, and a primary key column, without which it leaves out rows that have none of the
     * attributes. Empty for everything, where there are more names than may be asked for.
     */
    List<String> columnsToGet() {
        if (attributes.length + 1 > MAX_COLUMNS_TO_GET) {
            return List.of();
        }
        List<String> names = new ArrayList<>(attributes());
        names.add(key.get(0).getName());
        return names;
    }

    /** A place for the attributes of one row, to be used again for the next; one for each thread. */
    ColumnValue[] scratch() {
        return new ColumnValue[attributes.length];
    }

    void add(Row row, ColumnValue[] scratch, BatchBuilder batch) {
        find(row, scratch);
        PrimaryKey rowKey = row.getPrimaryKey();
        for (Slot slot : slots) {
            if (slot.keyColumn >= 0) {
                add(rowKey.getPrimaryKeyColumn(slot.keyColumn).getValue(), batch);
            } else if (slot.attribute >= 0) {
                add(scratch[slot.attribute], batch);
            } else {
                slot.constant.addTo(batch);
            }
        }
        batch.endRow();
    }

    /** Both sides are sorted by name, so one walk finds all. */
    private void find(Row row, ColumnValue[] scratch) {
        var columns = row.getColumns();
        int at = 0;
        for (int i = 0; i < attributes.length; i++) {
            scratch[i] = null;
            int order = 1;
            while (at < columns.length && (order = columns[at].getName().compareTo(attributes[i])) < 0) {
                at++;
            }
            if (order == 0) {
                scratch[i] = columns[at++].getValue();
            }
        }
    }

    private static void add(PrimaryKeyValue value, BatchBuilder batch) {
        switch (value.getType()) {
            case INTEGER -> batch.addLong(value.asLong());
            case STRING -> batch.addText(value.asString());
            case BINARY -> batch.addBytes(value.asBinary());
            default -> throw new IllegalStateException("not a primary key type: " + value.getType());
        }
    }

    private static void add(ColumnValue value, BatchBuilder batch) {
        if (value == null) {
            batch.addNull();
            return;
        }
        switch (value.getType()) {
            case INTEGER -> batch.addLong(value.asLong());
            case STRING -> batch.addText(value.asString());
            case DOUBLE -> batch.addDouble(value.asDouble());
            case BOOLEAN -> batch.addBool(value.asBoolean());
            case BINARY -> batch.addBytes(value.asBinary());
            default -> throw new IllegalStateException("not a column type: " + value.getType());
        }
    }
}
