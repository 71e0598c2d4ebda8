package io.datachannels.engine.run;

/**
 * How many calls and splits of a run were tried again, by what was behind the failure.
 *
 * @param throttled the service asked to be spared
 * @param connection there was no connection, it broke, or no answer came in time
 * @param service the service answered that it could not do it then
 * @param stalled a side of a split stood still
 * @param waitedMillis before all of them; channels wait side by side, so it may be more than the run took
 */
public record RetriesByKind(long throttled, long connection, long service, long stalled, long waitedMillis) {
    /** Of a run in which nothing failed. */
    public static final RetriesByKind NONE = new RetriesByKind(0, 0, 0, 0, 0);
}
