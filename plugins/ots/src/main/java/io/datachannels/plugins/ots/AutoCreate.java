package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.alicloud.openservices.tablestore.model.TimeseriesTableMeta;
import com.alicloud.openservices.tablestore.model.TimeseriesTableOptions;
import com.alicloud.openservices.tablestore.model.timeseries.CreateTimeseriesTableRequest;
import io.datachannels.spi.config.BareValue;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.Problems;

/** Whether and how a missing table is made. */
record AutoCreate(
        @BareValue @Default("true") @Doc("Whether the table is made if it is not there.")
        boolean enabled,

        @Default("-1") @Doc("How long a version is kept in seconds, 86400 or more; -1 for ever.")
        int timeToLive,

        @Default("1") @Doc("How many versions of a cell are kept, 1 or more; not of a time series table.")
        int maxVersions) {
    private static final int DAY = 86_400;
    /** The most that the service takes. */
    private static final long MAX_DEVIATION_SECONDS = Long.MAX_VALUE / 1_000_000;

    void validate(Problems problems) {
        problems.check(
                timeToLive == -1 || timeToLive >= DAY, "autoCreate.timeToLive", "must be -1, or 86400 seconds or more");
        problems.check(maxVersions >= 1, "autoCreate.maxVersions", "must be 1 or more");
    }

    CreateTimeseriesTableRequest timeseriesRequest(String table) {
        return new CreateTimeseriesTableRequest(new TimeseriesTableMeta(table, new TimeseriesTableOptions(timeToLive)));
    }

    /** @param anyVersion whether versions far from the present are to be written; the service takes those of a day around it */
    CreateTableRequest request(TableMeta meta, boolean anyVersion) {
        TableOptions options = new TableOptions(timeToLive, maxVersions);
        if (anyVersion) {
            options.setMaxTimeDeviation(MAX_DEVIATION_SECONDS);
        }
        return new CreateTableRequest(meta, options);
    }
}
