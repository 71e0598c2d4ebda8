package io.datachannels.plugins.kafka;

import io.datachannels.spi.JobContext;
import io.datachannels.spi.Reader;
import io.datachannels.spi.ReaderPlugin;

/** Reads what arrived in topics between two positions, each record once. */
public final class KafkaReaderPlugin implements ReaderPlugin<KafkaReaderConfig> {
    @Override
    public String name() {
        return "kafkareader";
    }

    @Override
    public Class<KafkaReaderConfig> config() {
        return KafkaReaderConfig.class;
    }

    @Override
    public Reader open(KafkaReaderConfig config, JobContext job) {
        return new KafkaReader(config, job);
    }
}
