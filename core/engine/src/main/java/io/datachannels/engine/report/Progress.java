package io.datachannels.engine.report;

import io.datachannels.engine.run.Job;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says how a running job gets on: a line that is written over on a terminal, one line every ten seconds in a log. */
public final class Progress implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Progress.class);
    private static final long TERMINAL_MILLIS = 500;
    private static final long LOG_MILLIS = 10_000;
    private static final int ANY_WIDTH = 200;
    private static final String CLEAR = "\r\033[K";
    /** A terminal that became narrower since cuts the line off in place of going on in the next one. */
    private static final String DO_NOT_WRAP = "\033[?7l";

    private static final String WRAP = "\033[?7h";

    private final Job job;
    private final PrintStream terminal;
    private final int width;
    private final ProgressLine line = new ProgressLine();
    private final long begin = System.nanoTime();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread thread;

    private Progress(Job job, PrintStream terminal, int width) {
        this.job = job;
        this.terminal = terminal;
        this.width = width;
        this.thread = new Thread(this::show, "progress");
        thread.setDaemon(true);
        thread.start();
    }

    /** @param width of the terminal, in characters */
    public static Progress onTerminal(Job job, PrintStream terminal, int width) {
        return new Progress(job, terminal, Math.max(20, width - 1));
    }

    public static Progress inLog(Job job) {
        return new Progress(job, null, ANY_WIDTH);
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
                String text = line.of(job.counts(), job.stage(), (System.nanoTime() - begin) / 1e9, width);
                if (terminal == null) {
                    LOG.info("{}", text);
                } else {
                    write(DO_NOT_WRAP + CLEAR + text + WRAP);
                    shown = true;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (shown) {
            write(CLEAR);
        }
    }

    private void write(String text) {
        terminal.print(text);
        terminal.flush();
    }
}
