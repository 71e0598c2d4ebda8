package io.datachannels.plugins.ots;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what someone may have meant. */
final class NearestName {
    private static final int SHOWN = 10;

    private NearestName() {}

    /** The candidate with the fewest edits, if they are few enough for a slip of the pen; case does not count. */
    static Optional<String> of(String name, Collection<String> candidates) {
        int tolerated = Math.max(1, name.length() / 3);
        return candidates.stream()
                .min(Comparator.comparingInt((String each) -> distance(name, each))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(each -> distance(name, each) <= tolerated);
    }

    /** The first of many names, for a message. */
    static String some(Collection<String> names) {
        String shown = names.stream().sorted().limit(SHOWN).collect(Collectors.joining(", "));
        return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
    }

    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
