package io.datachannels.emulators.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Makes topics, fills them and looks into them, with Kafka's own clients. Not safe for use by several threads at once. */
public final class Topics implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String servers;
    private final Admin admin;

    /** A record's key, value and time in milliseconds since 1970; the key may be null. */
    public record Message(byte[] key, byte[] value, Long timestamp) {
        public static Message of(byte[] value) {
            return new Message(null, value, null);
        }
    }

    /** @param servers as {@code bootstrap.servers} has it */
    public Topics(String servers) {
        this.servers = servers;
        this.admin = Admin.create(Map.of("bootstrap.servers", servers));
    }

    /** Makes a topic unless it is there. */
    public void create(String topic, int partitions) {
        create(topic, partitions, Map.of());
    }

    /** @param settings of the topic, such as {@code cleanup.policy} */
    public void create(String topic, int partitions, Map<String, String> settings) {
        NewTopic wanted = new NewTopic(topic, Optional.of(partitions), Optional.empty()).configs(settings);
        try {
            admin.createTopics(List.of(wanted)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw failed(e);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        awaitLeaders(topic, 1);
    }

    /** Gives a topic more partitions. */
    public void grow(String topic, int partitions) {
        await(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(partitions)))
                .all());
        awaitLeaders(topic, partitions);
    }

    /** The controller answers before the broker knows what it made; this asks the broker until it does. */
    private void awaitLeaders(String topic, int partitions) {
        long start = System.nanoTime();
        while (!hasLeaders(topic, partitions)) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new IllegalStateException("the broker does not know topic " + topic + " after " + PATIENCE);
            }
        }
    }

    private boolean hasLeaders(String topic, int partitions) {
        try {
            var known = admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .get(topic)
                    .partitions();
            return known.size() >= partitions && known.stream().allMatch(each -> each.leader() != null);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw failed(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Removes the records before an offset, as retention does. */
    public void trim(String topic, int partition, long offset) {
        await(admin.deleteRecords(Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
                .all());
    }

    /** The topics but for Kafka's own. */
    public List<String> names() {
        return await(admin.listTopics().names()).stream().sorted().toList();
    }

    /** From the first offset to the one after the last, by partition. */
    public SortedMap<Integer, long[]> offsets(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> last = consumer.endOffsets(partitions);
            SortedMap<Integer, long[]> offsets = new TreeMap<>();
            for (TopicPartition each : partitions) {
                offsets.put(each.partition(), new long[] {first.get(each), last.get(each)});
            }
            return offsets;
        }
    }

    /**
     * Sends messages and returns when all are stored; those without a key go to partitions in turn.
     *
     * @throws IllegalStateException if there is no such topic or a message was not stored
     */
    public void send(String topic, Iterable<Message> messages) {
        if (!names().contains(topic)) {
            throw new IllegalStateException("there is no topic " + topic);
        }
        Map<String, Object> settings =
                Map.of("bootstrap.servers", servers, "acks", "all", "linger.ms", 5, "batch.size", 128 * 1024);
        List<RuntimeException> failures = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            int count = producer.partitionsFor(topic).size();
            long sent = 0;
            for (Message each : messages) {
                Integer partition = each.key() == null ? (Integer) (int) (sent++ % count) : null;
                producer.send(
                        new ProducerRecord<>(topic, partition, each.timestamp(), each.key(), each.value()),
                        (stored, failure) -> {
                            if (failure != null) {
                                failures.add(new IllegalStateException("a message was not stored", failure));
                            }
                        });
            }
            producer.flush();
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    /** The first messages of a topic, partition after partition. */
    public List<ConsumerRecord<byte[], byte[]>> first(String topic, int count) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            for (TopicPartition partition : partitions(consumer, topic)) {
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                long end = consumer.endOffsets(List.of(partition)).get(partition);
                while (found.size() < count && consumer.position(partition) < end) {
                    for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofMillis(100))) {
                        if (found.size() < count) {
                            found.add(each);
                        }
                    }
                }
            }
        }
        return found;
    }

    /** The offset that a group committed, or -1. */
    public long committed(String group, String topic, int partition) {
        var offset = await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .get(new TopicPartition(topic, partition));
        return offset == null ? -1 : offset.offset();
    }

    @Override
    public void close() {
        admin.close(PATIENCE);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(each -> new TopicPartition(topic, each.partition()))
                .sorted((a, b) -> Integer.compare(a.partition(), b.partition()))
                .toList();
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw failed(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException failed(ExecutionException e) {
        return new IllegalStateException("Kafka answered: " + e.getCause().getMessage(), e.getCause());
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for Kafka", e);
    }
}
