package io.datachannels.plugins.kafka;

import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Which partitions the job reads. */
final class Topics {
    static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int SHOWN = 20;

    private final Consumer<byte[], byte[]> consumer;

    Topics(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    /** The names of a cluster's topics, asked with a consumer of its own. */
    static List<String> of(Cluster cluster, JobContext job) {
        try (Consumers consumers = new Consumers(cluster, Map.of(), job)) {
            Consumer<byte[], byte[]> consumer = consumers.take();
            try {
                return new Topics(consumer).names();
            } finally {
                Consumers.discard(consumer);
            }
        }
    }

    /** @throws JobFailure if a topic or the partition is not there */
    List<TopicPartition> partitions(KafkaReaderConfig config) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics(config)) {
            List<PartitionInfo> found = consumer.partitionsFor(topic, PATIENCE);
            if (found == null || found.isEmpty()) {
                throw missing(topic);
            }
            for (PartitionInfo each : found) {
                if (config.partition() == null || config.partition() == each.partition()) {
                    partitions.add(new TopicPartition(topic, each.partition()));
                }
            }
            if (config.partition() != null && config.partition() >= found.size()) {
                throw new JobFailure(
                        "topic " + topic + " has no partition " + config.partition(),
                        "Its partitions are 0 to " + (found.size() - 1) + ".");
            }
        }
        partitions.sort(Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition));
        return partitions;
    }

    private List<String> topics(KafkaReaderConfig config) {
        if (config.topicPattern() == null) {
            return config.topic().stream().map(String::strip).distinct().toList();
        }
        Pattern pattern = Pattern.compile(config.topicPattern());
        List<String> names = names();
        List<String> matching =
                names.stream().filter(each -> pattern.matcher(each).matches()).toList();
        if (matching.isEmpty()) {
            throw new JobFailure(
                    "no topic matches topicPattern \"" + config.topicPattern() + "\"",
                    "The topics are " + some(names) + ".");
        }
        return matching;
    }

    /** The topics that the user may see, but for Kafka's own. */
    List<String> names() {
        Map<String, List<PartitionInfo>> topics = consumer.listTopics(PATIENCE);
        return topics.keySet().stream()
                .filter(each -> !each.startsWith("__"))
                .sorted()
                .toList();
    }

    private JobFailure missing(String topic) {
        List<String> names = names();
        String action = names.stream()
                .filter(each -> each.equalsIgnoreCase(topic))
                .findFirst()
                .map(each -> "Did you mean \"" + each + "\"?")
                .orElse(
                        names.isEmpty()
                                ? "The cluster has no topics; check server."
                                : "The topics are " + some(names) + ".");
        return new JobFailure("there is no topic " + topic, action);
    }

    /** They, or the first of them. */
    static String some(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() <= SHOWN ? shown : shown + " and " + (names.size() - SHOWN) + " more";
    }
}
