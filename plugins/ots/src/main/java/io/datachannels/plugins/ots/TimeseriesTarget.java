package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.timeseries.TimeseriesRow;
import io.datachannels.spi.Column;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Schema;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens a time series table to be written to. */
final class TimeseriesTarget {
    private static final Logger log = LoggerFactory.getLogger(TimeseriesTarget.class);

    private TimeseriesTarget() {}

    /** @throws JobFailure if the job does not fit the table or there is none */
    static WriteTarget<TimeseriesRow> open(OtsClient client, OtsWriterConfig config, Schema schema, JobContext job) {
        String table = config.table().strip();
        if (schema.size() != config.column().size()) {
            throw new JobFailure(
                    "the reader delivers " + schema.size() + " columns "
                            + schema.columns().stream().map(Column::name).toList() + ", but otswriter writes "
                            + config.column().size() + " "
                            + config.column().stream().map(WriteColumn::name).toList(),
                    "Change the reader's columns, or column of otswriter.");
        }
        WriteApi<TimeseriesRow> put = new TimeseriesApi(client, table);
        return new WriteTarget<>(
                new TimeseriesEncoder(config.column(), config.timeunit()),
                new WriteApis<>(put, put),
                preparation(client, table, config.autoCreate(), job));
    }

    private static Runnable preparation(OtsClient client, String table, AutoCreate create, JobContext job) {
        if (create == null || !create.enabled()) {
            client.describeTimeseries(table, job);
            return WriteTarget.NONE;
        }
        if (client.isTimeseries(table, job)) {
            return WriteTarget.NONE;
        }
        return () -> {
            client.create(create.timeseriesRequest(table), job);
            log.info("otswriter: made the time series table {}", table);
        };
    }
}
