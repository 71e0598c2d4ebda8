package io.datachannels.engine.run;

import io.datachannels.spi.FatalFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a run stands, and how it is stopped: the one place where its stage changes. Safe for use from any thread. */
final class Lifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);

    private Stage stage = Stage.BIND;
    private boolean cancelled;
    private Thread thread;
    private TaskRunner runner;
    private RunFolder folder;

    /** The run begins on the calling thread. */
    synchronized void begin() {
        thread = Thread.currentThread();
    }

    /** From here on stages are written down, beginning with {@link Stage#PREPARE}. */
    synchronized void writeTo(RunFolder runFolder) {
        folder = runFolder;
    }

    synchronized Stage stage() {
        return stage;
    }

    /** Stops the run, unless its commit or its abort was begun, which are finished. */
    synchronized void cancel() {
        cancelled = true;
        if (runner != null) {
            runner.fail(new Cancelled());
        } else if (thread != null && !stage.isCommit() && !stage.isEnd() && stage != Stage.ABORT) {
            thread.interrupt();
        }
    }

    /** Whether the run was stopped and may heed it now. */
    synchronized boolean isCancelled() {
        return cancelled && !stage.isCommit() && stage != Stage.ABORT;
    }

    /** Goes on to a stage; a run that was cancelled does not, unless its commit was begun. */
    synchronized void advance(Stage next) {
        if (cancelled && next.compareTo(Stage.COMMIT_WRITER) <= 0) {
            throw new Cancelled();
        }
        LOG.debug("stage {}", next);
        if (folder != null && next.compareTo(Stage.PREPARE) >= 0) {
            folder.stage(next);
        }
        stage = next;
    }

    /** Goes on to a stage whether or not that can be written down: the disk may be full. */
    synchronized void enter(Stage next, RuntimeException cause) {
        try {
            advance(next);
        } catch (FatalFailure e) {
            stage = next;
            cause.addSuppressed(e);
        }
    }

    /** @param moving what a cancel stops from here on; null for the run's own thread */
    synchronized void runWith(TaskRunner moving) {
        runner = moving;
        if (cancelled && moving != null) {
            moving.fail(new Cancelled());
        }
    }

    /** What ended the run: after it was cancelled every failure counts as that, because plug-ins have many ways to be interrupted. */
    RuntimeException failure(Throwable thrown) {
        if (isCancelled() && !(thrown instanceof Cancelled)) {
            Cancelled failure = new Cancelled();
            failure.addSuppressed(thrown);
            return failure;
        }
        return thrown instanceof RuntimeException known
                ? known
                : new FatalFailure(
                        thrown.toString(),
                        "This looks like a mistake in the program; the stack is in the log.",
                        thrown);
    }

    /**
     * From here on a cancel finds no run, and the caller's thread is as it was.
     *
     * @param interrupted whether the thread had been interrupted when the run ended
     */
    synchronized void end(boolean interrupted) {
        thread = null;
        if (cancelled) {
            Thread.interrupted();
        } else if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
