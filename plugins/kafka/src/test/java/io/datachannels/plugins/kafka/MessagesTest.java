package io.datachannels.plugins.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.emulators.kafka.Topics.Message;
import io.datachannels.testkit.Rows.Json;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What messages become as rows. */
class MessagesTest {
    @RegisterExtension
    static final Broker BROKER = new Broker();

    @Test
    void attributesAndConstants() {
        String topic = BROKER.topic(1);
        BROKER.topics().send(topic, List.of(new Message(bytes("k"), bytes("v"), 1_700_000_000_123L)));
        assertThat(
                        KafkaRun.earliest(
                                BROKER,
                                topic,
                                "\"__key__\", \"__value__\", \"__partition__\", \"__offset__\", \"__timestamp__\", \"__topic__\","
                                        + " \"'it''s'\", {\"value\": \"7\", \"type\": \"long\"}, {\"name\": \"__timestamp__\", \"type\": \"date\"}"))
                .containsExactly(List.of(
                        "k",
                        "v",
                        0L,
                        0L,
                        1_700_000_000_123L,
                        topic,
                        "it''s",
                        7L,
                        Instant.ofEpochMilli(1_700_000_000_123L)));
    }

    @Test
    void headersAreAJsonObject() {
        String topic = BROKER.topic(1);
        try (var producer = BROKER.producer(Map.of())) {
            RecordHeaders headers = new RecordHeaders();
            headers.add("source", bytes("a \"b\"")).add("none", null).add("source", bytes("c"));
            producer.send(new ProducerRecord<>(topic, 0, null, (byte[]) null, bytes("v"), headers));
        }
        assertThat(KafkaRun.earliest(BROKER, topic, "\"__headers__\""))
                .containsExactly(List.of(new Json("{\"source\":\"a \\\"b\\\"\",\"none\":null,\"source\":\"c\"}")));
    }

    @Test
    void fieldsKeepTheTypesThatTheyHave() {
        String topic = BROKER.topicOf("""
                {"t": "text", "n": 9007199254740993, "d": 1.5, "e": 1e3, "big": 12345678901234567890, "exact": 0.12345678901234567890,
                 "b": true, "z": null, "o": {"a": [1, {"x": "é"}]}, "l": [ ]}""");
        assertThat(KafkaRun.earliest(
                        BROKER,
                        topic,
                        "\"t\", \"n\", \"d\", \"e\", \"big\", \"exact\", \"b\", \"z\", \"absent\", \"o\", \"l\""))
                .containsExactly(Arrays.asList(
                        "text",
                        9007199254740993L,
                        1.5,
                        1000.0,
                        new BigDecimal("12345678901234567890"),
                        new BigDecimal("0.12345678901234567890"),
                        true,
                        null,
                        null,
                        new Json("{\"a\": [1, {\"x\": \"é\"}]}"),
                        new Json("[ ]")));
    }

    @Test
    void nestedFieldsAndElements() {
        String topic = BROKER.topicOf(
                "{\"tag\": {\"desc\": \"d\", \"a.b\": 1}, \"geo\": {\"at\": [10, [20, 21], 30]}, \"tag2\": 5}");
        assertThat(KafkaRun.earliest(
                        BROKER,
                        topic,
                        "\"tag.desc\", \"tag.a\\\\.b\", \"geo.at[0]\", \"geo.at[1][1]\", \"geo.at[1]\", \"geo.at[9]\","
                                + " \"tag2.x\", \"tag\", \"tag.desc\""))
                .containsExactly(Arrays.asList(
                        "d",
                        1L,
                        10L,
                        21L,
                        new Json("[20, 21]"),
                        null,
                        null,
                        new Json("{\"desc\": \"d\", \"a.b\": 1}"),
                        "d"));
    }

    @Test
    void declaredTypesConvertExactly() {
        String topic = BROKER.topicOf(
                "{\"n\": \"12\", \"d\": 3, \"s\": 1.50, \"b\": 1, \"at\": 86400000, \"day\": \"1970-01-03\", \"j\": \"x\\\"y\"}");
        assertThat(KafkaRun.earliest(
                        BROKER,
                        topic,
                        "{\"name\": \"n\", \"type\": \"long\"}, {\"name\": \"d\", \"type\": \"double\"},"
                                + " {\"name\": \"s\", \"type\": \"string\"}, {\"name\": \"s\", \"type\": \"decimal\"},"
                                + " {\"name\": \"b\", \"type\": \"boolean\"}, {\"name\": \"at\", \"type\": \"date\"},"
                                + " {\"name\": \"day\", \"type\": \"date\", \"format\": \"yyyy-MM-dd\"},"
                                + " {\"name\": \"j\", \"type\": \"json\"}, {\"name\": \"n\", \"type\": \"bytes\"}"))
                .containsExactly(List.of(
                        12L,
                        3.0,
                        "1.50",
                        new BigDecimal("1.50"),
                        true,
                        Instant.ofEpochMilli(86_400_000),
                        Instant.ofEpochMilli(2 * 86_400_000),
                        new Json("\"x\\\"y\""),
                        ByteBuffer.wrap(bytes("12"))));
    }

    @Test
    void whatDoesNotConvertIsSetAsideWithItsPlace() {
        String topic =
                BROKER.topicOf("{\"n\": 1}", "{\"n\": \"x\"}", "not json", "[1]", "{\"n\": 2} {}", "{\"n\": 1.5}");
        try (KafkaRun run = KafkaRun.open(
                BROKER, topic, "\"beginType\": \"earliest\", \"column\": [{\"name\": \"n\", \"type\": \"long\"}]")) {
            assertThat(run.rows()).containsExactly(List.of(1L));
            assertThat(run.rejected())
                    .extracting(each -> each.position() + " " + each.column() + " " + each.value())
                    .containsExactly(
                            topic + "-0@1 n {\"n\": \"x\"}",
                            topic + "-0@2 null not json",
                            topic + "-0@3 null [1]",
                            topic + "-0@4 null {\"n\": 2} {}",
                            topic + "-0@5 n {\"n\": 1.5}");
        }
    }

    @Test
    void aMessageWithoutValueIsARowOfNulls() {
        String topic = BROKER.topicOf((String) null);
        assertThat(KafkaRun.earliest(BROKER, topic, "\"a\", \"__value__\", \"__offset__\""))
                .containsExactly(Arrays.asList(null, null, 0L));
    }

    @Test
    void textIsCutIntoPieces() {
        String topic = BROKER.topicOf("a\tb\tc", "\t\t");
        try (KafkaRun run = KafkaRun.open(
                BROKER,
                topic,
                "\"beginType\": \"earliest\", \"dataFormat\": \"text\", \"fieldDelimiter\": \"\\\\t\","
                        + " \"column\": [\"one\", \"__offset__\", \"two\", {\"index\": 2}]")) {
            assertThat(run.rows()).containsExactly(List.of("a", 0L, "b", "c"), List.of("", 1L, "", ""));
        }
        String shortOnes = BROKER.topicOf("a");
        try (KafkaRun run = KafkaRun.open(
                BROKER,
                shortOnes,
                "\"beginType\": \"earliest\", \"dataFormat\": \"text\", \"fieldDelimiter\": \",\", \"column\": [\"one\", \"two\"]")) {
            assertThat(run.rows()).isEmpty();
            assertThat(run.rejected())
                    .hasSize(1)
                    .first()
                    .satisfies(each ->
                            assertThat(each.reason()).isEqualTo("the value has 1 piece, so there is none of number 1"));
        }
    }

    @Test
    void keysAndValuesOfEachType() {
        String topic = BROKER.topic(1);
        byte[] eight = ByteBuffer.allocate(8).putLong(-5).array();
        byte[] half = ByteBuffer.allocate(8).putDouble(0.5).array();
        BROKER.topics().send(topic, List.of(new Message(eight, half, null)));
        assertThat(typed(topic, "LONG", "Double")).containsExactly(List.of(-5L, 0.5));
        assertThat(typed(topic, "ByteArray", "BYTEARRAY"))
                .containsExactly(List.of(ByteBuffer.wrap(eight), ByteBuffer.wrap(half)));
        String small = BROKER.topic(1);
        byte[] four = ByteBuffer.allocate(4).putInt(7).array();
        byte[] two = ByteBuffer.allocate(2).putShort((short) -2).array();
        BROKER.topics().send(small, List.of(new Message(four, two, null)));
        assertThat(typed(small, "integer", "short")).containsExactly(List.of(7L, -2L));
        assertThat(typed(small, "float", "short")).containsExactly(List.of((double) Float.intBitsToFloat(7), -2L));
        assertThat(typed(small, "long", "short")).isEmpty();
    }

    @Test
    void otherCharsets() {
        String topic = BROKER.topic(1);
        Charset gbk = Charset.forName("GBK");
        BROKER.topics()
                .send(topic, List.of(new Message("键".getBytes(gbk), "{\"名\": {\"a\": \"值\"}}".getBytes(gbk), null)));
        try (KafkaRun run = KafkaRun.open(
                BROKER,
                topic,
                "\"beginType\": \"earliest\", \"encoding\": \"GBK\", \"column\": [\"__key__\", \"名\", \"名.a\"]")) {
            assertThat(run.rows()).containsExactly(List.of("键", new Json("{\"a\": \"值\"}"), "值"));
        }
        try (KafkaRun run = KafkaRun.open(BROKER, topic, "\"beginType\": \"earliest\", \"column\": [\"__key__\"]")) {
            assertThat(run.rows()).isEmpty();
            assertThat(run.rejected()).hasSize(1);
        }
    }

    private static List<List<Object>> typed(String topic, String key, String value) {
        try (KafkaRun run = KafkaRun.open(
                BROKER,
                topic,
                "\"beginType\": \"earliest\", \"keyType\": \"" + key + "\", \"valueType\": \"" + value
                        + "\", \"column\": [\"__key__\", \"__value__\"]")) {
            return run.rows();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
