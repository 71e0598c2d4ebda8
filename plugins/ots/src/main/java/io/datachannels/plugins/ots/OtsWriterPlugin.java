package io.datachannels.plugins.ots;

import io.datachannels.spi.JobContext;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterPlugin;

/** Writes rows to a Tablestore table with BulkImport or BatchWriteRow. */
public final class OtsWriterPlugin implements WriterPlugin<OtsWriterConfig> {
    @Override
    public String name() {
        return "otswriter";
    }

    @Override
    public Class<OtsWriterConfig> config() {
        return OtsWriterConfig.class;
    }

    /** Every row is one of its own. */
    @Override
    public OtsWriterConfig adding(OtsWriterConfig config) {
        return config;
    }

    @Override
    public Writer open(OtsWriterConfig config, Schema schema, JobContext job) {
        int requests = job.channels() * (config.concurrencyWrite() + 1);
        OtsClient client = new OtsClient(config.access(), requests);
        RequestWriter.Limits limits = new RequestWriter.Limits(
                config.batchWriteCount(), config.requestTotalSizeLimitation(), config.concurrencyWrite());
        try {
            return config.isTimeseriesTable()
                    ? new OtsWriter<>(client, TimeseriesTarget.open(client, config, schema, job), limits)
                    : new OtsWriter<>(client, TableTarget.open(client, config, schema, job), limits);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }
}
