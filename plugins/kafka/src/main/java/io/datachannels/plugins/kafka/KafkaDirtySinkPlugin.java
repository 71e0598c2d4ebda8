package io.datachannels.plugins.kafka;

import io.datachannels.spi.DirtySink;
import io.datachannels.spi.DirtySinkPlugin;
import io.datachannels.spi.JobContext;

/** Sends dirty rows to a Kafka topic: {@code setting.dirty} with mode kafka. */
public final class KafkaDirtySinkPlugin implements DirtySinkPlugin<KafkaDirtySinkConfig> {
    @Override
    public String name() {
        return "kafkadirtysink";
    }

    @Override
    public Class<KafkaDirtySinkConfig> config() {
        return KafkaDirtySinkConfig.class;
    }

    @Override
    public DirtySink open(KafkaDirtySinkConfig config, JobContext job) {
        return new KafkaDirtySink(config, job);
    }
}
