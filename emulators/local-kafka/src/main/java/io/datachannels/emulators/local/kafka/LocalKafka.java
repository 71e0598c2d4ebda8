package io.datachannels.emulators.local.kafka;

import io.datachannels.emulators.kafka.KafkaBroker;
import io.datachannels.emulators.kafka.Topics;
import io.datachannels.emulators.kafka.Topics.Message;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.local.LocalMessage;
import io.datachannels.spi.local.LocalServer;
import io.datachannels.spi.local.LocalService;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Kafka on this machine; its addresses are {@code kafka://local/topic}. */
public final class LocalKafka implements LocalService {
    private static final String CLUSTER = "local";

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String system() {
        return "kafka";
    }

    @Override
    public LocalServer start(Path folder, int port, List<String> faults) {
        if (!faults.isEmpty()) {
            throw new JobFailure(
                    "the local kafka cannot be told to misbehave: " + faults.get(0),
                    "It is a real broker; stop it and start it to see what a job does then.");
        }
        try {
            return new Server(KafkaBroker.start(folder, port));
        } catch (IllegalStateException | UncheckedIOException e) {
            throw new JobFailure(
                    "the local kafka cannot start: " + e.getMessage(),
                    "If `local serve` or a job is using " + folder
                            + ", stop it; if the disk is full, make room; or name another folder.",
                    e);
        }
    }

    private record Server(KafkaBroker broker) implements LocalServer {
        @Override
        public URI endpoint() {
            return URI.create("kafka://" + broker.servers());
        }

        @Override
        public Map<String, String> parameters() {
            return Map.of("server", broker.servers());
        }

        @Override
        public Map<String, String> defaults() {
            return Map.of();
        }

        @Override
        public Set<String> unwanted() {
            return Set.of("kafkaConfig");
        }

        @Override
        public void admit(Map<String, String> parameter) {
            // a topic that is not there is a mistake here as it is elsewhere
        }

        /** Every line is a message. */
        @Override
        public void put(String address, InputStream content) throws IOException {
            BufferedReader lines = new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
            send(
                    address,
                    1,
                    () -> lines.lines()
                            .map(each -> new LocalMessage(null, each))
                            .iterator());
        }

        @Override
        public void send(String address, int partitions, Iterable<LocalMessage> messages) {
            String topic = topic(address);
            try {
                in(topics -> {
                    topics.create(topic, partitions);
                    topics.send(topic, () -> new Messages(messages.iterator()));
                    return null;
                });
            } catch (IllegalStateException e) {
                throw new JobFailure("topic " + topic + " cannot be filled: " + e.getMessage(), "", e);
            }
        }

        @Override
        public List<String> list(String address) {
            return in(topics -> {
                List<String> lines = new ArrayList<>();
                for (String each : topics.names()) {
                    String line = address(each);
                    if (line.startsWith(address)) {
                        lines.add(String.format(
                                Locale.ROOT,
                                "%s  %,d messages  %d partitions",
                                line,
                                count(topics, each),
                                topics.offsets(each).size()));
                    }
                }
                return lines;
            });
        }

        @Override
        public void show(String address, int rows, OutputStream out) throws IOException {
            String topic = topic(address);
            String text = in(topics -> {
                if (!topics.names().contains(topic)) {
                    throw new JobFailure("there is no topic " + address(topic), "See what there is with: local ls");
                }
                StringBuilder lines = new StringBuilder();
                lines.append(String.format(Locale.ROOT, "messages  %,d%n", count(topics, topic)));
                for (ConsumerRecord<byte[], byte[]> each : topics.first(topic, rows)) {
                    lines.append(String.format(
                            Locale.ROOT,
                            "%d@%d  %s  %s%n",
                            each.partition(),
                            each.offset(),
                            text(each.key()),
                            text(each.value())));
                }
                return lines.toString();
            });
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void close() {
            broker.close();
        }

        /** Kafka's clients find classes that their settings name through the context. */
        private <T> T in(Function<Topics, T> use) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(LocalKafka.class.getClassLoader());
            try (Topics topics = broker.topics()) {
                return use.apply(topics);
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        private static long count(Topics topics, String topic) {
            return topics.offsets(topic).values().stream()
                    .mapToLong(each -> each[1] - each[0])
                    .sum();
        }

        private static String text(byte[] bytes) {
            return bytes == null ? "-" : new String(bytes, StandardCharsets.UTF_8);
        }

        private static String address(String topic) {
            return "kafka://" + CLUSTER + "/" + topic;
        }

        private static String topic(String address) {
            String prefix = address("");
            if (!address.startsWith(prefix) || address.length() == prefix.length()) {
                throw new JobFailure(address + " is no topic", "Write it as kafka://local/topic.");
            }
            return address.substring(prefix.length());
        }
    }

    /** As the broker takes them. */
    private record Messages(Iterator<LocalMessage> from) implements Iterator<Message> {
        @Override
        public boolean hasNext() {
            return from.hasNext();
        }

        @Override
        public Message next() {
            LocalMessage next = from.next();
            return new Message(bytes(next.key()), bytes(next.value()), null);
        }

        private static byte[] bytes(String text) {
            return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
        }
    }
}
