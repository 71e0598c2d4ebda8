package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyColumn;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import io.datachannels.spi.Cast;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.Utf8;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Cells of a batch as values of the SDK, within the service's limits. */
final class SdkCells {
    private SdkCells() {}

    /**
     * Where a value goes.
     *
     * @param source the reader's column; -1 if the service makes the value
     * @param nameBytes the name's length, for the size of requests
     * @param written the name as a row has it
     */
    record Target(String name, CellType type, int source, int nameBytes, PlainRow.Name written) {
        Target(String name, CellType type, int source) {
            this(name, type, source, name.getBytes(StandardCharsets.UTF_8).length, new PlainRow.Name(name));
        }
    }

    static RowFailure nullKey(Target target) {
        return new RowFailure(target.source, "is null, which the primary key column " + target.name + " cannot be");
    }

    /** @throws RowFailure if a value is missing or cannot be converted */
    static PrimaryKey key(List<Target> key, Row row, Cast cast) {
        PrimaryKeyColumn[] columns = new PrimaryKeyColumn[key.size()];
        for (int i = 0; i < columns.length; i++) {
            Target target = key.get(i);
            columns[i] = new PrimaryKeyColumn(target.name, keyValue(target, row, cast));
        }
        return new PrimaryKey(columns);
    }

    /** What the service counts: names and values in bytes. */
    static int size(List<Target> key, PrimaryKey values) {
        int size = 0;
        for (int i = 0; i < key.size(); i++) {
            PrimaryKeyValue value = values.getPrimaryKeyColumn(i).getValue();
            size += key.get(i).nameBytes + value.getDataSize();
        }
        return size;
    }

    /** As the type that the job file gives; a string with its bytes, so that the SDK need not encode it again. */
    static ColumnValue value(CellType type, Row row, int source, Cast cast) {
        return switch (type) {
            case STRING -> text(cast.toText(row, source), source);
            case INTEGER -> ColumnValue.fromLong(cast.toLong(row, source));
            case DOUBLE -> ColumnValue.fromDouble(ServiceLimits.number(cast.toDouble(row, source), source));
            case BOOLEAN -> ColumnValue.fromBoolean(cast.toBool(row, source));
            case BINARY -> ColumnValue.fromBinary(ServiceLimits.value(cast.toBytes(row, source), source));
        };
    }

    /** As the type that the cell has; what Tablestore has no type for becomes a string. */
    static ColumnValue value(Row row, int source, Cast cast) {
        return switch (row.typeAt(source)) {
            case LONG -> ColumnValue.fromLong(row.longAt(source));
            case DOUBLE -> ColumnValue.fromDouble(ServiceLimits.number(row.doubleAt(source), source));
            case BOOL -> ColumnValue.fromBoolean(row.boolAt(source));
            case BYTES -> ColumnValue.fromBinary(ServiceLimits.value(row.bytesAt(source), source));
            case TEXT, DECIMAL, DATE, TIMESTAMP, JSON -> text(cast.toText(row, source), source);
        };
    }

    static int size(ColumnValue value) {
        return switch (value.getType()) {
            case STRING -> value.asStringInBytes().length;
            case BINARY -> value.asBinary().length;
            case BOOLEAN -> 1;
            default -> 8;
        };
    }

    private static ColumnValue text(String text, int source) {
        return ColumnValue.fromString(text, ServiceLimits.value(utf8(text, source), source));
    }

    private static byte[] utf8(String text, int source) {
        return new Utf8().take(text, source).toBytes();
    }

    private static PrimaryKeyValue keyValue(Target target, Row row, Cast cast) {
        int source = target.source;
        if (row.isNull(source)) {
            throw nullKey(target);
        }
        return switch (target.type) {
            case STRING -> {
                String text = cast.toText(row, source);
                yield PrimaryKeyValue.fromString(text, ServiceLimits.key(utf8(text, source), source));
            }
            case INTEGER -> PrimaryKeyValue.fromLong(cast.toLong(row, source));
            case BINARY -> PrimaryKeyValue.fromBinary(ServiceLimits.key(cast.toBytes(row, source), source));
            case DOUBLE, BOOLEAN -> throw new IllegalStateException("not a primary key type: " + target.type);
        };
    }
}
