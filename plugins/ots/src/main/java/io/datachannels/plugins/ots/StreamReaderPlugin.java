package io.datachannels.plugins.ots;

import io.datachannels.spi.JobContext;
import io.datachannels.spi.Reader;
import io.datachannels.spi.ReaderPlugin;
import java.time.Clock;

/** Reads what changed in a Tablestore table between two times, from its stream. */
public final class StreamReaderPlugin implements ReaderPlugin<StreamReaderConfig> {
    @Override
    public String name() {
        return "otsstreamreader";
    }

    @Override
    public Class<StreamReaderConfig> config() {
        return StreamReaderConfig.class;
    }

    @Override
    public Reader open(StreamReaderConfig config, JobContext job) {
        return new StreamReader(new OtsClient(config.access(), 2 * job.channels()), config, job, Clock.systemUTC());
    }
}
