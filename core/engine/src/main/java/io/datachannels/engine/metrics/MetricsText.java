package io.datachannels.engine.metrics;

import io.datachannels.engine.run.Job;
import io.datachannels.engine.run.LiveCounts;
import io.datachannels.engine.run.Outcome;
import io.datachannels.engine.run.RunReport;
import io.datachannels.engine.run.Stage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A job's figures as Prometheus reads them. Every metric has the labels {@code job}, the job file's name, and {@code run}; names carry their
 * units and stay as they are.
 */
final class MetricsText {
    private final StringBuilder text = new StringBuilder();
    private final String labels;

    private MetricsText(Job job) {
        this.labels = "job=\"" + escaped(job.name()) + "\",run=\""
                + escaped(job.runId().orElse("")) + "\"";
    }

    /** The text of this moment. */
    static String of(Job job) {
        return new MetricsText(job).render(job);
    }

    private String render(Job job) {
        LiveCounts.Snapshot now = job.counts();
        counter("read_rows", "Rows read, failed ones among them.", now.rows());
        counter("read_bytes", "Bytes of the rows read.", now.bytes());
        counter("failed_rows", "Rows set aside.", now.dirty());
        counter("retries", "Calls and splits tried again.", job.retries());
        counter("throttled", "Of the retries those for a service that asked to be spared.", job.throttled());
        counter(
                "filtered_rows",
                "Rows that a transformer left out.",
                now.transformed().filter());
        gauge("splits", "Pieces that the source was cut into.", now.tasks());
        gauge("finished_splits", "Pieces moved.", now.finishedTasks());
        if (!Double.isNaN(now.progress())) {
            gauge("progress_ratio", "How much of the source was read, by position, from 0 to 1.", now.progress());
        }
        gauge("start_time_seconds", "When the run began, since 1970.", seconds(job.started()));
        Optional<RunReport> report = job.report();
        Instant until = report.map(RunReport::ended).orElseGet(Instant::now);
        gauge(
                "duration_seconds",
                "For how long it has run.",
                Duration.between(job.started(), until).toMillis() / 1000.0);
        stages(job.stage());
        report.ifPresent(this::ended);
        return text.toString();
    }

    private void ended(RunReport report) {
        counter("written_rows", "Rows written; of a job that failed rows moved.", report.writtenRows());
        gauge("end_time_seconds", "When the run ended, since 1970.", seconds(report.ended()));
        head("outcome", "How the run ended: 1 for the one of these that it was.", "gauge");
        for (Outcome each : Outcome.values()) {
            line("outcome", "outcome", each, each == report.outcome());
        }
        gauge("exit_code", "The exit code of the process.", report.outcome().exitCode());
    }

    private void stages(Stage stage) {
        head("stage", "Where the run stands: 1 for the one of these that it is.", "gauge");
        for (Stage each : Stage.values()) {
            line("stage", "stage", each, each == stage);
        }
    }

    private void counter(String name, String help, double value) {
        head(name + "_total", help, "counter");
        line(name + "_total", labels, value);
    }

    private void gauge(String name, String help, double value) {
        head(name, help, "gauge");
        line(name, labels, value);
    }

    private void head(String name, String help, String type) {
        text.append("# HELP datachannels_")
                .append(name)
                .append(' ')
                .append(help)
                .append('\n');
        text.append("# TYPE datachannels_")
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
    }

    private void line(String name, String label, Enum<?> value, boolean isIt) {
        String more = label + "=\"" + value.name().toLowerCase(Locale.ROOT) + "\"";
        line(name, labels + "," + more, isIt ? 1 : 0);
    }

    private void line(String name, String allLabels, double value) {
        String number =
                new BigDecimal(String.valueOf(value)).stripTrailingZeros().toPlainString();
        text.append("datachannels_").append(name).append('{').append(allLabels).append("} ");
        text.append(number).append('\n');
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / 1000.0;
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
