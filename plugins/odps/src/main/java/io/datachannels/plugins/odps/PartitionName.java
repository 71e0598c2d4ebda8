package io.datachannels.plugins.odps;

import com.aliyun.odps.PartitionSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A partition, as the value of each level by the level's lower-case name: {@code dt=20240101,hh=01}. The SDK's own parser is not used: it
 * cuts values at slashes and equals signs.
 */
record PartitionName(Map<String, String> values) {
    /** What the service or its addresses would take for something else; all its documentation allows is without them. */
    private static final Pattern UNFIT = Pattern.compile("[,/='\"\\\\\\p{Cntrl}]");

    private static final int LONGEST = 255;
    private static final Pattern SEPARATOR = Pattern.compile("[,/]");

    PartitionName {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Reads {@code a=1,b=2} or {@code a=1/b=2}, with or without blanks and quotes; levels in any order.
     *
     * @throws IllegalArgumentException if it has another form; the message says what is wrong
     */
    static PartitionName parse(String text) {
        Map<String, String> values = values(text);
        values.forEach((name, value) -> {
            String unfit = unfit(value);
            if (unfit != null) {
                throw new IllegalArgumentException("the value of " + name + " " + unfit);
            }
        });
        return new PartitionName(values);
    }

    /** As {@link #parse} does, whatever the values are: the lower-case names with them. */
    static Map<String, String> values(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String part : SEPARATOR.split(text, -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "must be like dt=20240101,hh=01; \"" + part.strip() + "\" has no value");
            }
            String name = part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
            if (name.isEmpty()) {
                throw new IllegalArgumentException("must have a name before =");
            }
            if (values.put(name, unquoted(part.substring(equals + 1).strip())) != null) {
                throw new IllegalArgumentException("names " + name + " twice");
            }
        }
        return values;
    }

    /** Why a text cannot be a level's value; null if it can. */
    static String unfit(String value) {
        if (value.isBlank()) {
            return "is empty, which a partition cannot be";
        }
        if (UNFIT.matcher(value).find() || !value.equals(value.strip())) {
            return "has a comma, slash, quote, equals sign, blank at an end or control character, which a partition cannot have";
        }
        return value.length() > LONGEST ? "has more than " + LONGEST + " characters" : null;
    }

    /** As the tunnel takes it, and as people read it. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        values.forEach((name, value) -> parts.add(name + "=" + value));
        return String.join(",", parts);
    }

    String sql() {
        List<String> parts = new ArrayList<>();
        values.forEach((name, value) -> parts.add("`" + name + "`='" + value + "'"));
        return String.join(",", parts);
    }

    PartitionSpec spec() {
        PartitionSpec spec = new PartitionSpec();
        values.forEach(spec::set);
        return spec;
    }

    /** The value without the quotes around it, if there are any. */
    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2
                && (value.charAt(0) == '\'' || value.charAt(0) == '"')
                && value.charAt(value.length() - 1) == value.charAt(0);
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
