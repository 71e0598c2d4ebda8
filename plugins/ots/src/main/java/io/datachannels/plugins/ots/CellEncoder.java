package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.core.utils.Pair;
import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.RowChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange.Type;
import io.datachannels.plugins.ots.SdkCells.Target;
import io.datachannels.spi.Cast;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A row as one version of a cell, as DataX has it: the primary key, the column's name, the version in milliseconds, the value; a null
 * value deletes that version. Rows of the same key that follow each other become one update.
 */
final class CellEncoder implements ChangeEncoder<RowChange> {
    private static final int VERSION_BYTES = 8;

    private final String table;
    private final List<Target> key;
    private final String prefix;
    private final int name;

    /**
     * @param key the primary key columns, in the table's order
     * @param prefix what every column's name begins with and is not written; may be empty
     */
    CellEncoder(String table, List<Target> key, String prefix) {
        this.table = table;
        this.key = List.copyOf(key);
        this.prefix = prefix;
        this.name = key.size();
    }

    @Override
    public boolean makesKeys() {
        return false;
    }

    @Override
    public int sourceOf(String column) {
        return key.stream()
                .filter(target -> target.name().equals(column))
                .mapToInt(Target::source)
                .findFirst()
                .orElse(name + 2);
    }

    @Override
    public Encoded<RowChange> encode(Row row, Cast cast) {
        PrimaryKey primaryKey = SdkCells.key(key, row, cast);
        String column = column(row, cast);
        long version = version(row, cast);
        int size = SdkCells.size(key, primaryKey) + column.getBytes(StandardCharsets.UTF_8).length;
        RowUpdateChange change = new RowUpdateChange(table, primaryKey);
        if (row.isNull(name + 2)) {
            change.deleteColumn(column, version);
            size += VERSION_BYTES;
        } else {
            ColumnValue value = SdkCells.value(row, name + 2, cast);
            change.put(column, value, version);
            size += SdkCells.size(value);
        }
        return new Encoded<>(primaryKey, change, size);
    }

    private String column(Row row, Cast cast) {
        if (row.isNull(name)) {
            throw new RowFailure(name, "is null, but must be the name of a column");
        }
        String column = cast.toText(row, name);
        if (!column.startsWith(prefix)) {
            throw new RowFailure(name, "does not begin with columnNamePrefixFilter, " + prefix);
        }
        String bare = column.substring(prefix.length());
        if (!WriteColumn.isName(bare)) {
            throw new RowFailure(name, "is no column's name: it must be 1..255 bytes, not beginning with #");
        }
        return bare;
    }

    private long version(Row row, Cast cast) {
        if (row.isNull(name + 1)) {
            throw new RowFailure(name + 1, "is null, but must be the version in milliseconds");
        }
        long version = cast.toLong(row, name + 1);
        if (version < 0) {
            throw new RowFailure(name + 1, "is less than 0, but must be the version in milliseconds since 1970");
        }
        return version;
    }

    /** Not where the same version is put and deleted: what the service makes of that in one change is not documented. */
    @Override
    public boolean merge(RowChange into, RowChange change) {
        List<Pair<Column, Type>> cells = ((RowUpdateChange) into).getColumnsToUpdate();
        Pair<Column, Type> cell =
                ((RowUpdateChange) change).getColumnsToUpdate().get(0);
        if (cells.size() >= ServiceLimits.COLUMNS) {
            return false;
        }
        for (Pair<Column, Type> other : cells) {
            if (other.getSecond() != cell.getSecond() && isSameVersion(other.getFirst(), cell.getFirst())) {
                return false;
            }
        }
        cells.add(cell);
        return true;
    }

    @Override
    public RowChange part(RowChange merged, int fromCell, int toCell) {
        RowUpdateChange part = new RowUpdateChange(table, merged.getPrimaryKey());
        part.getColumnsToUpdate()
                .addAll(((RowUpdateChange) merged).getColumnsToUpdate().subList(fromCell, toCell));
        return part;
    }

    private static boolean isSameVersion(Column left, Column right) {
        return left.getTimestamp() == right.getTimestamp() && left.getName().equals(right.getName());
    }
}
