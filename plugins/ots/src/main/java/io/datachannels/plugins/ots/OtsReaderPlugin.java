package io.datachannels.plugins.ots;

import io.datachannels.spi.JobContext;
import io.datachannels.spi.Reader;
import io.datachannels.spi.ReaderPlugin;

/** Reads a Tablestore table, or a range of it, with BulkExport or GetRange. */
public final class OtsReaderPlugin implements ReaderPlugin<OtsReaderConfig> {
    @Override
    public String name() {
        return "otsreader";
    }

    @Override
    public Class<OtsReaderConfig> config() {
        return OtsReaderConfig.class;
    }

    @Override
    public Reader open(OtsReaderConfig config, JobContext job) {
        // A page for each channel, and one that a failed attempt may have left behind.
        OtsClient client = new OtsClient(config.access(), 2 * job.channels());
        return config.isTimeseriesTable()
                ? new TimeseriesReader(client, config, job)
                : new OtsReader(client, config, job);
    }
}
