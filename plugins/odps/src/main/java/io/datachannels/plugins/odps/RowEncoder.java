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

    RowEncoder(OdpsWriterConfig config, Target target, CellEncoders encoders, Cast cast) {
        this.target = target;
        this.emptyAsNull = config.emptyAsNull();
        this.cast = cast;
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
            int source = sources[i];
            if (source < 0) {
                continue;
            }
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
        return buffer.end();
    }

    RowBuffer buffer() {
        return buffer;
    }

    /** @throws RowFailure if a cell cannot be a partition's value */
    PartitionName partition(Row row) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Target.Level each : target.levels()) {
            values.put(each.name(), each.value() == null ? value(row, each) : each.value());
        }
        return new PartitionName(values);
    }

    private String value(Row row, Target.Level level) {
        int source = level.source();
        if (row.isNull(source)) {
            throw new RowFailure(source, "is null, which a partition cannot be");
        }
        String value = switch (level.type().getOdpsType()) {
            case TINYINT, SMALLINT, INT, BIGINT -> Long.toString(cast.toLong(row, source));
            default -> cast.toText(row, source);
        };
        String unfit = PartitionName.unfit(value);
        if (unfit != null) {
            throw new RowFailure(source, unfit);
        }
        return value;
    }

    private boolean isNull(Row row, int column) {
        ColumnType type = row.typeAt(column);
        return type == null
                || emptyAsNull && type == ColumnType.TEXT && row.textAt(column).isEmpty();
    }
}
