package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Turns a job file's {@code range} into keys of a table, completing what it leaves out. */
final class RangeResolver {
    private final List<PrimaryKeySchema> columns;
    private final Findings findings = new Findings();

    RangeResolver(List<PrimaryKeySchema> columns) {
        this.columns = columns;
    }

    /**
     * The range, or the ranges that the job file cuts it into.
     *
     * @throws io.datachannels.spi.JobFailure with everything that does not fit the table
     */
    List<KeyRange> resolve(RangeConfig config) {
        List<KeyPart> begin = parts("range.begin", config.begin());
        List<KeyPart> end = parts("range.end", config.end());
        List<KeyPart> split = parts("range.split", config.split(), false);
        findings.throwIfAny("Change range to fit the table's primary key " + columns + ".");
        KeyRange range = complete(begin, end);
        if (range.isEmpty()) {
            findings.add(
                    "range", "begin and end are the same key, so the range " + range.describe() + " holds nothing");
        } else {
            check(split, range);
        }
        findings.throwIfAny("Change range.");
        return range.cutAt(split.stream().map(this::point).toList());
    }

    /** As DataX completes it: an equal prefix is all that begins so, a begin after the end goes backward. */
    private KeyRange complete(List<KeyPart> begin, List<KeyPart> end) {
        List<KeyPart> from = begin.isEmpty() ? fill(begin, KeyPart.MIN) : begin;
        List<KeyPart> to = end.isEmpty() ? fill(end, KeyPart.MAX) : end;
        boolean backward = KeyRange.compare(from, to) > 0;
        return new KeyRange(
                fill(from, backward ? KeyPart.MAX : KeyPart.MIN), fill(to, backward ? KeyPart.MIN : KeyPart.MAX));
    }

    private List<KeyPart> fill(List<KeyPart> prefix, KeyPart filler) {
        List<KeyPart> key = new ArrayList<>(prefix);
        key.addAll(Collections.nCopies(columns.size() - prefix.size(), filler));
        return key;
    }

    private List<KeyPart> point(KeyPart partition) {
        return fill(List.of(partition), KeyPart.MIN);
    }

    private void check(List<KeyPart> split, KeyRange range) {
        int direction = range.isBackward() ? -1 : 1;
        for (int i = 0; i < split.size(); i++) {
            String key = "range.split[" + i + "]";
            if (!range.isInside(point(split.get(i)))) {
                findings.add(key, split.get(i) + " lies outside the range " + range.describe());
            } else if (i > 0 && split.get(i).compareTo(split.get(i - 1)) * direction <= 0) {
                findings.add(
                        key,
                        split.get(i) + " must be " + (direction > 0 ? "greater" : "less") + " than " + split.get(i - 1)
                                + " before it");
            }
        }
    }

    private List<KeyPart> parts(String key, List<KeyItem> items) {
        if (items.size() > columns.size()) {
            findings.add(
                    key, "has " + items.size() + " values, but the primary key has " + columns.size() + " columns");
            return List.of();
        }
        return parts(key, items, true);
    }

    private List<KeyPart> parts(String key, List<KeyItem> items, boolean oneEach) {
        List<KeyPart> parts = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            KeyPart part = items.get(i).part();
            PrimaryKeySchema column = columns.get(oneEach ? i : 0);
            KeyType expected = KeyType.of(column.getType());
            findings.check(
                    part.type() == expected || part.type().isInfinite(),
                    key + "[" + i + "]",
                    "is of type " + part.type() + ", but the primary key column " + column.getName() + " is of type "
                            + expected);
            parts.add(part);
        }
        return parts;
    }
}
