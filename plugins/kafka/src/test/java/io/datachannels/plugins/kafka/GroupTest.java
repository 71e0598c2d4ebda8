package io.datachannels.plugins.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The position of a consumer group. */
class GroupTest {
    private static final String CURRENT =
            "\"beginType\": \"current\", \"autoOffsetReset\": \"earliest\", \"groupId\": \"%s\", \"column\": [\"__value__\"]";

    @RegisterExtension
    static final Broker BROKER = new Broker();

    @Test
    void goesOnWhereTheLastCommittedRunEnded() {
        String topic = BROKER.topicOf("a", "b");
        assertThat(read(topic, "g1", true)).containsExactly("a", "b");
        assertThat(read(topic, "g1", true)).isEmpty();
        BROKER.send(topic, "c");
        assertThat(read(topic, "g1", false)).containsExactly("c");
        assertThat(read(topic, "g1", true)).containsExactly("c");
        assertThat(BROKER.topics().committed("g1", topic, 0)).isEqualTo(3);
    }

    @Test
    void aPartitionThatWasAddedIsReadFromItsFirstRecord() {
        String topic = BROKER.topicOf("a");
        assertThat(read(topic, "g2", true)).containsExactly("a");
        BROKER.topics().grow(topic, 2);
        BROKER.send(topic, "b", "c");
        assertThat(read(topic, "g2", true)).containsExactlyInAnyOrder("b", "c");
        assertThat(read(topic, "g2", true)).isEmpty();
    }

    @Test
    void aPartitionWithoutRecordsHasAPositionFromThenOn() {
        String topic = BROKER.topic(2);
        assertThat(read(topic, "g3", true)).isEmpty();
        assertThat(BROKER.topics().committed("g3", topic, 0)).isZero();
        assertThat(BROKER.topics().committed("g3", topic, 1)).isZero();
    }

    @Test
    void aGroupWithoutPositionNeedsToBeToldWhereToBegin() {
        String topic = BROKER.topicOf("a");
        String none = "\"beginOffset\": \"seekToLast\", \"groupId\": \"g4\", \"column\": [\"__value__\"]";
        try (KafkaRun run = KafkaRun.open(BROKER, topic, none)) {
            assertThatThrownBy(run::plan)
                    .isInstanceOf(FatalFailure.class)
                    .hasMessage("group g4 has no position in topic " + topic);
        }
    }

    @Test
    void recordsThatWereRemovedSinceAreAGap() {
        String topic = BROKER.topicOf("a", "b", "c", "d");
        String begin = "\"beginOffset\": 0, \"endOffset\": 1, \"groupId\": \"g5\", \"column\": [\"__value__\"]";
        assertThat(read(topic, begin)).containsExactly("a");
        BROKER.topics().trim(topic, 0, 3);
        String current = "\"beginType\": \"current\", \"groupId\": \"g5\", \"column\": [\"__value__\"]";
        assertThatThrownBy(() -> read(topic, current))
                .isInstanceOf(FatalFailure.class)
                .hasMessage("the records of " + topic + "-0 with offsets 1 to 2 were removed before they were read");
    }

    @Test
    void aPositionBehindTheEndIsSaid() {
        String topic = BROKER.topicOf("a", "b");
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", BROKER.servers(), "group.id", "g9"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(7)));
        }
        assertThatThrownBy(() -> read(topic, "g9", true))
                .isInstanceOf(FatalFailure.class)
                .hasMessage("group g9 stands at offset 7 of " + topic + "-0, but its records end at offset 2");
    }

    @Test
    void aRerunOfAnOldWindowDoesNotMoveThePositionBack() {
        String topic = BROKER.topicOf("a", "b", "c");
        assertThat(read(topic, "g6", true)).hasSize(3);
        assertThat(read(
                        topic,
                        "\"beginOffset\": 0, \"endOffset\": 2, \"groupId\": \"g6\", \"column\": [\"__value__\"]"))
                .containsExactly("a", "b");
        assertThat(BROKER.topics().committed("g6", topic, 0)).isEqualTo(3);
    }

    @Test
    void aGroupWithMembersIsRefusedBeforeAnythingIsRead() {
        String topic = BROKER.topicOf("a");
        Map<String, Object> settings = Map.of("bootstrap.servers", BROKER.servers(), "group.id", "g7");
        try (KafkaConsumer<byte[], byte[]> member =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            member.subscribe(List.of(topic));
            while (member.assignment().isEmpty()) {
                member.poll(Duration.ofMillis(100));
            }
            assertThatThrownBy(() -> read(topic, "g7", true))
                    .isInstanceOf(JobFailure.class)
                    .hasMessage("group g7 has 1 members, so its position cannot be moved");
        }
    }

    @Test
    void withoutAGroupNoPositionIsKept() {
        String topic = BROKER.topicOf("a");
        try (KafkaRun run = KafkaRun.open(BROKER, topic, "\"beginType\": \"earliest\", \"column\": [\"__value__\"]")) {
            assertThat(run.rows()).hasSize(1);
            run.commit();
        }
    }

    private static List<Object> read(String topic, String group, boolean commit) {
        try (KafkaRun run = KafkaRun.open(BROKER, topic, CURRENT.formatted(group))) {
            List<Object> values = run.rows().stream().map(each -> each.get(0)).toList();
            if (commit) {
                run.commit();
                run.commit();
            }
            return values;
        }
    }

    private static List<Object> read(String topic, String more) {
        try (KafkaRun run = KafkaRun.open(BROKER, topic, more)) {
            List<Object> values = run.rows().stream().map(each -> each.get(0)).toList();
            run.commit();
            return values;
        }
    }
}
