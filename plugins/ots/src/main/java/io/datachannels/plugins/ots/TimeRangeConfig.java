package io.datachannels.plugins.ots;

import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Problems;

/** The {@code timeRange} of a job file. */
record TimeRangeConfig(
        @Default("0") @Doc("The oldest version to read, in milliseconds since 1970, inclusive.")
        long begin,

        @Default("9223372036854775807") @Doc("Where to end, in milliseconds since 1970, exclusive.")
        long end) {

    void validate(Problems problems) {
        problems.check(begin >= 0, "timeRange.begin", "must be 0 or more");
        problems.check(begin < end, "timeRange.end", "must be after timeRange.begin");
    }
}
