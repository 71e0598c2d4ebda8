package io.datachannels.engine.report;

import static io.datachannels.engine.report.Svg.escaped;

import io.datachannels.engine.run.AttemptReport;
import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.RunReport;
import io.datachannels.engine.run.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A run as a page that needs nothing but itself: what came of it, its throughput, its splits, its failures and its settings. */
public final class ReportPage {
    /** The page's name in the run folder. */
    public static final String FILE = "report.html";

    private static final Logger LOG = LoggerFactory.getLogger(ReportPage.class);
    private static final int MOST_LINES = 10;
    private static final double LEFT = 96;
    private static final double RIGHT = 980;

    private final RunReport report;
    private final ZoneId zone;
    private final StringBuilder page = new StringBuilder();

    /** @param zone of the times shown */
    public ReportPage(RunReport report, ZoneId zone) {
        this.report = report;
        this.zone = zone;
    }

    /** Puts the page into the run's folder, if it has one. A page that cannot be written is a warning. */
    public static void write(RunReport report) {
        if (report.folder() != null) {
            write(report, Path.of(report.folder()));
        }
    }

    /** Puts the page into a folder. A page that cannot be written is a warning. */
    public static void write(RunReport report, Path folder) {
        Path file = folder.resolve(FILE);
        try {
            Files.writeString(file, new ReportPage(report, ZoneId.systemDefault()).html(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            LOG.warn("the page {} cannot be written: {}", file, e.toString());
        }
    }

    public String html() {
        page.append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        page.append("<title>").append(escaped(title())).append("</title>\n<style>\n");
        page.append(style()).append("</style></head><body><main>\n");
        head();
        tiles();
        throughput();
        splits();
        slowest();
        failures();
        dirtyRows();
        list("Notes", report.notes());
        settings();
        return page.append("</main></body></html>\n").toString();
    }

    private String title() {
        return report.job() + ": " + outcome();
    }

    private String outcome() {
        return switch (report.outcome()) {
            case DONE -> "done";
            case FAILED -> "failed";
            case JOB_WRONG -> "wrong job file";
            case OVER_ERROR_LIMIT -> "over the error limit";
            case STOPPED -> "stopped";
        };
    }

    private void head() {
        String style =
                report.outcome() == Outcome.DONE ? "good" : report.outcome() == Outcome.STOPPED ? "ended" : "bad";
        DateTimeFormatter times =
                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(zone);
        page.append("<h1>").append(escaped(fileName(report.job())));
        page.append(" <span class=\"badge ")
                .append(style)
                .append("\">")
                .append(outcome())
                .append("</span></h1>\n");
        page.append("<p class=\"sub\">").append(escaped(report.job())).append("<br>run ");
        page.append(escaped(String.valueOf(report.run()))).append(" · ").append(times.format(report.started()));
        page.append(" to ").append(times.format(report.ended())).append(" (").append(escaped(zone.getId()));
        page.append(")</p>\n");
        if (report.failure() != null) {
            page.append("<div class=\"box ").append(style).append("\"><p>").append(lines(report.failure()));
            page.append("</p>");
            if (report.action() != null && !report.action().isEmpty()) {
                page.append("<p><b>What to do:</b> ")
                        .append(lines(report.action()))
                        .append("</p>");
            }
            page.append("</div>\n");
        }
    }

    private void tiles() {
        boolean done = report.outcome() == Outcome.DONE;
        double seconds = Math.max(1, report.millis()) / 1000.0;
        page.append("<div class=\"tiles\">");
        tile("Time taken", TimeAxis.words(report.millis()));
        tile("Rows read", count(report.readRows()));
        tile(done ? "Rows written" : "Rows moved", count(report.writtenRows()));
        tile("Rows failed", count(report.dirtyRows()));
        tile("Data", ReportText.bytes(report.bytes()));
        tile("Average", count(Math.round(report.readRows() / seconds)) + " rows/s");
        tile("Splits", count(finished()) + " of " + count(report.tasks()));
        tile("Retries", report.retries() == 0 ? "0" : ReportText.retries(report.retriesByKind()));
        if (report.slowerSide() != null) {
            tile("Slower side", report.slowerSide());
        }
        if (report.speed().isLimited()) {
            tile("Speed limit", Math.round(100 * report.speed().usedShare()) + " % used");
        }
        page.append("</div>\n");
    }

    private long finished() {
        return report.attempts().stream()
                .filter(each -> each.state() == AttemptReport.State.DONE)
                .count();
    }

    private void tile(String label, String value) {
        page.append("<div><span>").append(escaped(label)).append("</span><b>").append(escaped(value));
        page.append("</b></div>");
    }

    private void throughput() {
        if (report.samples().size() < 2 || report.bytes() + report.readRows() == 0) {
            return;
        }
        ThroughputChart chart = new ThroughputChart(report.samples(), axis());
        page.append("<h2>Throughput</h2>\n<h3>Rows per second</h3>");
        page.append(chart.draw("rows per second", "rows", Sample::rows, ReportPage::rowsPerSecond));
        page.append("<h3>Bytes per second</h3>");
        page.append(chart.draw("bytes per second", "bytes", Sample::bytes, rate -> ReportText.bytes(rate) + "/s"));
    }

    private void splits() {
        if (report.attempts().isEmpty()) {
            return;
        }
        page.append("<h2>Splits</h2>\n");
        page.append(new SplitsChart(report.attempts(), axis()).draw());
        page.append(
                "<p class=\"legend\"><i class=\"done\"></i>moved<i class=\"slow\"></i>moved, but slow among the others");
        page.append("<i class=\"failed\"></i>failed attempt<i class=\"stopped\"></i>ended with the job</p>\n");
    }

    private void slowest() {
        List<AttemptReport> slowest = report.attempts().stream()
                .filter(each -> each.state() == AttemptReport.State.DONE)
                .sorted(Comparator.comparingLong(AttemptReport::millis).reversed())
                .limit(MOST_LINES)
                .toList();
        if (slowest.size() < 2) {
            return;
        }
        table(
                "Slowest splits",
                List.of("Split", "Rows", "Data", "Time"),
                slowest.stream()
                        .map(each -> List.of(
                                each.split(),
                                count(each.rows()),
                                ReportText.bytes(each.bytes()),
                                TimeAxis.words(each.millis()))));
    }

    private void failures() {
        List<AttemptReport> failed = report.attempts().stream()
                .filter(each -> each.state() == AttemptReport.State.FAILED)
                .toList();
        if (!failed.isEmpty()) {
            String title = failed.size() > MOST_LINES
                    ? "Failed attempts, the first " + MOST_LINES + " of " + count(failed.size())
                    : "Failed attempts";
            table(
                    title,
                    List.of("Split", "Attempt", "At", "Why"),
                    failed.stream()
                            .limit(MOST_LINES)
                            .map(each -> List.of(
                                    each.split(),
                                    String.valueOf(each.attempt() + 1),
                                    TimeAxis.words(each.end()),
                                    String.valueOf(each.failure()))));
        }
    }

    private void dirtyRows() {
        if (report.dirtyReasons().isEmpty()) {
            return;
        }
        table(
                "Failed rows by reason",
                List.of("Reason", "Rows"),
                report.dirtyReasons().stream()
                        .limit(MOST_LINES)
                        .map(each -> List.of(each.reason(), count(each.rows()))));
        if (report.dirtyFile() != null) {
            page.append("<p class=\"sub\">They are in ")
                    .append(escaped(report.dirtyFile()))
                    .append("</p>\n");
        }
    }

    private void settings() {
        table(
                "Settings",
                List.of("Key", "Value"),
                report.settings().entrySet().stream().map(each -> List.of(each.getKey(), each.getValue())));
    }

    private void table(String title, List<String> heads, Stream<List<String>> rows) {
        page.append("<h2>").append(escaped(title)).append("</h2>\n<div class=\"wide\"><table><thead><tr>");
        heads.forEach(each -> page.append("<th>").append(escaped(each)).append("</th>"));
        page.append("</tr></thead><tbody>\n");
        rows.forEach(row -> {
            page.append("<tr>");
            row.forEach(each -> page.append("<td>").append(lines(each)).append("</td>"));
            page.append("</tr>\n");
        });
        page.append("</tbody></table></div>\n");
    }

    private void list(String title, List<String> items) {
        if (!items.isEmpty()) {
            page.append("<h2>").append(title).append("</h2>\n<ul>");
            items.forEach(each -> page.append("<li>").append(lines(each)).append("</li>"));
            page.append("</ul>\n");
        }
    }

    private TimeAxis axis() {
        return new TimeAxis(report.millis(), LEFT, RIGHT);
    }

    private static String rowsPerSecond(double rate) {
        String[] units = {"", " k", " M", " G"};
        double value = rate;
        int unit = 0;
        while (value >= 1000 && unit < units.length - 1) {
            value /= 1000;
            unit++;
        }
        String digits = String.format(Locale.ROOT, unit == 0 || value >= 100 ? "%.0f" : "%.1f", value);
        return (digits.endsWith(".0") ? digits.substring(0, digits.length() - 2) : digits) + units[unit];
    }

    private static String fileName(String job) {
        return job.substring(Math.max(job.lastIndexOf('/'), job.lastIndexOf('\\')) + 1);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String lines(String words) {
        return escaped(words).replace("\n", "<br>");
    }

    private static String style() {
        try (InputStream in = ReportPage.class.getResourceAsStream("report.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
