package io.datachannels.engine.report;

import io.datachannels.engine.run.Job;
import io.datachannels.engine.run.LiveCounts;
import io.datachannels.engine.run.Stage;
import io.datachannels.engine.run.TransformedRows;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says how a running job gets on: a line that is written over on a terminal, one line every ten seconds in a log. */
public final class Progress implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final long TERMINAL_MILLIS = 500;
    private static final long LOG_MILLIS = 10_000;

    private final Job job;
    private final PrintStream terminal;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;
    private LiveCounts.Snapshot last = new LiveCounts.Snapshot(0, 0, 0, TransformedRows.NONE, 0, 0, Double.NaN);
    private long lastNanos = System.nanoTime();

    /** @param terminal where a live line goes, or null to log */
    public Progress(Job job, PrintStream terminal) {
        this.job = job;
        this.terminal = terminal;
        this.thread = new Thread(this::show, "progress");
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends the line at once. */
    @Override
    public void close() {
        ended.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show() {
        boolean shown = false;
        try {
            while (!ended.await(terminal == null ? LOG_MILLIS : TERMINAL_MILLIS, TimeUnit.MILLISECONDS)) {
                if (terminal == null) {
                    LOG.info("{}", line());
                } else {
                    terminal.print("\r\033[K" + line());
                    terminal.flush();
                    shown = true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (shown) {
            terminal.print("\r\033[K");
            terminal.flush();
        }
    }

    private String line() {
        LiveCounts.Snapshot now = job.counts();
        long nanos = System.nanoTime();
        double seconds = Math.max(1e-3, (nanos - lastNanos) / 1e9);
        double rows = (now.rows() - last.rows()) / seconds;
        double bytes = (now.bytes() - last.bytes()) / seconds;
        last = now;
        lastNanos = nanos;
        Stage stage = job.stage();
        return String.format(
                Locale.ROOT,
                "%s | %,d rows, %s | %,.0f rows/s, %s/s | %,d dirty | %d of %d tasks",
                stage == Stage.MOVE
                        ? "moving"
                        : stage.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                now.rows(),
                ReportText.bytes(now.bytes()),
                rows,
                ReportText.bytes(bytes),
                now.dirty(),
                now.finishedTasks(),
                now.tasks());
    }
}
