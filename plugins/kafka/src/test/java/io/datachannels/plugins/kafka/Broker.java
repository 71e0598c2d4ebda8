package io.datachannels.plugins.kafka;

import io.datachannels.emulators.kafka.KafkaBroker;
import io.datachannels.emulators.kafka.Topics;
import io.datachannels.emulators.kafka.Topics.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One broker for all tests of a class; every test has topics of its own. */
final class Broker implements BeforeAllCallback, AfterAllCallback {
    /** It compacts and removes at once, which it does every few seconds otherwise. */
    private static final Map<String, String> SETTINGS =
            Map.of("log.cleaner.backoff.ms", "50", "log.segment.delete.delay.ms", "0");

    private Path folder;
    private KafkaBroker broker;
    private Topics topics;
    private int named;

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        folder = Files.createTempDirectory("kafka");
        broker = KafkaBroker.start(folder, 0, SETTINGS);
        topics = broker.topics();
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        topics.close();
        broker.close();
        try (var files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    Topics topics() {
        return topics;
    }

    String servers() {
        return broker.servers();
    }

    /** A new topic. */
    String topic(int partitions) {
        String topic = "topic" + ++named;
        topics.create(topic, partitions);
        return topic;
    }

    /** A new topic of one partition with these values. */
    String topicOf(String... values) {
        String topic = topic(1);
        send(topic, values);
        return topic;
    }

    void send(String topic, String... values) {
        List<Message> messages = new ArrayList<>();
        for (String each : values) {
            messages.add(Message.of(each == null ? null : each.getBytes(StandardCharsets.UTF_8)));
        }
        topics.send(topic, messages);
    }

    KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", servers());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Stops the broker and starts it on the same port, with what it had. */
    void restart() {
        stop();
        start();
    }

    void stop() {
        topics.close();
        broker.close();
    }

    void start() {
        try {
            broker = KafkaBroker.start(folder, broker.port(), SETTINGS);
            topics = broker.topics();
        } catch (UncheckedIOException e) {
            throw new IllegalStateException("the broker does not start again", e);
        }
    }
}
