package io.datachannels.engine.config;

/**
 * How much may wait in a channel between its two sides.
 *
 * @param rows at most; 0 for as many as the engine thinks right
 * @param bytes at most; 0 for as many as the engine thinks right
 */
public record ChannelSize(long rows, long bytes) {
    /** As the engine thinks right. */
    public static final ChannelSize STANDARD = new ChannelSize(0, 0);
}
