package io.datachannels.plugins.ots;

import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import java.util.List;

/** The {@code range} of a job file. */
record RangeConfig(
        @Optional
        @Doc("Where to begin, inclusive: values of the first primary key columns, in the table's order; nothing for the"
                + " very beginning. If it comes after the end, rows are read backward.")
        List<KeyItem> begin,

        @Optional
        @Doc("Where to end, exclusive; with fewer values than primary key columns, including all rows that begin so.")
        List<KeyItem> end,

        @Optional
        @Doc("Where to cut the range into tasks: values of the first primary key column, in the direction of reading.")
        List<KeyItem> split) {

    static final RangeConfig ALL = new RangeConfig(List.of(), List.of(), List.of());

    RangeConfig {
        begin = begin == null ? List.of() : List.copyOf(begin);
        end = end == null ? List.of() : List.copyOf(end);
        split = split == null ? List.of() : List.copyOf(split);
    }

    void validate(Problems problems) {
        validate("range.begin", begin, problems);
        validate("range.end", end, problems);
        validate("range.split", split, problems);
        for (int i = 0; i < split.size(); i++) {
            boolean infinite = KeyType.parse(split.get(i).type())
                    .filter(KeyType::isInfinite)
                    .isPresent();
            problems.check(!infinite, "range.split[" + i + "].type", "must be string, int or binary");
        }
    }

    private static void validate(String key, List<KeyItem> items, Problems problems) {
        for (int i = 0; i < items.size(); i++) {
            items.get(i).validate(key + "[" + i + "]", problems);
        }
    }
}
