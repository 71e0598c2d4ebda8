package io.datachannels.engine.run;

/**
 * How much was read by a moment.
 *
 * @param millis since the run began
 * @param rows read by then, dirty ones among them; of attempts that failed only until they were given up
 * @param bytes likewise
 */
public record Sample(long millis, long rows, long bytes) {}
