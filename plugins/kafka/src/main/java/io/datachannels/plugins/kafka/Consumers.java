package io.datachannels.plugins.kafka;

import io.datachannels.spi.JobContext;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Kafka's consumers of one job: they are assigned to partitions and never members of a group. One that is done with a split is kept for
 * the next, because connecting takes longer than many splits. Safe for use from any thread; each consumer by one at a time.
 */
final class Consumers implements AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(5);
    private static final int RECORDS_A_POLL = 2_000;

    private final Map<String, Object> settings;
    private final Queue<Consumer<byte[], byte[]>> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /** @param own settings that the job file leaves open, besides those that every job has */
    Consumers(Cluster cluster, Map<String, Object> own, JobContext job) {
        this.settings = cluster.settings();
        own.forEach(settings::putIfAbsent);
        // What a transaction took back must not be exported, unless the job file says so.
        settings.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_A_POLL);
        settings.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "datachannels-" + job.runId());
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    }

    /** The settings of all of them, for another client of the same cluster. */
    Map<String, Object> settings() {
        return settings;
    }

    /** One for the caller alone, to be given back or closed. */
    Consumer<byte[], byte[]> take() {
        Consumer<byte[], byte[]> consumer = idle.poll();
        return consumer == null
                ? new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                : consumer;
    }

    /** Takes back one that works. */
    void giveBack(Consumer<byte[], byte[]> consumer) {
        consumer.unsubscribe();
        idle.add(consumer);
        if (closed) {
            closeIdle();
        }
    }

    /** Ends one that may be in any state, even if the thread was interrupted. */
    static void discard(Consumer<byte[], byte[]> consumer) {
        boolean interrupted = Thread.interrupted();
        try {
            consumer.close(CloseOptions.timeout(CLOSING));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        closeIdle();
    }

    private void closeIdle() {
        for (var each = idle.poll(); each != null; each = idle.poll()) {
            discard(each);
        }
    }
}
