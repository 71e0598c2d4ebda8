package io.datachannels.engine.report;

import io.datachannels.engine.run.AttemptReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The splits as a picture: a lane for each channel, a bar for each attempt; bars too narrow to be seen are put together. */
final class SplitsChart {
    private static final int MOST_BARS = 1000;
    private static final double NARROWEST = 1.2;
    private static final double SLOW = 2;
    private static final long SLOW_MILLIS = 1000;
    private static final int FEWEST = 4;
    private static final int TOP = 4;
    private static final int MOST_HEIGHT = 640;
    private static final int LANE = 20;

    private final List<AttemptReport> attempts;
    private final TimeAxis axis;
    private final long slow;

    /** @param attempts one or more */
    SplitsChart(List<AttemptReport> attempts, TimeAxis axis) {
        this.attempts = attempts;
        this.axis = axis;
        this.slow = slowFrom(attempts);
    }

    String draw() {
        Map<Integer, List<AttemptReport>> lanes = new TreeMap<>();
        attempts.forEach(each ->
                lanes.computeIfAbsent(each.lane(), lane -> new ArrayList<>()).add(each));
        double lane = Math.max(2, Math.min(LANE, (double) MOST_HEIGHT / lanes.size()));
        double bottom = TOP + lane * lanes.size();
        Svg svg = new Svg((int) bottom + 24, "the splits over time, a lane for each channel");
        axis.draw(svg, TOP, bottom);
        double narrowest = NARROWEST;
        if (attempts.size() > MOST_BARS) {
            narrowest = Math.max(narrowest, (axis.right() - axis.left()) * lanes.size() / MOST_BARS);
        }
        double y = TOP;
        for (Map.Entry<Integer, List<AttemptReport>> each : lanes.entrySet()) {
            if (lane >= 12) {
                svg.label(axis.left() - 8, y + lane / 2 + 4, "end", "channel " + each.getKey());
            }
            each.getValue().sort(Comparator.comparingLong(AttemptReport::begin));
            moved(svg, each.getValue(), y, lane * 0.8, narrowest);
            remarkable(svg, each.getValue(), y, lane * 0.8);
            y += lane;
        }
        return svg.end();
    }

    boolean isSlow(AttemptReport attempt) {
        return attempt.state() == AttemptReport.State.DONE && attempt.millis() >= slow;
    }

    /** On top of the others, and wide enough to be seen. */
    private void remarkable(Svg svg, List<AttemptReport> lane, double y, double height) {
        for (AttemptReport each : lane) {
            if (!isOrdinary(each)) {
                double x = axis.x(each.begin());
                double width = Math.max(3, axis.x(each.end()) - x - 0.4);
                svg.rectangle("bar " + style(each), x, y, width, height, words(each));
            }
        }
    }

    private boolean isOrdinary(AttemptReport attempt) {
        return style(attempt).equals("done");
    }

    private void moved(Svg svg, List<AttemptReport> lane, double y, double height, double narrowest) {
        int next = 0;
        while (next < lane.size()) {
            AttemptReport first = lane.get(next);
            if (!isOrdinary(first)) {
                next++;
                continue;
            }
            double x = axis.x(first.begin());
            int end = next + 1;
            while (end < lane.size()
                    && isOrdinary(lane.get(end))
                    && axis.x(lane.get(end).end()) - x < narrowest) {
                end++;
            }
            AttemptReport last = lane.get(end - 1);
            double width = Math.max(0.8, axis.x(last.end()) - x - 0.4);
            String words = end - next == 1 ? words(first) : words(lane.subList(next, end));
            svg.rectangle("bar done", x, y, width, height, words);
            next = end;
        }
    }

    private String style(AttemptReport attempt) {
        return isSlow(attempt) ? "slow" : attempt.state().name().toLowerCase(Locale.ROOT);
    }

    private static String words(AttemptReport attempt) {
        String text = String.format(
                Locale.ROOT,
                "split %,d%s: %s%n%,d rows, %s in %s, from %s",
                attempt.task(),
                attempt.attempt() == 0 ? "" : ", attempt " + (attempt.attempt() + 1),
                attempt.split(),
                attempt.rows(),
                ReportText.bytes(attempt.bytes()),
                TimeAxis.words(attempt.millis()),
                TimeAxis.words(attempt.begin()));
        if (attempt.dirty() > 0) {
            text += String.format(Locale.ROOT, "%n%,d rows failed", attempt.dirty());
        }
        return attempt.failure() == null ? text : text + "\n" + attempt.failure();
    }

    private static String words(List<AttemptReport> group) {
        return String.format(
                Locale.ROOT,
                "%,d splits: %,d rows in %s, from %s",
                group.size(),
                group.stream().mapToLong(AttemptReport::rows).sum(),
                TimeAxis.words(group.get(group.size() - 1).end() - group.get(0).begin()),
                TimeAxis.words(group.get(0).begin()));
    }

    /** From how many milliseconds on a split is slow among the others. */
    private static long slowFrom(List<AttemptReport> attempts) {
        long[] millis = attempts.stream()
                .filter(each -> each.state() == AttemptReport.State.DONE)
                .mapToLong(AttemptReport::millis)
                .sorted()
                .toArray();
        return millis.length < FEWEST
                ? Long.MAX_VALUE
                : Math.max(SLOW_MILLIS, (long) (SLOW * millis[millis.length / 2]) + 1);
    }
}
