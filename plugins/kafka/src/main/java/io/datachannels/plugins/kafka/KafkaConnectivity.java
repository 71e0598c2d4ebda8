package io.datachannels.plugins.kafka;

import io.datachannels.spi.ConnectivityCheck;
import io.datachannels.spi.JobContext;
import java.util.List;

/** Lists the cluster's topics. */
public final class KafkaConnectivity implements ConnectivityCheck<Cluster> {
    @Override
    public String system() {
        return "kafka";
    }

    @Override
    public Class<Cluster> config() {
        return Cluster.class;
    }

    @Override
    public String check(Cluster config, JobContext job) {
        KafkaFailures failures = new KafkaFailures(config);
        List<String> names = job.call("Metadata", () -> failures.of(() -> Topics.of(config, job)));
        return config.server() + " is reached, the cluster has "
                + (names.isEmpty() ? "no topics" : "the topics " + Topics.some(names));
    }
}
