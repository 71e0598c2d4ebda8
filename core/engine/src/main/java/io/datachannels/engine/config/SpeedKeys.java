package io.datachannels.engine.config;

import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;
import java.math.BigDecimal;

/**
 * {@code setting.speed}, with the keys of DataX and of DataWorks.
 *
 * @param bytes in a second; not limited unless it is greater than 0
 * @param records in a second; not limited unless it is greater than 0
 * @param mbps a limit in MiB a second, in force unless {@code throttle} is false
 */
@IgnoredKey(name = "dmu", because = "it is a unit in which DataWorks counted costs")
record SpeedKeys(
        @AlsoKnownAs("concurrent") @Default("3") int channel,
        @AlsoKnownAs("byte") @Default("0") long bytes,
        @AlsoKnownAs("record") @Default("0") long records,
        @Optional BigDecimal mbps,
        @Optional Boolean throttle)
        implements Validated {
    private static final int MOST_CHANNELS = 1024;
    private static final BigDecimal MEGABYTE = BigDecimal.valueOf(1 << 20);
    private static final BigDecimal MOST_MBPS = BigDecimal.valueOf(1_000_000);

    @Override
    public void validate(Problems problems) {
        problems.check(channel >= 1 && channel <= MOST_CHANNELS, "channel", "must be 1.." + MOST_CHANNELS);
        boolean throttled = throttle == null || throttle;
        if (mbps != null && throttled) {
            boolean fits = mbps.signum() > 0 && mbps.compareTo(MOST_MBPS) <= 0;
            problems.check(fits, "mbps", "must be greater than 0 and at most " + MOST_MBPS);
            problems.check(bytes <= 0, "mbps", "limits the same as \"byte\", of which only one may be there");
        }
        boolean limited = mbps != null || bytes > 0;
        problems.check(throttle == null || !throttle || limited, "throttle", "needs \"mbps\" to say how much");
    }

    long bytesPerSecond() {
        boolean throttled = throttle == null || throttle;
        return mbps != null && throttled ? Math.max(1, mbps.multiply(MEGABYTE).longValue()) : Math.max(0, bytes);
    }

    long recordsPerSecond() {
        return Math.max(0, records);
    }
}
