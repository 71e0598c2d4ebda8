package io.datachannels.plugins.odps;

import com.aliyun.odps.Column;
import com.aliyun.odps.type.TypeInfo;
import io.datachannels.spi.Cast;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes rows of the table of the reader's, and says which partition each belongs to. For one thread. */
final class RowEncoder {
    private final Target target;
    private final boolean emptyAsNull;
    private final Cast cast;
    private final CellEncoder[] encoders;
    private final int[] sources;
    private final int[] wireTypes;
    private final boolean[] nullable;
    private final RowBuffer buffer = new RowBuffer();
    private final String[] values;
    private PartitionName partition;

    RowEncoder(OdpsWriterConfig config, Target target, CellEncoders encoders, Cast cast) {
        this.target = target;
        this.emptyAsNull = config.emptyAsNull();
        this.cast = cast;
        this.values = new String[target.levels().size()];
        List<Column> columns = target.columns();
        this.encoders = new CellEncoder[columns.size()];
        this.sources = target.sources().stream().mapToInt(Integer::intValue).toArray();
        this.wireTypes = new int[columns.size()];
        this.nullable = new boolean[columns.size()];
        for (int i = 0; i < columns.size(); i++) {
            Column each = columns.get(i);
            TypeInfo type = each.getTypeInfo();
            wireTypes[i] = CellEncoders.wireType(type);
            nullable[i] = each.isNullable();
            if (sources[i] >= 0) {
                this.encoders[i] = encoders.of(
                        type, "the column " + each.getName(), config.overLengthRule(), config.maxOdpsFieldLength());
            }
        }
    }

    /**
     * Encodes a row into {@link #buffer} and returns its checksum.
     *
     * @throws RowFailure if the table cannot hold it
     */
    int encode(Row row) {
        buffer.begin();
        for (int i = 0; i < encoders.length; i++) {
            if (sources[i] >= 0) {
                try {
                    encode(row, i);
                } catch (RowFailure e) {
                    throw named(e, target.columns().get(i).getName());
                }
            }
        }
        return buffer.end();
    }

    private void encode(Row row, int i) {
        int source = sources[i];
        boolean put = false;
        if (!isNull(row, source)) {
            buffer.column(i + 1, wireTypes[i]);
            put = encoders[i].put(row, source, buffer);
            if (!put) {
                buffer.undoColumn();
            }
        }
        if (!put && !nullable[i]) {
            throw new RowFailure(source, "is null, which the column cannot be");
        }
    }

    /** What is said of a row names the reader's column; the table's may have another name. */
    private RowFailure named(RowFailure e, String name) {
        boolean told = e.column() < 0 || target.reader().name(e.column()).equalsIgnoreCase(name);
        return told ? e : new RowFailure(e.column(), e.getMessage() + " (for " + name + ")");
    }

    RowBuffer buffer() {
        return buffer;
    }

    /**
     * The partition that a row names; the same object as before if it is the same partition.
     *
     * @throws RowFailure if a cell cannot be a partition's value
     */
    PartitionName partition(Row row) {
        PartitionName last = partition;
        partition = null; // should a value be refused, some of the values are the next one's
        boolean same = last != null;
        for (int i = 0; i < values.length; i++) {
            Target.Level level = target.levels().get(i);
            String value = level.value() == null ? value(row, level) : level.value();
            same &= value.equals(values[i]);
            values[i] = value;
        }
        if (same) {
            partition = last;
        } else {
            Map<String, String> named = new LinkedHashMap<>();
            for (int i = 0; i < values.length; i++) {
                named.put(target.levels().get(i).name(), values[i]);
            }
            partition = new PartitionName(named);
        }
        return partition;
    }

    private String value(Row row, Target.Level level) {
        try {
            return value(row, level.source(), level.type());
        } catch (RowFailure e) {
            throw named(e, level.name());
        }
    }

    private String value(Row row, int source, TypeInfo type) {
        if (row.isNull(source)) {
            throw new RowFailure(source, "is null, which a partition cannot be");
        }
        String value = isWhole(type) ? Long.toString(cast.toLong(row, source)) : cast.toText(row, source);
        String unfit = PartitionName.unfit(value);
        if (unfit != null) {
            throw new RowFailure(source, unfit);
        }
        return value;
    }

    static boolean isWhole(TypeInfo type) {
        return switch (type.getOdpsType()) {
            case TINYINT, SMALLINT, INT, BIGINT -> true;
            default -> false;
        };
    }

    private boolean isNull(Row row, int column) {
        ColumnType type = row.typeAt(column);
        return type == null || emptyAsNull && type == ColumnType.TEXT && row.charsAt(column) == 0;
    }
}
