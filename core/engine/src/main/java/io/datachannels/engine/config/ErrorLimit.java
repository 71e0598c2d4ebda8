package io.datachannels.engine.config;

/**
 * How many dirty rows a job bears.
 *
 * @param records the highest number that is borne; {@link #UNLIMITED} if the number is not limited
 * @param percentage the highest fraction of all rows that is borne, 0 to 1; NaN if the fraction is not limited
 */
public record ErrorLimit(long records, double percentage) {
    /** For {@link #records}. */
    public static final long UNLIMITED = -1;

    /** Without an {@code errorLimit} a job bears no dirty row. */
    public static final ErrorLimit NONE_BORNE = new ErrorLimit(0, Double.NaN);
}
