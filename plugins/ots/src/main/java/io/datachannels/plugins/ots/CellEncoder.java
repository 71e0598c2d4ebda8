package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.core.utils.Pair;
import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.RowChange;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange.Type;
import io.datachannels.plugins.ots.SdkCells.Target;
import io.datachannels.spi.Cast;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A row as one version of a cell, as DataX has it: the primary key, the column's name, the version in milliseconds, the value; a null
 * value deletes that version, unless one more column says what becomes of the cell or of the row. Rows of the same key that follow each
 * other become one update, or one put if the first of them deletes the row.
 */
final class CellEncoder implements ChangeEncoder<RowChange> {
    private static final int VERSION_BYTES = 8;

    private final String table;
    private final List<Target> key;
    private final String prefix;
    private final int name;
    private final int operation;

    /**
     * @param key the primary key columns, in the table's order
     * @param prefix what every column's name begins with and is not written; may be empty
     * @param operation the reader's column that says what a row does, or -1
     */
    CellEncoder(String table, List<Target> key, String prefix, int operation) {
        this.table = table;
        this.key = List.copyOf(key);
        this.prefix = prefix;
        this.name = key.size();
        this.operation = operation;
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
        int keySize = SdkCells.size(key, primaryKey);
        CellChange what = change(row, cast);
        if (what == CellChange.DR) {
            return new Encoded<>(primaryKey, new RowDeleteChange(table, primaryKey), keySize);
        }
        if (what == CellChange.U && operation >= 0 && row.isNull(name) && row.isNull(name + 2)) {
            return new Encoded<>(primaryKey, new RowPutChange(table, primaryKey), keySize);
        }
        String column = column(row, cast);
        int size = keySize + column.getBytes(StandardCharsets.UTF_8).length;
        RowUpdateChange change = new RowUpdateChange(table, primaryKey);
        switch (what) {
            case DA -> change.deleteColumns(column);
            case DO -> {
                change.deleteColumn(column, version(row, cast));
                size += VERSION_BYTES;
            }
            default -> {
                long version = version(row, cast);
                if (row.isNull(name + 2)) {
                    throw new RowFailure(name + 2, "is null, but must be the value of the cell that U writes");
                }
                ColumnValue value = SdkCells.value(row, name + 2, cast);
                change.put(column, value, version);
                size += SdkCells.size(value);
            }
        }
        return new Encoded<>(primaryKey, change, size);
    }

    private CellChange change(Row row, Cast cast) {
        if (operation < 0 || row.isNull(operation)) {
            return row.isNull(name + 2) ? CellChange.DO : CellChange.U;
        }
        return switch (cast.toText(row, operation).strip()) {
            case "U" -> CellChange.U;
            case "DO" -> CellChange.DO;
            case "DA" -> CellChange.DA;
            case "DR" -> CellChange.DR;
            default -> throw new RowFailure(operation, "must be U, DO, DA or DR");
        };
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

    @Override
    public Optional<RowChange> merge(RowChange change, RowChange later) {
        if (change instanceof RowDeleteChange && later instanceof RowPutChange) {
            return Optional.of(later);
        }
        if (!(later instanceof RowUpdateChange update)) {
            return Optional.empty();
        }
        Pair<Column, Type> cell = update.getColumnsToUpdate().get(0);
        if (change instanceof RowUpdateChange before) {
            return merge(before, cell);
        }
        return cell.getSecond() == Type.PUT ? put(change, cell.getFirst()) : Optional.empty();
    }

    /** A put of a row that was deleted or put just before. A put without cells stays one, so that its parts can be told. */
    private Optional<RowChange> put(RowChange change, Column cell) {
        RowPutChange put =
                change instanceof RowPutChange before ? before : new RowPutChange(table, change.getPrimaryKey());
        int cells = put.getColumnsToPut().size();
        if (cells == 0 && put == change || cells >= ServiceLimits.COLUMNS) {
            return Optional.empty();
        }
        return Optional.of(put.addColumn(cell));
    }

    /** Not where the same cell is put and deleted: what the service makes of that in one change is not documented. */
    private static Optional<RowChange> merge(RowUpdateChange change, Pair<Column, Type> cell) {
        List<Pair<Column, Type>> cells = change.getColumnsToUpdate();
        if (cells.size() >= ServiceLimits.COLUMNS) {
            return Optional.empty();
        }
        for (Pair<Column, Type> other : cells) {
            if (other.getSecond() != cell.getSecond() && meet(other, cell)) {
                return Optional.empty();
            }
        }
        cells.add(cell);
        return Optional.of(change);
    }

    private static boolean meet(Pair<Column, Type> left, Pair<Column, Type> right) {
        if (!left.getFirst().getName().equals(right.getFirst().getName())) {
            return false;
        }
        return left.getSecond() == Type.DELETE_ALL
                || right.getSecond() == Type.DELETE_ALL
                || left.getFirst().getTimestamp() == right.getFirst().getTimestamp();
    }

    @Override
    public RowChange part(RowChange merged, int from, int to) {
        if (merged instanceof RowPutChange put) {
            return part(put, from, to);
        }
        RowUpdateChange part = new RowUpdateChange(table, merged.getPrimaryKey());
        part.getColumnsToUpdate()
                .addAll(((RowUpdateChange) merged).getColumnsToUpdate().subList(from, to));
        return part;
    }

    /** The first of what a put was merged of deletes the row; each other one puts a cell, or there is one that has none. */
    private RowChange part(RowPutChange merged, int from, int to) {
        PrimaryKey primaryKey = merged.getPrimaryKey();
        List<Column> cells = merged.getColumnsToPut();
        if (to == 1) {
            return new RowDeleteChange(table, primaryKey);
        }
        if (from == 0 || cells.isEmpty()) {
            return new RowPutChange(table, primaryKey).addColumns(cells.subList(0, Math.min(cells.size(), to - 1)));
        }
        RowUpdateChange part = new RowUpdateChange(table, primaryKey);
        cells.subList(from - 1, to - 1).forEach(part::put);
        return part;
    }
}
