package io.datachannels.plugins.odps;

import io.datachannels.spi.JobContext;
import io.datachannels.spi.Reader;
import io.datachannels.spi.ReaderPlugin;

/** Reads the rows of a table of MaxCompute. */
public final class OdpsReaderPlugin implements ReaderPlugin<OdpsReaderConfig> {
    @Override
    public String name() {
        return "odpsreader";
    }

    @Override
    public Class<OdpsReaderConfig> config() {
        return OdpsReaderConfig.class;
    }

    @Override
    public Reader open(OdpsReaderConfig config, JobContext job) {
        return new OdpsReader(config, new OdpsClient(config.access()), job);
    }
}
