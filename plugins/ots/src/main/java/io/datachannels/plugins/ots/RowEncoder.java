package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyColumn;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.RowChange;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import io.datachannels.spi.Cast;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Turns rows into changes of a table. Immutable; safe for use from any thread. */
final class RowEncoder {
    private final String table;
    private final WriteMode mode;
    private final Long timestamp;
    private final List<Target> key;
    private final List<Target> attributes;
    private final boolean autoIncrement;

    /**
     * Where a value goes.
     *
     * @param source the reader's column; -1 if the service makes the value
     * @param nameBytes the name's length, for the size of requests
     */
    record Target(String name, CellType type, int source, int nameBytes) {
        Target(String name, CellType type, int source) {
            this(name, type, source, name.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    /** @param size what the service counts: names and values in bytes */
    record Encoded(RowChange change, int size) {}

    /**
     * @param timestamp the version of every cell, or null for the service's time
     * @param key the primary key columns, in the table's order
     */
    RowEncoder(String table, WriteMode mode, Long timestamp, List<Target> key, List<Target> attributes) {
        this.table = table;
        this.mode = mode;
        this.timestamp = timestamp;
        this.key = List.copyOf(key);
        this.attributes = List.copyOf(attributes);
        this.autoIncrement = key.stream().anyMatch(each -> each.source < 0);
    }

    /** Whether every row is a new one, so that no two rows can meet at the same key. */
    boolean makesKeys() {
        return autoIncrement;
    }

    /** The reader's column that goes to the column of that name, or -1. */
    int sourceOf(String name) {
        for (List<Target> targets : List.of(key, attributes)) {
            for (Target target : targets) {
                if (target.name.equals(name)) {
                    return target.source;
                }
            }
        }
        return -1;
    }

    /** @throws RowFailure if a value is missing in the key or cannot be converted */
    Encoded encode(Row row, Cast cast) {
        int size = 0;
        PrimaryKeyColumn[] columns = new PrimaryKeyColumn[key.size()];
        for (int i = 0; i < columns.length; i++) {
            Target target = key.get(i);
            PrimaryKeyValue value = keyValue(target, row, cast);
            columns[i] = new PrimaryKeyColumn(target.name, value);
            size += target.nameBytes + value.getDataSize();
        }
        PrimaryKey primaryKey = new PrimaryKey(columns);
        return switch (mode) {
            case PUT_ROW -> put(primaryKey, size, row, cast);
            case UPDATE_ROW -> update(primaryKey, size, row, cast);
            case DELETE_ROW -> new Encoded(new RowDeleteChange(table, primaryKey), size);
        };
    }

    private Encoded put(PrimaryKey primaryKey, int keySize, Row row, Cast cast) {
        int size = keySize;
        RowPutChange change = timestamp == null
                ? new RowPutChange(table, primaryKey)
                : new RowPutChange(table, primaryKey, timestamp);
        for (Target target : attributes) {
            if (!row.isNull(target.source)) {
                ColumnValue value = value(target, row, cast);
                change.addColumn(target.name, value);
                size += target.nameBytes + size(value);
            }
        }
        return new Encoded(change, size);
    }

    private Encoded update(PrimaryKey primaryKey, int keySize, Row row, Cast cast) {
        int size = keySize;
        RowUpdateChange change = timestamp == null
                ? new RowUpdateChange(table, primaryKey)
                : new RowUpdateChange(table, primaryKey, timestamp);
        for (Target target : attributes) {
            if (row.isNull(target.source)) {
                change.deleteColumns(target.name);
                size += target.nameBytes;
            } else {
                ColumnValue value = value(target, row, cast);
                change.put(target.name, value);
                size += target.nameBytes + size(value);
            }
        }
        return new Encoded(change, size);
    }

    private static PrimaryKeyValue keyValue(Target target, Row row, Cast cast) {
        int source = target.source;
        if (source < 0) {
            return PrimaryKeyValue.AUTO_INCREMENT;
        }
        if (row.isNull(source)) {
            throw new RowFailure(source, "is null, which the primary key column " + target.name + " cannot be");
        }
        return switch (target.type) {
            case STRING -> PrimaryKeyValue.fromString(cast.toText(row, source));
            case INTEGER -> PrimaryKeyValue.fromLong(cast.toLong(row, source));
            case BINARY -> PrimaryKeyValue.fromBinary(cast.toBytes(row, source));
            case DOUBLE, BOOLEAN -> throw new IllegalStateException("not a primary key type: " + target.type);
        };
    }

    /** A string with its bytes, so that the SDK need not encode it once for the size and once for the request. */
    private static ColumnValue value(Target target, Row row, Cast cast) {
        int source = target.source;
        return switch (target.type) {
            case STRING -> {
                String text = cast.toText(row, source);
                yield ColumnValue.fromString(text, text.getBytes(StandardCharsets.UTF_8));
            }
            case INTEGER -> ColumnValue.fromLong(cast.toLong(row, source));
            case DOUBLE -> ColumnValue.fromDouble(cast.toDouble(row, source));
            case BOOLEAN -> ColumnValue.fromBoolean(cast.toBool(row, source));
            case BINARY -> ColumnValue.fromBinary(cast.toBytes(row, source));
        };
    }

    private static int size(ColumnValue value) {
        return switch (value.getType()) {
            case STRING -> value.asStringInBytes().length;
            case BINARY -> value.asBinary().length;
            case BOOLEAN -> 1;
            default -> 8;
        };
    }
}
