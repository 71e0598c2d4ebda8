package io.datachannels.engine.cli;

import io.datachannels.engine.log.LogSetup;
import io.datachannels.engine.metrics.MetricsFile;
import io.datachannels.engine.metrics.MetricsServer;
import io.datachannels.engine.report.Progress;
import io.datachannels.engine.run.Job;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How a running job is watched: its log, its progress, its metrics. */
final class Watches {
    /** How log lines are written. */
    enum LogFormat {
        PLAIN,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int USUAL_WIDTH = 80;

    @Option(names = "--loglevel", paramLabel = "LEVEL", description = "error, warn, info (default), debug or trace.")
    private LogSetup.Threshold logLevel;

    @Option(
            names = "--log-format",
            paramLabel = "FORMAT",
            description = "plain (default), or json: one object per line.")
    private LogFormat logFormat;

    @Option(
            names = "--metrics-file",
            paramLabel = "FILE",
            description =
                    "Keep the job's figures in this file for Prometheus, replaced every ten seconds and at the end.")
    private Path metricsFile;

    @Option(
            names = "--metrics-port",
            paramLabel = "N",
            description = "Answer Prometheus at http://HOST:N/metrics while the job runs.")
    private Integer metricsPort;

    private volatile Job watched;

    /** What watches a job until it is closed. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Begins to log as it was asked for. */
    void log() {
        if (logLevel != null) {
            LogSetup.level(logLevel);
        }
        if (logFormat == LogFormat.JSON) {
            LogSetup.json(() -> watched == null ? null : watched.runId().orElse(null));
        }
    }

    /**
     * Begins to watch a job that is about to run.
     *
     * @throws io.datachannels.spi.JobFailure if the file cannot be written or the port is taken
     */
    Watch watch(Job job) {
        watched = job;
        Deque<AutoCloseable> open = new ArrayDeque<>();
        Watch all = () -> open.forEach(Watches::close);
        try {
            if (metricsPort != null) {
                open.push(MetricsServer.start(job, metricsPort));
            }
            if (metricsFile != null) {
                open.push(MetricsFile.start(job, metricsFile));
            }
            open.push(progress(job));
            return all;
        } catch (RuntimeException e) {
            all.close();
            throw e;
        }
    }

    private Progress progress(Job job) {
        PrintStream terminal = System.getenv("DATAX_TERMINAL") == null ? null : System.err;
        return terminal == null || logFormat == LogFormat.JSON
                ? Progress.inLog(job)
                : Progress.onTerminal(job, terminal, width(System.getenv("COLUMNS")));
    }

    /** What the launcher knows of the terminal. */
    private static int width(String columns) {
        return columns == null || !columns.matches("[1-9]\\d{1,3}") ? USUAL_WIDTH : Integer.parseInt(columns);
    }

    private static void close(AutoCloseable watch) {
        try {
            watch.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
