package io.datachannels.engine.cli;

import io.datachannels.engine.run.Job;
import io.datachannels.engine.run.Outcome;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when the process is told to end (SIGTERM, SIGINT) while a job runs: the job is stopped, a commit under way is
 * finished, and the exit code is the job's own. Java alone would exit with 143 even when the job was done.
 */
final class StopSignal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
    private static final long STOP_SECONDS = 60;

    private final Thread hook = new Thread(this::stop, "stop");
    private final CountDownLatch ended = new CountDownLatch(1);
    private Job job;
    private boolean stopped;
    private int exitCode = Outcome.STOPPED.exitCode();

    StopSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** The job to be stopped from here on; at once if the signal has come already. */
    synchronized void stops(Job running) {
        job = running;
        if (stopped) {
            running.cancel();
        }
    }

    /** All is done that the process had to do. */
    int ended(int code) {
        exitCode = code;
        ended.countDown();
        return code;
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("the process is ending", e);
        }
    }

    private void stop() {
        cancel();
        try {
            boolean inTime = ended.await(STOP_SECONDS, TimeUnit.SECONDS);
            while (!inTime && isCommitting()) {
                inTime = ended.await(1, TimeUnit.SECONDS);
            }
            if (inTime) {
                Runtime.getRuntime().halt(exitCode);
            }
            LOG.warn("the job did not stop within {} s", STOP_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void cancel() {
        stopped = true;
        if (job != null) {
            job.cancel();
        }
    }

    private synchronized boolean isCommitting() {
        return job != null && job.stage().isCommit();
    }
}
