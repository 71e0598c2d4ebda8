package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.GetStreamRecordResponse;
import com.alicloud.openservices.tablestore.model.PrimaryKeyColumn;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.RecordColumn;
import com.alicloud.openservices.tablestore.model.StreamRecord;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Schema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A row for each change of a table's row. A change that touches none of the columns gives nothing, as in DataX, and so does a
 * deletion, unless a column carries the operation.
 */
final class RowChangeLayout implements ChangeLayout {
    private final List<StreamColumn> columns;
    private final boolean operation;
    private final boolean sequence;
    private final boolean timeseries;
    private final Schema schema;

    RowChangeLayout(StreamReaderConfig config, List<PrimaryKeySchema> key) {
        this.columns = config.column();
        this.operation = config.operationColumn() != null;
        this.sequence = config.isExportSequenceInfo();
        this.timeseries = config.isTimeseriesTable();
        List<Column> described = new ArrayList<>();
        for (StreamColumn column : columns) {
            ColumnType type = timeseries ? timeseriesType(column) : keyType(column.name(), key);
            described.add(type == null ? Column.untyped(column.name()) : new Column(column.name(), type));
        }
        if (operation) {
            described.add(new Column(config.operationColumn(), ColumnType.TEXT));
        }
        if (sequence) {
            described.add(new Column("sequenceInfo", ColumnType.TEXT));
        }
        this.schema = new Schema(described);
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public int add(StreamRecord change, String shard, int from, BatchBuilder batch) {
        if (!operation && change.getRecordType() == StreamRecord.RecordType.DELETE) {
            return DONE;
        }
        Values values = new Values(change);
        if (!operation && columns.stream().noneMatch(values::has)) {
            return DONE;
        }
        for (StreamColumn column : columns) {
            values.add(column, batch);
        }
        if (operation) {
            batch.addText(change.getRecordType().name().toLowerCase(Locale.ROOT));
        }
        if (sequence) {
            batch.addText(SequenceText.of(change.getSequenceInfo(), shard));
        }
        batch.endRow();
        return DONE;
    }

    private static ColumnType keyType(String name, List<PrimaryKeySchema> key) {
        for (PrimaryKeySchema each : key) {
            if (each.getName().equals(name)) {
                return CellType.of(KeyType.of(each.getType())).columnType();
            }
        }
        return null;
    }

    private static ColumnType timeseriesType(StreamColumn column) {
        TimeseriesColumn own = TimeseriesColumn.of(column.name()).orElse(null);
        if (own == null) {
            return column.isTimeseriesTag() ? ColumnType.TEXT : null;
        }
        return own == TimeseriesColumn.TIME ? ColumnType.LONG : ColumnType.TEXT;
    }

    /** The values of one change by name. */
    private final class Values {
        private final StreamRecord change;
        private final Map<String, PrimaryKeyValue> key = new HashMap<>();
        private final Map<String, RecordColumn> changed = new HashMap<>();
        private Map<String, String> tags = Map.of();

        Values(StreamRecord change) {
            this.change = change;
            for (PrimaryKeyColumn each : change.getPrimaryKey().getPrimaryKeyColumns()) {
                key.put(each.getName(), each.getValue());
            }
            for (RecordColumn each : change.getColumns()) {
                changed.put(each.getColumn().getName(), each);
            }
            if (timeseries) {
                readTimeseriesKey();
            }
        }

        /** The service calls the time by another name than the job file, and holds all tags as one text. */
        private void readTimeseriesKey() {
            PrimaryKeyValue time = key.get("time");
            if (time != null) {
                key.putIfAbsent(TimeseriesColumn.TIME.toString(), time);
            }
            PrimaryKeyValue text = key.get(TimeseriesColumn.TAGS.toString());
            if (text != null) {
                tags = GetStreamRecordResponse.parseTimeseriesTags(text.asString());
            }
        }

        boolean has(StreamColumn column) {
            if (column.isTimeseriesTag()) {
                return tags.containsKey(column.name());
            }
            return key.containsKey(column.name()) || value(column) != null;
        }

        void add(StreamColumn column, BatchBuilder batch) {
            if (column.isTimeseriesTag()) {
                batch.addText(tags.get(column.name()));
                return;
            }
            PrimaryKeyValue part = key.get(column.name());
            if (part == null) {
                SdkValues.add(value(column), batch);
            } else {
                SdkValues.add(part, batch);
            }
        }

        private ColumnValue value(StreamColumn column) {
            return switch (column.dataType()) {
                case NEW -> written(column.name());
                case OLD -> original(column.name());
                case LATEST -> latest(column.name());
            };
        }

        /** Null if the change did not write it. */
        private ColumnValue written(String name) {
            RecordColumn cell = changed.get(name);
            return cell == null || cell.getColumnType() != RecordColumn.ColumnType.PUT
                    ? null
                    : cell.getColumn().getValue();
        }

        private ColumnValue original(String name) {
            for (RecordColumn each : change.getOriginColumns()) {
                if (each.getColumn().getName().equals(name)) {
                    return each.getColumn().getValue();
                }
            }
            return null;
        }

        /** A put leaves nothing of what was there before, nor does a deletion. */
        private ColumnValue latest(String name) {
            boolean kept = change.getRecordType() == StreamRecord.RecordType.UPDATE && !changed.containsKey(name);
            return kept ? original(name) : written(name);
        }
    }
}
