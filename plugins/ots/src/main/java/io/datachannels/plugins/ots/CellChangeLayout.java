package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.PrimaryKeyColumn;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.RecordColumn;
import com.alicloud.openservices.tablestore.model.StreamRecord;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Schema;
import java.util.ArrayList;
import java.util.List;

/** A row for each change of a cell, as DataX has it; a put of a row begins with the deletion of what was there. */
final class CellChangeLayout implements ChangeLayout {
    private final boolean emptyPuts;
    private final boolean sequence;
    private final Schema schema;

    /**
     * @param emptyPuts whether a put without cells is more than the deletion of its row
     * @param sequence whether a last column has each change's place
     */
    CellChangeLayout(List<PrimaryKeySchema> key, boolean emptyPuts, boolean sequence) {
        this.emptyPuts = emptyPuts;
        this.sequence = sequence;
        List<io.datachannels.spi.Column> columns = new ArrayList<>();
        key.forEach(each -> columns.add(new io.datachannels.spi.Column(
                each.getName(), CellType.of(KeyType.of(each.getType())).columnType())));
        columns.add(new io.datachannels.spi.Column("columnName", ColumnType.TEXT));
        columns.add(new io.datachannels.spi.Column("version", ColumnType.LONG));
        columns.add(io.datachannels.spi.Column.untyped("value"));
        columns.add(new io.datachannels.spi.Column("opType", ColumnType.TEXT));
        if (sequence) {
            columns.add(new io.datachannels.spi.Column("sequenceInfo", ColumnType.TEXT));
        }
        this.schema = new Schema(columns);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public int add(StreamRecord change, String shard, int from, BatchBuilder batch) {
        int cells = change.getColumns().size();
        int deletions = change.getRecordType() == StreamRecord.RecordType.UPDATE ? 0 : 1;
        boolean emptyPut = emptyPuts && cells == 0 && change.getRecordType() == StreamRecord.RecordType.PUT;
        int rows = deletions + (emptyPut ? 1 : cells);
        int row = from;
        while (row < rows && !batch.isFull()) {
            for (PrimaryKeyColumn key : change.getPrimaryKey().getPrimaryKeyColumns()) {
                SdkValues.add(key.getValue(), batch);
            }
            if (row < deletions) {
                addRow(CellChange.DR, batch);
            } else if (emptyPut) {
                addRow(CellChange.U, batch);
            } else {
                add(change.getColumns().get(row - deletions), batch);
            }
            if (sequence) {
                batch.addText(SequenceText.of(change.getSequenceInfo(), shard, row));
            }
            batch.endRow();
            row++;
        }
        return row < rows ? row : DONE;
    }

    private static void addRow(CellChange what, BatchBuilder batch) {
        batch.addNull().addNull().addNull().addText(what.name());
    }

    private static void add(RecordColumn changed, BatchBuilder batch) {
        Column cell = changed.getColumn();
        batch.addText(cell.getName());
        switch (changed.getColumnType()) {
            case PUT -> {
                batch.addLong(cell.getTimestamp());
                SdkValues.add(cell.getValue(), batch);
                batch.addText(CellChange.U.name());
            }
            case DELETE_ONE_VERSION ->
                batch.addLong(cell.getTimestamp()).addNull().addText(CellChange.DO.name());
            case DELETE_ALL_VERSION -> batch.addNull().addNull().addText(CellChange.DA.name());
        }
    }
}
