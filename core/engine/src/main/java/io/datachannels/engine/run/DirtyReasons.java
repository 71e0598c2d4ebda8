package io.datachannels.engine.run;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts rows that were set aside by the reason for it; of reasons without end the first ones. Safe for use from any thread. */
final class DirtyReasons {
    static final String OTHERS = "other reasons";
    private static final int MOST = 100;

    private final Map<String, Long> rows = new HashMap<>();

    synchronized void add(String reason, long count) {
        int distinct = rows.size() - (rows.containsKey(OTHERS) ? 1 : 0);
        boolean known = reason.equals(OTHERS) || rows.containsKey(reason) || distinct < MOST;
        rows.merge(known ? reason : OTHERS, count, Long::sum);
    }

    void addTo(DirtyReasons sum) {
        all().forEach(each -> sum.add(each.reason(), each.rows()));
    }

    /** The most frequent first. */
    synchronized List<DirtyReason> all() {
        return rows.entrySet().stream()
                .map(each -> new DirtyReason(each.getKey(), each.getValue()))
                .sorted(Comparator.comparingLong(DirtyReason::rows).reversed().thenComparing(DirtyReason::reason))
                .toList();
    }
}
