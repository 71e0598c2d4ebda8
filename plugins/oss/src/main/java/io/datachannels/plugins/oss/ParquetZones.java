package io.datachannels.plugins.oss;

import io.datachannels.spi.JobContext;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Where the clocks stood by which the times in a Parquet object are told.
 *
 * @param local of timestamps that are not adjusted to UTC
 * @param int96 of INT96, which does not say of itself what it is
 */
record ParquetZones(ZoneId local, ZoneId int96) {
    /**
     * @param int96IsLocal what DataX calls parquetUtcTimestamp
     */
    static ParquetZones of(boolean int96IsLocal, JobContext job) {
        return new ParquetZones(job.zone(), int96IsLocal ? job.zone() : ZoneOffset.UTC);
    }
}
