package io.datachannels.engine.report;

import java.util.Locale;

/**
 * How long a job will still take, by how its progress grew: a mean in which what is longer ago than a third of the time so far counts less
 * and less, so that neither a slow beginning nor a single slow batch rules it. For one thread.
 */
final class TimeLeft {
    private static final double SHORTEST_MEMORY = 10;
    private static final double FIRST_SECONDS = 3;
    private static final double LEAST = 0.002;

    private double began = Double.NaN;
    private double lastSeconds;
    private double lastProgress;
    private double rate;

    /**
     * Takes how far the job is.
     *
     * @param seconds since some moment
     * @param progress from 0 to 1; NaN if that cannot be told
     */
    void at(double seconds, double progress) {
        if (Double.isNaN(progress)) {
            return;
        }
        if (Double.isNaN(began)) {
            began = seconds;
        } else if (seconds > lastSeconds) {
            double step = seconds - lastSeconds;
            double now = Math.max(0, progress - lastProgress) / step;
            double memory = Math.max(SHORTEST_MEMORY, (seconds - began) / 3);
            boolean first = lastSeconds == began;
            rate += (first ? 1 : 1 - Math.exp(-step / memory)) * (now - rate);
        }
        lastSeconds = seconds;
        lastProgress = progress;
    }

    /** In seconds; NaN while that cannot be told. */
    double seconds() {
        boolean early = Double.isNaN(began) || lastSeconds - began < FIRST_SECONDS || lastProgress < LEAST;
        return early || rate <= 0 ? Double.NaN : (1 - lastProgress) / rate;
    }

    /** In words, as coarse as an estimate is; empty while it cannot be told. */
    String words() {
        double seconds = seconds();
        if (Double.isNaN(seconds)) {
            return "";
        } else if (seconds < 10) {
            return "a few seconds left";
        } else if (seconds < 55) {
            return "about " + 5 * Math.round(seconds / 5) + " s left";
        } else if (seconds < 100 * 60) {
            return "about " + Math.max(1, Math.round(seconds / 60)) + " min left";
        } else if (seconds < 48 * 3600) {
            return String.format(Locale.ROOT, "about %.1f h left", seconds / 3600);
        }
        return "about " + Math.round(seconds / 86_400) + " days left";
    }
}
