package io.datachannels.plugins.ots;

import io.datachannels.spi.Split;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rows from one key to another. If the begin comes after the end they are read backward.
 *
 * @param begin a value for every primary key column; inclusive
 * @param end likewise, exclusive
 */
record KeyRange(List<KeyPart> begin, List<KeyPart> end) implements Split {
    KeyRange {
        begin = List.copyOf(begin);
        end = List.copyOf(end);
    }

    /** Column by column; of two keys where one begins with the other, the longer one is the greater, as in DataX. */
    static int compare(List<KeyPart> left, List<KeyPart> right) {
        int both = Math.min(left.size(), right.size());
        for (int i = 0; i < both; i++) {
            int order = left.get(i).compareTo(right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    boolean isBackward() {
        return compare(begin, end) > 0;
    }

    /** Whether no key can be in it: both ends are the same, or the same up to where no value lies. */
    boolean isEmpty() {
        for (int i = 0; i < begin.size(); i++) {
            if (begin.get(i).compareTo(end.get(i)) != 0) {
                return false;
            }
            if (begin.get(i).type().isInfinite()) {
                return true;
            }
        }
        return true;
    }

    /** Whether the key lies after the begin and before the end, in the direction in which the range is read. */
    boolean isInside(List<KeyPart> key) {
        return isBackward()
                ? compare(begin, key) > 0 && compare(key, end) > 0
                : compare(begin, key) < 0 && compare(key, end) < 0;
    }

    /** Cuts the range at keys that lie inside of it, in its direction: no gap, no overlap. */
    List<KeyRange> cutAt(List<List<KeyPart>> keys) {
        List<KeyRange> pieces = new ArrayList<>();
        List<KeyPart> from = begin;
        for (List<KeyPart> key : keys) {
            pieces.add(new KeyRange(from, key));
            from = key;
        }
        pieces.add(new KeyRange(from, end));
        return pieces;
    }

    @Override
    public String describe() {
        return "[" + show(begin) + ", " + show(end) + ")";
    }

    private static String show(List<KeyPart> key) {
        return key.stream().map(KeyPart::toString).collect(Collectors.joining(", ", "(", ")"));
    }
}
