package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.OperationType;
import io.datachannels.plugins.ots.SdkCells.Target;
import io.datachannels.spi.Cast;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import io.datachannels.spi.Utf8;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A row as one change of a table, put, update or delete, written in the service's form without an object for each cell. */
final class TableRowEncoder implements ChangeEncoder<WireChange> {
    /** What a cell is likely to take beside its name. */
    private static final int CELL_BYTES = 40;

    private final Changes changes;
    private final Target[] key;
    private final Target[] attributes;
    private final boolean autoIncrement;
    private final int capacity;

    /**
     * What rows do to the rows that have their keys.
     *
     * @param mode where the row does not say it; null if it must
     * @param operation the reader's column that says it, or -1
     * @param timestamp the version of every cell, or null for the service's time
     */
    record Changes(WriteMode mode, int operation, NullInUpdate nullInUpdate, Long timestamp) {}

    /** @param key the primary key columns, in the table's order */
    TableRowEncoder(Changes changes, List<Target> key, List<Target> attributes) {
        this.changes = changes;
        this.key = key.toArray(Target[]::new);
        this.attributes = attributes.toArray(Target[]::new);
        this.autoIncrement = key.stream().anyMatch(each -> each.source() < 0);
        this.capacity = Stream.concat(key.stream(), attributes.stream())
                .mapToInt(each -> each.nameBytes() + CELL_BYTES)
                .sum();
    }

    @Override
    public boolean makesKeys() {
        return autoIncrement;
    }

    @Override
    public int sourceOf(String name) {
        return Stream.concat(Stream.of(key), Stream.of(attributes))
                .filter(target -> target.name().equals(name))
                .mapToInt(Target::source)
                .findFirst()
                .orElse(-1);
    }

    @Override
    public Encoded<WireChange> encode(Row row, Cast cast) {
        PlainRow written = new PlainRow(capacity);
        int size = 0;
        for (Target target : key) {
            size += target.nameBytes() + addKey(target, row, cast, written);
        }
        written.endKey();
        WriteMode mode = mode(row, cast);
        switch (mode) {
            case PUT_ROW -> size += put(row, cast, written);
            case UPDATE_ROW -> size += update(row, cast, written);
            case DELETE_ROW -> {}
        }
        written.end(mode == WriteMode.DELETE_ROW);
        return new Encoded<>(written.key(), WireChange.of(type(mode), written), ServiceLimits.row(size));
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

    private static OperationType type(WriteMode mode) {
        return switch (mode) {
            case PUT_ROW -> OperationType.PUT;
            case UPDATE_ROW -> OperationType.UPDATE;
            case DELETE_ROW -> OperationType.DELETE;
        };
    }

    private int put(Row row, Cast cast, PlainRow written) {
        int size = 0;
        for (Target target : attributes) {
            if (!row.isNull(target.source())) {
                size += target.nameBytes() + add(target, row, cast, written);
            }
        }
        return size;
    }

    private int update(Row row, Cast cast, PlainRow written) {
        int size = 0;
        for (Target target : attributes) {
            if (!row.isNull(target.source())) {
                size += target.nameBytes() + add(target, row, cast, written);
            } else if (changes.nullInUpdate == NullInUpdate.DELETE) {
                written.deleteAll(target.written());
                size += target.nameBytes();
            }
        }
        if (!written.hasAttributes()) {
            throw new RowFailure(-1, "has no value to update the row with, and nullInUpdate is keep");
        }
        return size;
    }

    /** Returns how many bytes the service counts for the value. */
    private int add(Target target, Row row, Cast cast, PlainRow written) {
        int source = target.source();
        switch (target.type()) {
            case STRING -> {
                Utf8 text = ServiceLimits.value(cast.toUtf8(row, source, written.text), source);
                written.string(target.written(), text, changes.timestamp);
                return text.length();
            }
            case INTEGER -> written.integer(target.written(), cast.toLong(row, source), changes.timestamp);
            case DOUBLE -> {
                double value = ServiceLimits.number(cast.toDouble(row, source), source);
                written.real(target.written(), value, changes.timestamp);
            }
            case BOOLEAN -> {
                written.bool(target.written(), cast.toBool(row, source), changes.timestamp);
                return 1;
            }
            case BINARY -> {
                byte[] value = ServiceLimits.value(cast.toBytes(row, source), source);
                written.binary(target.written(), value, changes.timestamp);
                return value.length;
            }
        }
        return Long.BYTES;
    }

    private static int addKey(Target target, Row row, Cast cast, PlainRow written) {
        int source = target.source();
        if (source < 0) {
            written.autoIncrement(target.written());
            return 0;
        }
        if (row.isNull(source)) {
            throw SdkCells.nullKey(target);
        }
        switch (target.type()) {
            case STRING -> {
                Utf8 text = ServiceLimits.key(cast.toUtf8(row, source, written.text), source);
                written.string(target.written(), text, null);
                return text.length();
            }
            case INTEGER -> {
                written.integer(target.written(), cast.toLong(row, source), null);
                return Long.BYTES;
            }
            case BINARY -> {
                byte[] value = ServiceLimits.key(cast.toBytes(row, source), source);
                written.binary(target.written(), value, null);
                return value.length;
            }
            case DOUBLE, BOOLEAN -> {}
        }
        throw new IllegalStateException("not a primary key type: " + target.type());
    }
}
