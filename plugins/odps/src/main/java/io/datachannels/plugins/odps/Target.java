package io.datachannels.plugins.odps;

import com.aliyun.odps.Column;
import com.aliyun.odps.TableSchema;
import com.aliyun.odps.type.TypeInfo;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.NearestName;
import io.datachannels.spi.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the reader's columns go: found out once, when the table is known.
 *
 * @param reader the reader's columns
 * @param columns the table's columns but for its partition columns, in the table's order
 * @param sources for each of them the number of the reader's column, or -1 for null
 * @param levels the table's partition columns, in order; none if it has no partitions
 */
record Target(Schema reader, List<Column> columns, List<Integer> sources, List<Level> levels) {
    /**
     * A partition column.
     *
     * @param value what all rows have there, or null if it is taken from the row
     * @param source the number of the reader's column that has it; -1 if all rows have the value
     */
    record Level(String name, TypeInfo type, String value, int source) {}

    static Target of(OdpsWriterConfig config, Schema reader, TableSchema table) {
        List<String> problems = new ArrayList<>();
        Map<String, Integer> given = given(config, reader, table, problems);
        List<Column> columns = List.copyOf(table.getColumns());
        List<Integer> sources = new ArrayList<>();
        for (Column each : columns) {
            Integer source = given.remove(lower(each.getName()));
            sources.add(source == null ? -1 : source);
            if (source == null && !each.isNullable() && !each.hasDefaultValue()) {
                problems.add("column must have " + each.getName() + ", which cannot be null");
            }
        }
        List<Level> levels = levels(config, table, given, problems);
        List<String> names = new ArrayList<>();
        table.getAllColumns().forEach(each -> names.add(each.getName()));
        for (String each : given.keySet()) {
            problems.add("the table has no column " + each
                    + NearestName.of(each, names)
                            .map(near -> "; did you mean " + near + "?")
                            .orElse(""));
        }
        if (!problems.isEmpty()) {
            throw new JobFailure(
                    config.access().name(config.table()) + ": " + String.join("; ", problems),
                    "The table has the columns " + NearestName.some(names) + ".");
        }
        return new Target(reader, columns, List.copyOf(sources), levels);
    }

    /** Whether the row says which partition it belongs to. */
    boolean isDynamic() {
        return levels.stream().anyMatch(each -> each.value() == null);
    }

    /** The one partition of all rows, or null if the table has none. */
    PartitionName onePartition() {
        if (levels.isEmpty()) {
            return null;
        }
        Map<String, String> values = new LinkedHashMap<>();
        levels.forEach(each -> values.put(each.name(), each.value()));
        return new PartitionName(values);
    }

    /** The numbers of the reader's columns by the names of the table's. */
    private static Map<String, Integer> given(
            OdpsWriterConfig config, Schema reader, TableSchema table, List<String> problems) {
        List<String> names = config.allColumns()
                ? table.getColumns().stream().map(Column::getName).toList()
                : config.column().stream().map(WriteColumn::name).toList();
        if (names.size() != reader.size()) {
            String has =
                    config.allColumns() ? "the table has " + names.size() : "column has " + names.size() + " names";
            problems.add(has + ", but the reader delivers " + reader.size() + " columns");
        }
        Map<String, Integer> given = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            given.put(lower(names.get(i)), i);
        }
        return given;
    }

    private static List<Level> levels(
            OdpsWriterConfig config, TableSchema table, Map<String, Integer> given, List<String> problems) {
        Map<String, String> named = new LinkedHashMap<>(config.namedPartition().values());
        List<Level> levels = new ArrayList<>();
        for (Column each : table.getPartitionColumns()) {
            String name = lower(each.getName());
            String value = normal(named.remove(name), each, problems);
            Integer source = given.remove(name);
            if (value == null && source == null) {
                problems.add(
                        "the table has the partition column " + name + ", which neither partition nor column names");
            } else if (value != null && source != null) {
                problems.add("the partition column " + name + " is in both partition and column");
            }
            levels.add(new Level(name, each.getTypeInfo(), value, source == null || value != null ? -1 : source));
        }
        for (String each : named.keySet()) {
            problems.add(
                    levels.isEmpty()
                            ? "partition names " + each + ", but the table has no partitions"
                            : "partition names " + each + ", which is no partition column; they are "
                                    + String.join(
                                            ", ",
                                            levels.stream().map(Level::name).toList()));
        }
        return levels;
    }

    /** A number as the service keeps it, without leading noughts. */
    private static String normal(String value, Column level, List<String> problems) {
        if (value == null || !RowEncoder.isWhole(level.getTypeInfo())) {
            return value;
        }
        try {
            return Long.toString(Long.parseLong(value));
        } catch (NumberFormatException e) {
            problems.add("the partition column " + lower(level.getName()) + " takes whole numbers, not " + value);
            return value;
        }
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
