package io.datachannels.plugins.ots;

import io.datachannels.spi.DirtySink;
import io.datachannels.spi.DirtySinkPlugin;
import io.datachannels.spi.JobContext;

/** Puts dirty rows into a Tablestore table: {@code setting.dirty} with mode tablestore. */
public final class OtsDirtySinkPlugin implements DirtySinkPlugin<OtsDirtySinkConfig> {
    @Override
    public String name() {
        return "otsdirtysink";
    }

    @Override
    public Class<OtsDirtySinkConfig> config() {
        return OtsDirtySinkConfig.class;
    }

    @Override
    public DirtySink open(OtsDirtySinkConfig config, JobContext job) {
        return new OtsDirtySink(new OtsClient(config.access(), 1), config, job);
    }
}
