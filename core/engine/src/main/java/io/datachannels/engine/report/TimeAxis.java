package io.datachannels.engine.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The time of a run from left to right.
 *
 * @param millis the whole of it
 * @param left where it begins
 * @param right where it ends
 */
record TimeAxis(long millis, double left, double right) {
    private static final long[] STEPS = {
        10,
        20,
        50,
        100,
        200,
        500,
        1000,
        2000,
        5000,
        10_000,
        20_000,
        30_000,
        60_000,
        120_000,
        300_000,
        600_000,
        1_200_000,
        1_800_000,
        3_600_000,
        7_200_000,
        14_400_000,
        21_600_000,
        43_200_000,
        86_400_000
    };
    private static final int MOST_TICKS = 10;

    TimeAxis {
        millis = Math.max(1, millis);
    }

    double x(long moment) {
        return left + (right - left) * Math.min(1, (double) moment / millis);
    }

    /** Draws ticks and their times under a chart. */
    void draw(Svg svg, double top, double bottom) {
        for (long each : ticks()) {
            svg.line("grid", x(each), top, x(each), bottom);
            svg.label(x(each), bottom + 16, each == 0 ? "start" : "middle", words(each));
        }
    }

    private List<Long> ticks() {
        long step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0 && millis / STEPS[i] < MOST_TICKS; i--) {
            step = STEPS[i];
        }
        while (millis / step >= MOST_TICKS) {
            step *= 2;
        }
        List<Long> ticks = new ArrayList<>();
        for (long each = 0; each <= millis; each += step) {
            ticks.add(each);
        }
        return ticks;
    }

    /** A length of time, such as {@code 1.5 s}, {@code 12:30 min} or {@code 3:15:00 h}. */
    static String words(long millis) {
        long seconds = millis / 1000;
        if (millis < 60_000) {
            String text = String.format(Locale.ROOT, "%.2f", millis / 1000.0);
            return text.replaceAll("\\.?0+$", "") + " s";
        } else if (seconds < 3600) {
            return String.format(Locale.ROOT, "%d:%02d min", seconds / 60, seconds % 60);
        }
        return String.format(Locale.ROOT, "%d:%02d:%02d h", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
}
