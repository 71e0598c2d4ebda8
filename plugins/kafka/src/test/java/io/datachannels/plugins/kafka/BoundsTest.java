package io.datachannels.plugins.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.emulators.kafka.Topics.Message;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.Split;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where a job begins and where it ends. */
class BoundsTest {
    private static final String OFFSETS = ", \"column\": [\"__offset__\"]";
    private static final Instant START = LocalDateTime.of(2025, 7, 27, 0, 0).toInstant(ZoneOffset.UTC);

    @RegisterExtension
    static final Broker BROKER = new Broker();

    /** Ten messages a minute apart, the first of 2025-07-27 00:00 UTC. */
    private static String minutes() {
        String topic = BROKER.topic(1);
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            messages.add(new Message(
                    null,
                    "v".getBytes(StandardCharsets.UTF_8),
                    START.plusSeconds(60 * i).toEpochMilli()));
        }
        BROKER.topics().send(topic, messages);
        return topic;
    }

    @Test
    void timesAreHalfOpen() {
        String topic = minutes();
        assertThat(offsets(topic, "\"beginDateTime\": \"20250727000200\", \"endDateTime\": \"20250727000500\""))
                .containsExactly(2L, 3L, 4L);
        assertThat(offsets(topic, "\"beginDateTime\": \"20250727000130\", \"endDateTime\": \"20250727000201\""))
                .containsExactly(2L);
        long begin = START.plusSeconds(480).toEpochMilli();
        assertThat(offsets(topic, "\"beginTimestampMillis\": " + begin + ", \"endTimestampMillis\": " + (begin + 1)))
                .containsExactly(8L);
        assertThat(offsets(topic, "\"beginDateTime\": \"20250727001000\", \"endDateTime\": \"20250727002000\""))
                .isEmpty();
        assertThat(offsets(topic, "\"beginDateTime\": \"20250727000000\"")).hasSize(10);
    }

    @Test
    void timesAreOfTheZoneGiven() {
        String topic = minutes();
        assertThat(
                        offsets(
                                topic,
                                "\"timeZone\": \"Asia/Shanghai\", \"beginDateTime\": \"20250727080800\", \"endDateTime\": \"20250727080900\""))
                .containsExactly(8L);
    }

    @Test
    void windowsThatMeetReadEachMessageOnce() {
        String topic = minutes();
        List<Long> all = new ArrayList<>();
        DateTimeFormatter format = DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneId.of("UTC"));
        for (int seconds = -60; seconds < 660; seconds += 45) {
            String begin = format.format(START.plusSeconds(seconds));
            String end = format.format(START.plusSeconds(seconds + 45));
            all.addAll(offsets(topic, "\"beginDateTime\": \"" + begin + "\", \"endDateTime\": \"" + end + "\""));
        }
        assertThat(all).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    }

    @Test
    void offsets() {
        String topic = minutes();
        assertThat(offsets(topic, "\"beginOffset\": \"3\", \"endOffset\": 5")).containsExactly(3L, 4L);
        assertThat(offsets(topic, "\"beginOffset\": 8, \"endOffset\": \"500\"")).containsExactly(8L, 9L);
        assertThat(offsets(topic, "\"beginOffset\": 800")).isEmpty();
        assertThat(offsets(topic, "\"beginOffset\": \"seekToBeginning\", \"endOffset\": 1"))
                .containsExactly(0L);
        assertThat(offsets(topic, "\"beginOffset\": \"SeekToEnd\"")).isEmpty();
    }

    @Test
    void whatArrivesAfterThePlanIsNotRead() {
        String topic = minutes();
        try (KafkaRun run = KafkaRun.open(BROKER, topic, "\"beginType\": \"earliest\"" + OFFSETS)) {
            List<Split> plan = run.plan();
            BROKER.send(topic, "late");
            List<Object> rows = new ArrayList<>();
            plan.forEach(each -> rows.addAll(run.rows(each)));
            assertThat(rows).hasSize(10);
        }
    }

    @Test
    void aLargePartitionIsCutIntoSeveralSplits() {
        String topic = BROKER.topic(1);
        byte[] value = {'v'};
        BROKER.topics()
                .send(
                        topic,
                        () -> IntStream.range(0, 120_000)
                                .mapToObj(each -> Message.of(value))
                                .iterator());
        try (KafkaRun run = KafkaRun.open(BROKER, topic, "\"beginType\": \"earliest\"" + OFFSETS)) {
            assertThat(run.plan())
                    .extracting(Split::describe)
                    .containsExactly(
                            topic + "-0 [0, 40000)", topic + "-0 [40000, 80000)", topic + "-0 [80000, 120000)");
            assertThat(run.rows()).hasSize(120_000).doesNotHaveDuplicates();
        }
    }

    @Test
    void removedRecordsEndTheJobWithTheGap() {
        String topic = minutes();
        BROKER.topics().trim(topic, 0, 4);
        assertThatThrownBy(() -> offsets(topic, "\"beginOffset\": 2"))
                .isInstanceOf(FatalFailure.class)
                .hasMessage("the records of " + topic + "-0 with offsets 2 to 3 were removed before they were read");
        assertThat(offsets(topic, "\"beginOffset\": 2, \"autoOffsetReset\": \"earliest\""))
                .containsExactly(4L, 5L, 6L, 7L, 8L, 9L);
        assertThat(offsets(topic, "\"beginOffset\": 2, \"autoOffsetReset\": \"latest\""))
                .isEmpty();
        assertThat(offsets(topic, "\"beginType\": \"earliest\"")).startsWith(4L);
    }

    @Test
    void recordsThatAreRemovedWhileTheJobReadsEndIt() {
        String topic = minutes();
        try (KafkaRun run = KafkaRun.open(BROKER, topic, "\"beginType\": \"earliest\"" + OFFSETS)) {
            Split split = run.plan().get(0);
            BROKER.topics().trim(topic, 0, 4);
            assertThatThrownBy(() -> run.rows(split))
                    .isInstanceOf(FatalFailure.class)
                    .hasMessageContaining("from offset 0 on were removed while the job was reading them");
        }
    }

    @Test
    void aTopicPatternAndAPartition() {
        BROKER.topics().create("many-a", 2);
        BROKER.topics().create("many-b", 2);
        BROKER.send("many-a", "0", "1");
        BROKER.send("many-b", "0", "1");
        String parameter = "{\"server\": \"" + BROKER.servers()
                + "\", \"topicPattern\": \"many-.*\", \"partition\": 1, \"beginType\": \"earliest\","
                + " \"column\": [\"__topic__\", \"__value__\"]}";
        try (KafkaRun run = KafkaRun.open(parameter)) {
            assertThat(run.rows()).containsExactly(List.of("many-a", "1"), List.of("many-b", "1"));
        }
    }

    @Test
    void whatIsNotThereIsNamed() {
        String topic = minutes();
        assertThatThrownBy(() -> offsets("Topic1", "\"beginType\": \"earliest\""))
                .isInstanceOf(JobFailure.class)
                .hasMessage("there is no topic Topic1")
                .satisfies(e -> assertThat(((JobFailure) e).action()).isEqualTo("Did you mean \"topic1\"?"));
        assertThatThrownBy(() -> offsets(topic, "\"beginType\": \"earliest\", \"partition\": 7"))
                .isInstanceOf(JobFailure.class)
                .hasMessage("topic " + topic + " has no partition 7");
    }

    private static List<Long> offsets(String topic, String bounds) {
        try (KafkaRun run = KafkaRun.open(BROKER, topic, bounds + OFFSETS)) {
            return run.rows().stream().map(each -> (Long) each.get(0)).toList();
        }
    }
}
