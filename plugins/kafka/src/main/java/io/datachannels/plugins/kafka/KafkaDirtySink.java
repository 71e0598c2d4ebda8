package io.datachannels.plugins.kafka;

import io.datachannels.spi.DirtyRow;
import io.datachannels.spi.DirtySink;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * A topic of dirty rows. A row that comes a second time has the same key, so a compacted topic keeps it once.
 */
final class KafkaDirtySink implements DirtySink {
    private static final int CALL_MILLIS = 30_000;

    private final String topic;
    private final JobContext job;
    private final KafkaFailures failures;
    private final KafkaProducer<String, String> producer;

    /** Connects; closes what it opened when it fails. */
    KafkaDirtySink(KafkaDirtySinkConfig config, JobContext job) {
        this.topic = config.topic().strip();
        this.job = job;
        this.failures = new KafkaFailures(config.cluster());
        Map<String, Object> settings = config.cluster().settings();
        settings.keySet().retainAll(ProducerConfig.configNames());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, CALL_MILLIS);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, CALL_MILLIS / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, CALL_MILLIS);
        this.producer =
                failures.of(() -> new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer()));
        try {
            job.call(
                    "Metadata",
                    () -> failures.of(() -> {
                        requireTopic(config.cluster());
                        return null;
                    }));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Rows that were stored before another one failed are sent again with it. */
    @Override
    public void write(List<DirtyRow> rows) {
        job.call(
                "Produce",
                () -> failures.of(() -> {
                    List<Future<RecordMetadata>> answers = new ArrayList<>();
                    for (DirtyRow each : rows) {
                        String key = each.run() + "/" + each.task() + "/" + each.number();
                        answers.add(producer.send(new ProducerRecord<>(topic, key, each.json())));
                    }
                    producer.flush();
                    for (Future<RecordMetadata> each : answers) {
                        each.get();
                    }
                    return null;
                }));
    }

    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            producer.close(Duration.ofMillis(CALL_MILLIS));
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void requireTopic(Cluster cluster) {
        List<String> names = Topics.of(cluster, job);
        if (!names.contains(topic)) {
            throw new JobFailure(
                    "there is no topic " + topic + " for dirty rows",
                    "Make it, or name another one in setting.dirty; the topics are " + Topics.some(names) + ".");
        }
    }
}
