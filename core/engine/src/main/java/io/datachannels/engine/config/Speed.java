package io.datachannels.engine.config;

import java.util.function.BiConsumer;

/**
 * How fast a job may be.
 *
 * @param bytes a second, of all channels together; 0 if not limited
 * @param records a second, of all channels together; 0 if not limited
 */
record Speed(int channels, long bytes, long records) {
    /**
     * DataX knows limits for each channel only, and makes as many channels of the job's limit as it goes into. Here one limiter serves
     * the whole job, so a channel's limit counts as many times as there are channels.
     *
     * @param note takes a key of {@code each} and what became of it
     */
    static Speed of(SpeedKeys job, CoreKeys.ChannelSpeed each, BiConsumer<String, String> note) {
        int channels = job.channel() == null ? fitting(job, each) : job.channel();
        return new Speed(
                channels,
                limit("byte", job.bytesPerSecond(), channels, each.bytes(), note),
                limit("record", job.recordsPerSecond(), channels, each.records(), note));
    }

    /** As DataX counts channels if there is a limit for each and one for all. */
    private static int fitting(SpeedKeys job, CoreKeys.ChannelSpeed each) {
        long byBytes = fitting(job.bytesPerSecond(), each.bytes());
        long byRecords = fitting(job.recordsPerSecond(), each.records());
        long fewest = Math.min(byBytes, byRecords);
        return fewest == Long.MAX_VALUE ? Settings.CHANNELS : (int) Math.min(fewest, SpeedKeys.MOST_CHANNELS);
    }

    private static long fitting(long all, long each) {
        return all > 0 && each > 0 ? Math.max(1, all / each) : Long.MAX_VALUE;
    }

    private static long limit(String key, long all, int channels, long each, BiConsumer<String, String> note) {
        if (each <= 0) {
            return all;
        }
        long together = each > Long.MAX_VALUE / channels ? Long.MAX_VALUE : each * channels;
        boolean less = all == 0 || together < all;
        note.accept(
                key,
                "limits are kept for the job as a whole: with " + channels
                        + (channels == 1 ? " channel " : " channels ")
                        + together + " a second"
                        + (less ? "" : ", which is not less than setting.speed allows"));
        return less ? together : all;
    }
}
