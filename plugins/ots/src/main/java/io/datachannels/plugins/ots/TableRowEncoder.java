package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.RowChange;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import io.datachannels.plugins.ots.SdkCells.Target;
import io.datachannels.spi.Cast;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A row as one change of a table: put, update or delete. */
final class TableRowEncoder implements ChangeEncoder<RowChange> {
    private final String table;
    private final Changes changes;
    private final List<Target> key;
    private final List<Target> attributes;
    private final boolean autoIncrement;

    /**
     * What rows do to the rows that have their keys.
     *
     * @param mode where the row does not say it; null if it must
     * @param operation the reader's column that says it, or -1
     * @param timestamp the version of every cell, or null for the service's time
     */
    record Changes(WriteMode mode, int operation, NullInUpdate nullInUpdate, Long timestamp) {}

    /** @param key the primary key columns, in the table's order */
    TableRowEncoder(String table, Changes changes, List<Target> key, List<Target> attributes) {
        this.table = table;
        this.changes = changes;
        this.key = List.copyOf(key);
        this.attributes = List.copyOf(attributes);
        this.autoIncrement = key.stream().anyMatch(each -> each.source() < 0);
    }

    @Override
    public boolean makesKeys() {
        return autoIncrement;
    }

    @Override
    public int sourceOf(String name) {
        return Stream.concat(key.stream(), attributes.stream())
                .filter(target -> target.name().equals(name))
                .mapToInt(Target::source)
                .findFirst()
                .orElse(-1);
    }

    @Override
    public Encoded<RowChange> encode(Row row, Cast cast) {
        PrimaryKey primaryKey = SdkCells.key(key, row, cast);
        int size = SdkCells.size(key, primaryKey);
        return switch (mode(row, cast)) {
            case PUT_ROW -> put(primaryKey, size, row, cast);
            case UPDATE_ROW -> update(primaryKey, size, row, cast);
            case DELETE_ROW -> new Encoded<>(primaryKey, new RowDeleteChange(table, primaryKey), size);
        };
    }

    private WriteMode mode(Row row, Cast cast) {
        int source = changes.operation;
        if (source < 0 || row.isNull(source) && changes.mode != null) {
            return changes.mode;
        }
        if (row.isNull(source)) {
            throw new RowFailure(source, "is null, but must be put, update or delete");
        }
        return switch (cast.toText(row, source).strip().toLowerCase(Locale.ROOT)) {
            case "put", "putrow", "put_row" -> WriteMode.PUT_ROW;
            case "update", "updaterow", "update_row" -> WriteMode.UPDATE_ROW;
            case "delete", "deleterow", "delete_row" -> WriteMode.DELETE_ROW;
            default -> throw new RowFailure(source, "must be put, update or delete");
        };
    }

    private Encoded<RowChange> put(PrimaryKey primaryKey, int keySize, Row row, Cast cast) {
        int size = keySize;
        RowPutChange change = changes.timestamp == null
                ? new RowPutChange(table, primaryKey)
                : new RowPutChange(table, primaryKey, changes.timestamp);
        for (int i = 0; i < attributes.size(); i++) {
            Target target = attributes.get(i);
            if (!row.isNull(target.source())) {
                ColumnValue value = SdkCells.value(target.type(), row, target.source(), cast);
                change.addColumn(target.name(), value);
                size += target.nameBytes() + SdkCells.size(value);
            }
        }
        return new Encoded<>(primaryKey, change, ServiceLimits.row(size));
    }

    private Encoded<RowChange> update(PrimaryKey primaryKey, int keySize, Row row, Cast cast) {
        int size = keySize;
        RowUpdateChange change = changes.timestamp == null
                ? new RowUpdateChange(table, primaryKey)
                : new RowUpdateChange(table, primaryKey, changes.timestamp);
        for (int i = 0; i < attributes.size(); i++) {
            Target target = attributes.get(i);
            if (!row.isNull(target.source())) {
                ColumnValue value = SdkCells.value(target.type(), row, target.source(), cast);
                change.put(target.name(), value);
                size += target.nameBytes() + SdkCells.size(value);
            } else if (changes.nullInUpdate == NullInUpdate.DELETE) {
                change.deleteColumns(target.name());
                size += target.nameBytes();
            }
        }
        if (change.getColumnsToUpdate().isEmpty()) {
            throw new RowFailure(-1, "has no value to update the row with, and nullInUpdate is keep");
        }
        return new Encoded<>(primaryKey, change, ServiceLimits.row(size));
    }
}
