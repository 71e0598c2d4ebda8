package io.datachannels.engine.run;

/** How a run ended, with the process's exit code. */
public enum Outcome {
    /** All rows are at the target. */
    DONE(0),
    /** Something failed that the job file cannot help. */
    FAILED(1),
    /** The job file or what it refers to must be mended. */
    JOB_WRONG(2),
    /** More rows were set aside than {@code errorLimit} allows. */
    OVER_ERROR_LIMIT(3),
    /** Stopped from outside. */
    STOPPED(143);

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
