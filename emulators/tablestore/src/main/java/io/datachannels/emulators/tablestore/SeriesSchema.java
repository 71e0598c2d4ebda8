package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.PrimaryKeyType;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.TimeseriesTableMeta;
import io.datachannels.emulators.tablestore.plainbuffer.Cell;
import io.datachannels.emulators.tablestore.plainbuffer.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The primary key that a time series table has as a table of rows: a hash of the series, the series, the time, and the fields that
 * the table counts among its key.
 *
 * @param series the columns of the series: {@code _m_name}, {@code _data_source}, {@code _tags}, or names of tags
 * @param fields the fields of the key
 */
record SeriesSchema(List<String> series, List<PrimaryKeySchema> fields) {
    static final String HASH = "_#h";
    static final String MEASUREMENT = "_m_name";
    static final String SOURCE = "_data_source";
    static final String TAGS = "_tags";
    static final String TIME = "_time";

    private static final List<String> DEFAULT = List.of(MEASUREMENT, SOURCE, TAGS);

    static SeriesSchema of(TimeseriesTableMeta table) {
        List<String> series = table.getTimeseriesKeySchemaCount() == 0 ? DEFAULT : table.getTimeseriesKeySchemaList();
        return new SeriesSchema(series, table.getFieldPrimaryKeySchemaList());
    }

    List<PrimaryKeySchema> columns() {
        List<PrimaryKeySchema> columns = new ArrayList<>();
        columns.add(column(HASH, PrimaryKeyType.INTEGER));
        series.forEach(name -> columns.add(column(name, PrimaryKeyType.STRING)));
        columns.add(column(TIME, PrimaryKeyType.INTEGER));
        columns.addAll(fields);
        return columns;
    }

    /**
     * The key up to the time.
     *
     * @throws ServiceException if the table has no place for something of the series, or the series lacks a tag that the table has
     */
    List<Cell> key(SeriesKey key, long time) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.put(HASH, Value.of(key.hash())));
        SortedMap<String, String> rest = new TreeMap<>(key.tags());
        series.forEach(rest::remove);
        for (String name : series) {
            String value = switch (name) {
                case MEASUREMENT -> key.measurement();
                case SOURCE -> key.source();
                case TAGS -> SeriesKey.text(rest);
                default -> key.tags().get(name);
            };
            if (value == null) {
                throw ServiceException.invalid("The tag '" + name + "' of the time series key is missing.");
            }
            cells.add(Cell.put(name, Value.of(value)));
        }
        if (!rest.isEmpty() && !series.contains(TAGS)) {
            throw ServiceException.invalid(
                    "The tag '" + rest.firstKey() + "' is not in the time series key of the table.");
        }
        cells.add(Cell.put(TIME, Value.of(time)));
        return cells;
    }

    /** Where the time stands among the key's columns. */
    int timeIndex() {
        return series.size() + 1;
    }

    static PrimaryKeySchema column(String name, PrimaryKeyType type) {
        return PrimaryKeySchema.newBuilder().setName(name).setType(type).build();
    }
}
