package io.datachannels.engine.run;

/**
 * How fast rows were read while tasks ran.
 *
 * @param millis for which tasks ran
 * @param allowedRows what the job file allows, in rows per second; 0 for any
 * @param allowedBytes likewise in bytes per second
 */
public record Speed(long millis, double rowsPerSecond, double bytesPerSecond, long allowedRows, long allowedBytes) {
    private static final double CLOSE = 0.9;

    /** Of the two limits the share that was used of the one that was used more, from 0; 0 if there is none. */
    public double usedShare() {
        return Math.max(
                allowedRows > 0 ? rowsPerSecond / allowedRows : 0,
                allowedBytes > 0 ? bytesPerSecond / allowedBytes : 0);
    }

    public boolean isLimited() {
        return allowedRows > 0 || allowedBytes > 0;
    }

    /** Whether it was a limit that kept the job from being faster. */
    public boolean isHeldByLimit() {
        return usedShare() >= CLOSE;
    }
}
