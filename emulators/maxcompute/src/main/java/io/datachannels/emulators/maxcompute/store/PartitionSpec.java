package io.datachannels.emulators.maxcompute.store;

import io.datachannels.emulators.maxcompute.types.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;

/** A partition, or the beginning of several: values by partition column, in the order of the table's columns. */
public final class PartitionSpec {
    private final Map<String, String> values;

    private PartitionSpec(Map<String, String> values) {
        this.values = values;
    }

    /**
     * A partition of a table with these partition columns; the order of {@code values} does not matter.
     *
     * @throws IllegalArgumentException if it names a column that is none of them, or skips one
     */
    public static PartitionSpec of(List<Column> columns, Map<String, String> values) {
        Map<String, String> left = new LinkedHashMap<>();
        values.forEach((name, value) -> left.put(name.toLowerCase(Locale.ROOT), value));
        Map<String, String> ordered = new LinkedHashMap<>();
        for (Column column : columns) {
            String value = left.remove(column.name());
            if (value == null) {
                break;
            }
            if (value.isEmpty()) {
                throw new IllegalArgumentException("partition column " + column.name() + " has an empty value");
            }
            ordered.put(column.name(), value);
        }
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("invalid partition spec " + values);
        }
        return new PartitionSpec(ordered);
    }

    /** Reads {@code dt=2024,hh='01'}; a slash may stand for the comma, blanks and quotes may be there or not. */
    public static PartitionSpec parse(List<Column> columns, String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : split(text)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("invalid partition spec " + text);
            }
            values.put(
                    pair.substring(0, equals).trim(),
                    unquoted(pair.substring(equals + 1).trim()));
        }
        return of(columns, values);
    }

    /** Reads the name of a partition's folder. */
    static PartitionSpec ofFolder(String name) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : name.split(",")) {
            int equals = pair.indexOf('=');
            values.put(FileNames.decode(pair.substring(0, equals)), FileNames.decode(pair.substring(equals + 1)));
        }
        return new PartitionSpec(values);
    }

    private static List<String> split(String text) {
        List<String> pairs = new ArrayList<>();
        StringBuilder pair = new StringBuilder();
        char quote = 0;
        for (char c : text.toCharArray()) {
            if (quote == 0 && (c == ',' || c == '/')) {
                pairs.add(pair.toString());
                pair.setLength(0);
            } else {
                pair.append(c);
                if (c == quote) {
                    quote = 0;
                } else if (quote == 0 && (c == '\'' || c == '"')) {
                    quote = c;
                }
            }
        }
        pairs.add(pair.toString());
        return pairs;
    }

    private static String unquoted(String text) {
        int last = text.length() - 1;
        boolean quoted =
                last > 0 && text.charAt(0) == text.charAt(last) && (text.charAt(0) == '\'' || text.charAt(0) == '"');
        return quoted ? text.substring(1, last) : text;
    }

    public Map<String, String> values() {
        return values;
    }

    /** Whether it names a value for every partition column of the table. */
    public boolean isWhole(List<Column> columns) {
        return values.size() == columns.size();
    }

    /** Whether this one is {@code other} or lies in it. */
    public boolean isIn(PartitionSpec other) {
        return values.entrySet().containsAll(other.values.entrySet());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PartitionSpec spec && values.equals(spec.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    /** {@code dt=2024,hh=01}. */
    @Override
    public String toString() {
        StringJoiner joined = new StringJoiner(",");
        values.forEach((name, value) -> joined.add(name + "=" + value));
        return joined.toString();
    }
}
