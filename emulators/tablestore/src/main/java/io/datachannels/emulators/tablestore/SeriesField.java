package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.TimeseriesFieldsToGet;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.flatbuffer.DataType;
import io.datachannels.emulators.tablestore.plainbuffer.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A field of a row of a time series. As a column it is called {@code name:type}, so that a name may have values of several types.
 *
 * @param name without the type
 * @param value of a type that {@link DataType} has
 */
record SeriesField(String name, Value value) {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,127}");
    private static final Set<String> RESERVED =
            Set.of("_m_name", "_data_source", "_tags", "_time", "_meta_update_time", "_attributes");
    private static final Map<Byte, String> TYPES = Map.of(
            Value.INTEGER, "long",
            Value.BOOLEAN, "bool",
            Value.DOUBLE, "double",
            Value.STRING, "string",
            Value.BLOB, "binary");
    private static final List<String> BY_NUMBER = List.of("none", "long", "bool", "double", "string", "binary");

    void check() {
        if (!NAME.matcher(name).matches() || RESERVED.contains(name)) {
            throw ServiceException.invalid("Invalid field name: '" + name + "'.");
        }
    }

    String column() {
        return name + ":" + TYPES.get(value.type());
    }

    /** The columns that a read of the field looks at: one, or all types if the request names none. */
    static Stream<String> columns(TimeseriesFieldsToGet field) {
        if (!field.hasType()) {
            return TYPES.values().stream().map(type -> field.getName() + ":" + type);
        }
        if (field.getType() <= DataType.NONE || field.getType() > DataType.BINARY) {
            throw ServiceException.invalid("Invalid field type: " + field.getType() + ".");
        }
        return Stream.of(field.getName() + ":" + BY_NUMBER.get(field.getType()));
    }
}
