package io.datachannels.engine.config;

import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.IgnoredKey;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.Validated;
import java.math.BigDecimal;

/** {@code setting.speed}, with the keys of DataX and of DataWorks. Limits are those of the job as a whole. */
@IgnoredKey(name = "dmu", because = "it is a unit in which DataWorks counted costs")
record SpeedKeys(
        @Doc("How many tasks run at once, 1..1024; 3 unless given.") @AlsoKnownAs("concurrent") @Optional
        Integer channel,

        @Doc("Bytes a second for the whole job; 0 or less for no limit.") @AlsoKnownAs("byte") @Default("0")
        long bytes,

        @Doc("Rows a second for the whole job; 0 or less for no limit.") @AlsoKnownAs("record") @Default("0")
        long records,

        @Doc("MiB a second for the whole job, greater than 0; in force unless throttle is false.") @Optional
        BigDecimal mbps,

        @Doc("Whether mbps is in force.") @Optional Boolean throttle)
        implements Validated {
    static final int MOST_CHANNELS = 1024;
    private static final BigDecimal MEGABYTE = BigDecimal.valueOf(1 << 20);
    private static final BigDecimal MOST_MBPS = BigDecimal.valueOf(1_000_000);

    @Override
    public void validate(Problems problems) {
        problems.check(
                channel == null || channel >= 1 && channel <= MOST_CHANNELS, "channel", "must be 1.." + MOST_CHANNELS);
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
