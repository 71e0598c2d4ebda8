package io.datachannels.plugins.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.spi.DirtyRow;
import io.datachannels.spi.DirtySink;
import io.datachannels.spi.JobFailure;
import io.datachannels.testkit.PluginUnderTest;
import io.datachannels.testkit.TestTask;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Dirty rows in a topic, and the test of the connection. */
class KafkaDirtySinkTest {
    @RegisterExtension
    static final Broker BROKER = new Broker();

    @Test
    void everyRowIsAMessageWithItsNameAsKey() {
        String topic = BROKER.topic(2);
        try (DirtySink sink = open(topic)) {
            sink.write(List.of(row(0), row(1)));
            sink.write(List.of(row(1)));
        }
        assertThat(KafkaRun.earliest(BROKER, topic, "\"__key__\", \"__value__\""))
                .containsExactlyInAnyOrder(
                        List.of("run/3/0", "{\"number\":0}"),
                        List.of("run/3/1", "{\"number\":1}"),
                        List.of("run/3/1", "{\"number\":1}"));
    }

    @Test
    void aTopicThatIsNotThereIsSaidBeforeAnythingMoves() {
        String topic = BROKER.topic(1);
        assertThatThrownBy(() -> open("absent"))
                .isInstanceOf(JobFailure.class)
                .hasMessage("there is no topic absent for dirty rows")
                .satisfies(e -> assertThat(((JobFailure) e).action()).contains(topic));
    }

    @Test
    void theConnectionIsTested() {
        String topic = BROKER.topic(1);
        Cluster cluster = PluginUnderTest.config(Cluster.class, "{\"server\": \"" + BROKER.servers() + "\"}");
        assertThat(new KafkaConnectivity().check(cluster, TestTask.first()))
                .startsWith(BROKER.servers() + " is reached, the cluster has the topics ")
                .contains(topic);
    }

    @Test
    void aSettingThatKafkaRefusesIsAJobToMend() {
        Cluster cluster = PluginUnderTest.config(
                Cluster.class,
                "{\"server\": \"" + BROKER.servers()
                        + "\", \"kafkaConfig\": {\"security.protocol\": \"SASL_PLAINTEXT\", \"sasl.mechanism\": \"PLAIN\","
                        + " \"sasl.jaas.config\": \"marker-secret\"}}");
        assertThatThrownBy(() -> new KafkaConnectivity().check(cluster, TestTask.first()))
                .isInstanceOf(JobFailure.class)
                .hasMessageNotContaining("marker-secret");
    }

    private static DirtySink open(String topic) {
        KafkaDirtySinkConfig config = PluginUnderTest.config(
                KafkaDirtySinkConfig.class, "{\"server\": \"" + BROKER.servers() + "\", \"topic\": \"" + topic + "\"}");
        return new KafkaDirtySinkPlugin().open(config, TestTask.first());
    }

    private static DirtyRow row(int number) {
        return new DirtyRow(
                "run", 3, number, "writer", "split", "row 1", "c", "v", "reason", "[]", "{\"number\":" + number + "}");
    }
}
