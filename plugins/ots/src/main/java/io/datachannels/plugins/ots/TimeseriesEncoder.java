package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.core.protocol.timeseries.TimeseriesResponseFactory;
import com.alicloud.openservices.tablestore.model.timeseries.TimeseriesKey;
import com.alicloud.openservices.tablestore.model.timeseries.TimeseriesRow;
import io.datachannels.spi.Cast;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** A row as a point of a time series; a null tag or field is left out. Writing a point again replaces it. */
final class TimeseriesEncoder implements ChangeEncoder<TimeseriesRow> {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int NANOS_PER_MICRO = 1000;

    private final List<WriteColumn> columns;
    private final TimeUnit unit;
    private final int measurement;
    private final int source;
    private final int tags;
    private final int time;

    private record PointKey(TimeseriesKey series, long time) {}

    /** @param columns the reader's columns, in order */
    TimeseriesEncoder(List<WriteColumn> columns, TimeUnit unit) {
        this.columns = List.copyOf(columns);
        this.unit = unit;
        this.measurement = sourceOf(TimeseriesColumn.MEASUREMENT.toString());
        this.source = sourceOf(TimeseriesColumn.DATA_SOURCE.toString());
        this.tags = sourceOf(TimeseriesColumn.TAGS.toString());
        this.time = sourceOf(TimeseriesColumn.TIME.toString());
    }

    @Override
    public boolean makesKeys() {
        return false;
    }

    @Override
    public int sourceOf(String name) {
        return columns.stream().map(WriteColumn::name).toList().indexOf(name);
    }

    @Override
    public Encoded<TimeseriesRow> encode(Row row, Cast cast) {
        String name = required(measurement, row, cast);
        String from = source < 0 || row.isNull(source) ? "" : cast.toText(row, source);
        TimeseriesKey series = new TimeseriesKey(name, from, tags(row, cast));
        TimeseriesRow point = new TimeseriesRow(series, micros(row, cast));
        for (int i = 0; i < columns.size(); i++) {
            WriteColumn column = columns.get(i);
            boolean field = !column.isTimeseriesTag()
                    && TimeseriesColumn.of(column.name()).isEmpty();
            if (field && !row.isNull(i)) {
                point.addField(column.name(), SdkCells.value(column.cellType(), row, i, cast));
            }
        }
        if (point.getFields().isEmpty()) {
            throw new RowFailure(-1, "has no field: every one is null");
        }
        int size = ServiceLimits.row(point.getTimeseriesRowDataSize());
        return new Encoded<>(new PointKey(series, point.getTimeInUs()), point, size);
    }

    private Map<String, String> tags(Row row, Cast cast) {
        Map<String, String> all = new TreeMap<>();
        if (tags >= 0 && !row.isNull(tags)) {
            String text = cast.toText(row, tags).strip();
            try {
                all.putAll(TimeseriesResponseFactory.parseTagsOrAttrs(text));
            } catch (RuntimeException e) {
                throw new RowFailure(tags, "is not of the form [\"k1=v1\",\"k2=v2\"]");
            }
        }
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).isTimeseriesTag() && !row.isNull(i)) {
                String value = cast.toText(row, i);
                if (value.indexOf('"') >= 0 || value.indexOf('=') >= 0) {
                    throw new RowFailure(i, "has a character that a tag must not have: \" or =");
                }
                all.put(columns.get(i).name(), value);
            }
        }
        return all;
    }

    /** A timestamp tells its unit itself. */
    private long micros(Row row, Cast cast) {
        required(time, row);
        long micros;
        if (row.typeAt(time) == ColumnType.TIMESTAMP) {
            micros = row.epochSecondAt(time) * MICROS_PER_SECOND + row.nanosAt(time) / NANOS_PER_MICRO;
        } else {
            micros = unit.toMicros(cast.toLong(row, time));
        }
        if (micros < 0 || micros == Long.MAX_VALUE) {
            throw new RowFailure(time, "is no time from 1970 on, counted in " + unit);
        }
        return micros;
    }

    private static String required(int column, Row row, Cast cast) {
        required(column, row);
        return cast.toText(row, column);
    }

    private static void required(int column, Row row) {
        if (row.isNull(column)) {
            throw new RowFailure(column, "is null, which a point of a time series must have");
        }
    }
}
