package io.datachannels.plugins.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.emulators.kafka.Topics.Message;
import io.datachannels.spi.Split;
import io.datachannels.spi.TransientFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A job ends at its end, whatever lies before it: marks of transactions, holes, a broker that was away. */
class EndsTest {
    private static final String VALUES = "\"beginType\": \"earliest\", \"waitTime\": 1, \"column\": [\"__value__\"]";

    @RegisterExtension
    static final Broker BROKER = new Broker();

    @Test
    void aTransactionalTopicEndsWithAMarkThatNoOneSees() {
        String topic = BROKER.topic(1);
        try (KafkaProducer<byte[], byte[]> producer = BROKER.producer(Map.of("transactional.id", "t1"))) {
            producer.initTransactions();
            transaction(producer, topic, true, "a", "b");
            transaction(producer, topic, false, "taken", "back");
            transaction(producer, topic, true, "c");
        }
        assertThat(values(topic, VALUES)).containsExactly("a", "b", "c");
        assertThat(values(topic, VALUES + ", \"kafkaConfig\": {\"isolation.level\": \"read_uncommitted\"}"))
                .containsExactly("a", "b", "taken", "back", "c");
    }

    @Test
    void aTransactionThatIsOpenIsLeftToTheNextJob() {
        String topic = BROKER.topic(1);
        try (KafkaProducer<byte[], byte[]> producer = BROKER.producer(Map.of("transactional.id", "t2"))) {
            producer.initTransactions();
            transaction(producer, topic, true, "a");
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, "open".getBytes(StandardCharsets.UTF_8)));
            producer.flush();
            assertThat(values(topic, VALUES)).containsExactly("a");
            producer.commitTransaction();
            assertThat(values(topic, VALUES)).containsExactly("a", "open");
        }
    }

    @Test
    void aCompactedTopicHasHoles() {
        BROKER.topics()
                .create(
                        "compacted",
                        1,
                        Map.of(
                                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT,
                                TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.0001",
                                TopicConfig.SEGMENT_MS_CONFIG, "100",
                                TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, "100"));
        int sent = 0;
        List<Object> values;
        do {
            List<Message> messages = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                byte[] key = {(byte) (i % 3)};
                messages.add(new Message(key, Integer.toString(sent++).getBytes(StandardCharsets.UTF_8), null));
            }
            BROKER.topics().send("compacted", messages);
            values = values("compacted", VALUES);
        } while (values.size() == sent && sent < 100_000);
        assertThat(values).hasSizeLessThan(sent).endsWith(Integer.toString(sent - 1));
    }

    @Test
    void anEndThatNeverComesIsAFailureAndNoEnd() {
        String topic = BROKER.topicOf("a");
        try (KafkaRun run = KafkaRun.open(BROKER, topic, VALUES)) {
            Split tooFar = new OffsetSplit(topic, 0, 0, 5);
            assertThatThrownBy(() -> run.rows(tooFar))
                    .isInstanceOf(TransientFailure.class)
                    .hasMessageStartingWith("no record of " + topic + "-0 came for 1 s, at offset 1 of 5");
            assertThat(run.rows(run.plan().get(0))).hasSize(1);
        }
    }

    @Test
    void aBrokerThatWasAwayIsReadOn() {
        String topic = BROKER.topicOf("a", "b");
        try (KafkaRun run = KafkaRun.open(BROKER, topic, VALUES.replace("\"waitTime\": 1", "\"waitTime\": 60"))) {
            List<Split> plan = run.plan();
            BROKER.restart();
            List<Object> rows = new ArrayList<>();
            plan.forEach(each -> rows.addAll(run.rows(each)));
            assertThat(rows).containsExactly(List.of("a"), List.of("b"));
        }
    }

    @Test
    void aBrokerThatIsAwayIsAFailureToTryAgain() {
        String topic = BROKER.topicOf("a");
        try (KafkaRun run = KafkaRun.open(BROKER, topic, VALUES)) {
            Split split = run.plan().get(0);
            BROKER.stop();
            try {
                assertThatThrownBy(() -> run.rows(split)).isInstanceOf(TransientFailure.class);
            } finally {
                BROKER.start();
            }
            assertThat(run.rows(split)).hasSize(1);
        }
    }

    private static void transaction(
            KafkaProducer<byte[], byte[]> producer, String topic, boolean commit, String... values) {
        producer.beginTransaction();
        for (String each : values) {
            producer.send(new ProducerRecord<>(topic, each.getBytes(StandardCharsets.UTF_8)));
        }
        if (commit) {
            producer.commitTransaction();
        } else {
            producer.flush();
            producer.abortTransaction();
        }
    }

    private static List<Object> values(String topic, String more) {
        try (KafkaRun run = KafkaRun.open(BROKER, topic, more)) {
            return run.rows().stream().map(each -> each.get(0)).toList();
        }
    }
}
