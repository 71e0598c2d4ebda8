package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.core.protocol.timeseries.TimeseriesProtocolBuilder;
import com.alicloud.openservices.tablestore.model.timeseries.TimeseriesKey;
import com.alicloud.openservices.tablestore.model.timeseries.TimeseriesRow;
import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Schema;
import java.util.ArrayList;
import java.util.List;

/** A point of a time series as a row of a batch. Immutable; safe for use from any thread. */
final class TimeseriesProjection {
    private final List<Cell> cells;
    private final Schema schema;

    /** Adds one cell of a point. */
    private interface Cell {
        void add(TimeseriesRow point, BatchBuilder batch);
    }

    TimeseriesProjection(List<ReadColumn> columns) {
        List<Cell> all = new ArrayList<>();
        List<Column> described = new ArrayList<>();
        for (ReadColumn column : columns) {
            if (column.isConstant()) {
                Constant constant = column.constant();
                all.add((point, batch) -> constant.addTo(batch));
                described.add(new Column(
                        "constant " + (described.size() + 1), constant.type().columnType()));
            } else {
                TimeseriesColumn own = TimeseriesColumn.of(column.name()).orElse(null);
                boolean text = own == null ? column.isTimeseriesTag() : own != TimeseriesColumn.TIME;
                all.add(own == null ? named(column) : own(own));
                described.add(
                        own == TimeseriesColumn.TIME
                                ? new Column(column.name(), ColumnType.LONG)
                                : text ? new Column(column.name(), ColumnType.TEXT) : Column.untyped(column.name()));
            }
        }
        this.cells = List.copyOf(all);
        this.schema = new Schema(described);
    }

    Schema schema() {
        return schema;
    }

    void add(TimeseriesRow point, BatchBuilder batch) {
        for (Cell cell : cells) {
            cell.add(point, batch);
        }
        batch.endRow();
    }

    private static Cell own(TimeseriesColumn column) {
        return switch (column) {
            case MEASUREMENT -> (point, batch) -> batch.addText(key(point).getMeasurementName());
            case DATA_SOURCE -> (point, batch) -> batch.addText(key(point).getDataSource());
            case TAGS ->
                (point, batch) -> batch.addText(
                        TimeseriesProtocolBuilder.buildTagsString(key(point).getTags()));
            case TIME -> (point, batch) -> batch.addLong(point.getTimeInUs());
        };
    }

    private static Cell named(ReadColumn column) {
        String name = column.name();
        return column.isTimeseriesTag()
                ? (point, batch) -> batch.addText(key(point).getTags().get(name))
                : (point, batch) -> SdkValues.add(point.getFields().get(name), batch);
    }

    private static TimeseriesKey key(TimeseriesRow point) {
        return point.getTimeseriesKey();
    }
}
