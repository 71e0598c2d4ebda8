package io.datachannels.engine.report;

import io.datachannels.engine.run.LiveCounts;
import io.datachannels.engine.run.Stage;
import io.datachannels.engine.run.TransformedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a running job gets on, in a line: what matters most first, so that what does not fit is left out at the end. For one thread. */
final class ProgressLine {
    private static final String BETWEEN = " | ";

    private final TimeLeft timeLeft = new TimeLeft();
    private LiveCounts.Snapshot last = new LiveCounts.Snapshot(0, 0, 0, TransformedRows.NONE, 0, 0, Double.NaN);
    private double lastSeconds;

    /**
     * The line of this moment.
     *
     * @param seconds since the job began
     * @param width how many characters it may have
     */
    String of(LiveCounts.Snapshot now, Stage stage, double seconds, int width) {
        double step = Math.max(1e-3, seconds - lastSeconds);
        double rows = Math.max(0, now.rows() - last.rows()) / step;
        double bytes = Math.max(0, now.bytes() - last.bytes()) / step;
        last = now;
        lastSeconds = seconds;
        List<String> parts = new ArrayList<>();
        parts.add(
                stage == Stage.MOVE
                        ? "moving"
                        : stage.name().toLowerCase(Locale.ROOT).replace('_', ' '));
        if (stage == Stage.MOVE) {
            timeLeft.at(seconds, now.progress());
            if (!Double.isNaN(now.progress())) {
                parts.add(percent(now.progress()));
            }
            if (!timeLeft.words().isEmpty()) {
                parts.add(timeLeft.words());
            }
        }
        parts.add(String.format(Locale.ROOT, "%,d rows", now.rows()));
        if (stage == Stage.MOVE) {
            parts.add(String.format(Locale.ROOT, "%,.0f rows/s", rows));
        }
        if (now.dirty() > 0) {
            parts.add(String.format(Locale.ROOT, "%,d failed", now.dirty()));
        }
        if (stage == Stage.MOVE) {
            parts.add(ReportText.bytes(bytes) + "/s");
        }
        parts.add(String.format(Locale.ROOT, "%,d of %,d splits", now.finishedTasks(), now.tasks()));
        parts.add(ReportText.bytes(now.bytes()));
        return joined(parts, width);
    }

    /** Rounded down: a job is at 100 % when it is done. */
    static String percent(double share) {
        return (int) Math.floor(100 * share + 1e-9) + " %";
    }

    private static String joined(List<String> parts, int width) {
        StringBuilder line = new StringBuilder();
        for (String part : parts) {
            String more = line.isEmpty() ? part : BETWEEN + part;
            if (line.length() + more.length() > width) {
                return line.isEmpty() ? part.substring(0, width) : line.toString();
            }
            line.append(more);
        }
        return line.toString();
    }
}
