package io.datachannels.plugins.odps;

import io.datachannels.spi.JobFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Partitions by the values of their levels: {@code dt=2024*,hh=01}, with * for any text and ? for one character. */
record PartitionPattern(List<Pattern> values) implements PartitionFilter {
    /**
     * Reads {@code a=1,b=*} or {@code a=1/b=*}, with or without blanks and quotes, levels in any order.
     *
     * @throws JobFailure if it does not name every level once
     */
    static PartitionPattern parse(String text, List<String> levels) {
        Map<String, String> values;
        try {
            values = PartitionName.values(text);
        } catch (IllegalArgumentException e) {
            throw invalid(text, levels);
        }
        if (!values.keySet().equals(Set.copyOf(levels))) {
            throw invalid(text, levels);
        }
        return new PartitionPattern(
                levels.stream().map(each -> pattern(values.get(each))).toList());
    }

    @Override
    public boolean matches(List<String> partition) {
        for (int i = 0; i < values.size(); i++) {
            if (!values.get(i).matcher(partition.get(i)).matches()) {
                return false;
            }
        }
        return true;
    }

    private static Pattern pattern(String value) {
        StringBuilder regex = new StringBuilder();
        for (char each : value.toCharArray()) {
            regex.append(each == '*' ? ".*" : each == '?' ? "." : Pattern.quote(String.valueOf(each)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private static JobFailure invalid(String text, List<String> levels) {
        List<String> example = new ArrayList<>();
        levels.forEach(each -> example.add(each + "=*"));
        return new JobFailure(
                "partition \"" + text + "\" does not name every level of the table's partitions once",
                "Write it as " + String.join(",", example) + ", with values for the stars.");
    }
}
