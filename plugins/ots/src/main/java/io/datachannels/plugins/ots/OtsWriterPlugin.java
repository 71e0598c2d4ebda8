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

    @Override
    public Writer open(OtsWriterConfig config, Schema schema, JobContext job) {
        int requests = job.channels() * (config.concurrencyWrite() + 1);
        return new OtsWriter(new OtsClient(config.access(), requests), config, schema, job);
    }
}
