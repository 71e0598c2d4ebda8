package io.datachannels.engine.config;

import io.datachannels.spi.Cast;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * What a job file says about the job as a whole.
 *
 * @param channels how many tasks run at once; 3 unless given, the number with which DataWorks begins
 * @param bytesPerSecond of all channels together; 0 if not limited
 * @param recordsPerSecond of all channels together; 0 if not limited
 * @param errorLimit the dirty rows that are borne; none unless given
 * @param zone GMT+8 unless given, as in DataX
 * @param timestampFormat how a timestamp is written as text; {@code yyyy-MM-dd HH:mm:ss} unless given
 * @param dateFormat how a date is written as text; {@code yyyy-MM-dd} unless given
 * @param extraFormats further forms in which text is accepted as a date; {@code yyyyMMdd} unless given
 * @param dryRun whether the job stops after its plan
 * @param channelSize how much may wait in a channel
 * @param stall how long a side of a task, or a call of the job, may stand still; zero for as long as it likes; five minutes unless given
 * @param keep whether what finished tasks wrote is kept, invisible, when the job fails, so that it can be resumed; not unless given
 */
public record Settings(
        int channels,
        long bytesPerSecond,
        long recordsPerSecond,
        ErrorLimit errorLimit,
        ZoneId zone,
        String timestampFormat,
        String dateFormat,
        List<String> extraFormats,
        boolean dryRun,
        ChannelSize channelSize,
        Duration stall,
        boolean keep) {
    static final int CHANNELS = 3;
    static final String ZONE = "GMT+8";
    static final String TIMESTAMP_FORMAT = "yyyy-MM-dd HH:mm:ss";
    static final String DATE_FORMAT = "yyyy-MM-dd";
    static final String STALL = "5m";
    static final List<String> EXTRA_FORMATS = List.of("yyyyMMdd");

    /** The keys of {@code setting} in a job file. */
    public static Parameters parameters() {
        return Parameters.of(SettingKeys.class);
    }

    public Settings {
        extraFormats = List.copyOf(extraFormats);
    }

    /** Of a job file that has no settings. */
    public static Settings standard() {
        return new Settings(
                CHANNELS,
                0,
                0,
                ErrorLimit.NONE_BORNE,
                ZoneId.of(ZONE),
                TIMESTAMP_FORMAT,
                DATE_FORMAT,
                EXTRA_FORMATS,
                false,
                ChannelSize.STANDARD,
                StallLimit.parse(STALL),
                false);
    }

    /** The same with another limit of dirty rows. */
    public Settings bearing(ErrorLimit limit) {
        return new Settings(
                channels,
                bytesPerSecond,
                recordsPerSecond,
                limit,
                zone,
                timestampFormat,
                dateFormat,
                extraFormats,
                dryRun,
                channelSize,
                stall,
                keep);
    }

    /** The casts that the job makes. */
    public Cast cast() {
        return new Cast(zone, timestampFormat, dateFormat, extraFormats);
    }
}
