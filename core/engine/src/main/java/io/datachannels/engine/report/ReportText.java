package io.datachannels.engine.report;

import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.RetriesByKind;
import io.datachannels.engine.run.RunReport;
import io.datachannels.engine.run.Speed;
import io.datachannels.engine.run.TransformedRows;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The final report as the operator reads it: the seven lines that DataX has, then what else is worth knowing. */
public final class ReportText {
    private static final int MAX_SPLITS = 20;

    private final DateTimeFormatter times;

    /** @param zone of the times shown */
    public ReportText(ZoneId zone) {
        this.times =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    public String of(RunReport report) {
        return report.isDryRun() ? plan(report) : ending(report);
    }

    private String ending(RunReport report) {
        StringBuilder text = new StringBuilder();
        if (report.outcome() == Outcome.DONE || report.tasks() > 0) {
            totals(text, report);
        }
        report.notes().forEach(note -> line(text, "Note", note));
        if (report.outcome() == Outcome.DONE) {
            return text.toString();
        }
        text.append('\n').append(headline(report.outcome())).append('\n');
        text.append("  ").append(report.failure().replace("\n", "\n  ")).append('\n');
        if (!report.action().isEmpty()) {
            text.append("  What to do: ").append(report.action()).append('\n');
        }
        return text.toString();
    }

    /** What a dry run found: what would be done. */
    private String plan(RunReport report) {
        StringBuilder text = new StringBuilder("Plan of " + report.job() + ": "
                + count(report.splits().size(), "task") + " on " + count(report.channels(), "channel") + "\n");
        for (int i = 0; i < report.splits().size() && i < MAX_SPLITS; i++) {
            text.append("  task ")
                    .append(i)
                    .append(": ")
                    .append(report.splits().get(i))
                    .append('\n');
        }
        if (report.splits().size() > MAX_SPLITS) {
            text.append("  and ").append(report.splits().size() - MAX_SPLITS).append(" more\n");
        }
        return text.append("Nothing was changed.\n").toString();
    }

    private void totals(StringBuilder text, RunReport report) {
        double seconds = Math.max(0.001, report.millis() / 1000.0);
        line(text, "Job started", time(report.started()));
        line(text, "Job ended", time(report.ended()));
        line(text, "Time taken", String.format(Locale.ROOT, "%.1f s", report.millis() / 1000.0));
        line(text, "Average throughput", bytes(report.bytes() / seconds) + "/s");
        boolean done = report.outcome() == Outcome.DONE;
        if (done) {
            line(text, "Write speed", String.format(Locale.ROOT, "%,.0f rows/s", report.writtenRows() / seconds));
        }
        line(text, "Rows read", String.format(Locale.ROOT, "%,d", report.readRows()));
        line(text, "Rows failed", String.format(Locale.ROOT, "%,d", report.dirtyRows()));
        if (report.transformed() != null) {
            transformers(text, report.transformed());
        }
        // What was moved before a job failed is not necessarily there: the message below says what is.
        line(text, done ? "Rows written" : "Rows moved", String.format(Locale.ROOT, "%,d", report.writtenRows()));
        if (report.dirtyFile() != null) {
            line(text, "Failed rows are in", report.dirtyFile());
        }
        if (report.retries() > 0) {
            line(text, "Retries", retries(report.retriesByKind()));
        }
        Speed speed = report.speed();
        if (speed.isLimited() && speed.millis() > 0) {
            line(text, "Speed limit", limit(speed));
        }
        if (report.slowerSide() != null) {
            line(text, "Slower side", report.slowerSide());
        }
        if (report.slowestSplit() != null && report.tasks() > 1) {
            line(text, "Slowest split", report.slowestSplit());
        }
        if (report.folder() != null) {
            line(text, "Run", report.folder());
        }
    }

    /** By kind, the kinds that there were, and the time waited. */
    static String retries(RetriesByKind retries) {
        List<String> kinds = new ArrayList<>();
        kind(kinds, retries.throttled(), "throttled");
        kind(kinds, retries.connection(), "connection");
        kind(kinds, retries.service(), "service");
        kind(kinds, retries.stalled(), "stalled");
        return String.format(
                Locale.ROOT, "%s; waited %.1f s", String.join(", ", kinds), retries.waitedMillis() / 1000.0);
    }

    private static void kind(List<String> kinds, long count, String name) {
        if (count > 0) {
            kinds.add(String.format(Locale.ROOT, "%,d %s", count, name));
        }
    }

    private static String limit(Speed speed) {
        List<String> parts = new ArrayList<>();
        if (speed.allowedBytes() > 0) {
            parts.add(bytes(speed.bytesPerSecond()) + "/s of " + bytes(speed.allowedBytes()) + "/s");
        }
        if (speed.allowedRows() > 0) {
            parts.add(String.format(Locale.ROOT, "%,.0f of %,d rows/s", speed.rowsPerSecond(), speed.allowedRows()));
        }
        return String.format(
                Locale.ROOT, "%.0f %% used: %s allowed", 100 * speed.usedShare(), String.join(" and ", parts));
    }

    private static void transformers(StringBuilder text, TransformedRows rows) {
        line(text, "Rows filtered", String.format(Locale.ROOT, "%,d", rows.filter()));
        line(text, "Transformer success", String.format(Locale.ROOT, "%,d", rows.success()));
        line(text, "Transformer error", String.format(Locale.ROOT, "%,d", rows.error()));
    }

    private static String headline(Outcome outcome) {
        return switch (outcome) {
            case DONE -> "The job is done.";
            case FAILED -> "The job failed.";
            case JOB_WRONG -> "The job cannot run as it is written.";
            case OVER_ERROR_LIMIT -> "The job was ended by its error limit.";
            case STOPPED -> "The job was stopped.";
        };
    }

    private String time(Instant instant) {
        return times.format(instant);
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(String.format(Locale.ROOT, "%-20s: %s\n", label, value));
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** A number of bytes with a unit of at most three digits before the point. */
    static String bytes(double number) {
        String[] units = {"B", "KB", "MB", "GB", "TB"};
        double value = number;
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.2f %s", value, units[unit]);
    }
}
