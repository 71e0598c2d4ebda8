package io.datachannels.spi;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Finds what somebody meant who mistyped a name. */
public final class NearestName {
    private static final int LONGEST = 100;
    private static final int SHOWN = 10;

    private NearestName() {}

    /**
     * The known name that is the fewest typing slips away: a letter too many, missing, wrong, or two changed places; case, dashes and
     * underscores count nothing. Empty if even that needs a slip in every three letters or more.
     */
    public static Optional<String> of(String typed, Collection<String> known) {
        String best = null;
        int fewest = Integer.MAX_VALUE;
        String given = letters(typed);
        if (given.isEmpty() || given.length() > LONGEST) {
            return Optional.empty();
        }
        for (String candidate : known) {
            String name = letters(candidate);
            int most = Math.max(1, Math.max(given.length(), name.length()) / 3);
            if (Math.abs(given.length() - name.length()) <= most && most < name.length()) {
                int slips = distance(given, name);
                if (slips <= most && slips < fewest) {
                    fewest = slips;
                    best = candidate;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** {@code , did you mean "table"?}, or nothing. */
    public static String hint(String typed, Collection<String> known) {
        return of(typed, known).map(each -> ", did you mean \"" + each + "\"?").orElse("");
    }

    /** The first of many names, for a message. */
    public static String some(Collection<String> names) {
        String shown = names.stream().sorted().limit(SHOWN).collect(Collectors.joining(", "));
        return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** Damerau and Levenshtein's distance, each place edited once. */
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(last[j], row[j - 1]) + 1);
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
