package io.datachannels.benchmark;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills a topic with JSON messages of ten mixed fields, and reads it with nothing but Kafka's consumer, for comparison. */
public final class Messages {
    private static final String TOPIC = "messages";

    private Messages() {}

    /** @param args {@code fill} or {@code read}, the server, the number of messages, the number of partitions or threads */
    public static void main(String[] args) throws InterruptedException, ExecutionException {
        long rows = Long.parseLong(args[2]);
        int parallel = Integer.parseInt(args[3]);
        if (args[0].equals("fill")) {
            fill(args[1], rows, parallel);
        } else {
            read(args[1], rows, parallel);
        }
    }

    private static void fill(String server, long rows, int partitions) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", server))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
        }
        Map<String, Object> settings =
                Map.of("bootstrap.servers", server, "linger.ms", 20, "batch.size", 256 * 1024, "acks", "all");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (long i = 0; i < rows; i++) {
                String value = "{\"id\":" + i + ",\"name\":\"customer " + i % 9973 + "\",\"city\":\"city " + i % 311
                        + "\",\"note\":\"plain text\",\"count\":" + i % 1000 + ",\"millis\":" + (1767225600000L + i)
                        + ",\"price\":" + i % 100_000 / 100.0 + ",\"rate\":0." + (i % 1_000_000 + 1) + ",\"active\":"
                        + (i % 2 == 0) + ",\"digest\":\"c2l4dGVlbiBieXRlcw==\"}";
                producer.send(new ProducerRecord<>(
                        TOPIC, (int) (i % partitions), null, value.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    private static void read(String server, long rows, int threads) throws InterruptedException {
        AtomicLong count = new AtomicLong();
        AtomicLong bytes = new AtomicLong();
        List<Thread> readers = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            int own = i;
            Thread thread = new Thread(() -> readPartitions(server, own, threads, count, bytes));
            thread.start();
            readers.add(thread);
        }
        for (Thread each : readers) {
            each.join();
        }
        if (count.get() != rows) {
            throw new IllegalStateException(count + " of " + rows + " messages");
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("%,.0f messages/s, %.1f MB/s%n", rows / seconds, bytes.get() / seconds / 1e6);
    }

    private static void readPartitions(String server, int own, int threads, AtomicLong count, AtomicLong bytes) {
        Map<String, Object> settings = Map.of("bootstrap.servers", server, "max.poll.records", 2000);
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .filter(each -> each.partition() % threads == own)
                    .map(each -> new TopicPartition(TOPIC, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long messages = 0;
            long size = 0;
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofSeconds(1))) {
                    messages++;
                    size += each.value().length;
                }
            }
            count.addAndGet(messages);
            bytes.addAndGet(size);
        }
    }
}
