package io.datachannels.emulators.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.datachannels.emulators.kafka.Topics.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerTest {
    @TempDir
    private Path folder;

    @Test
    void keepsWhatItHas() {
        try (KafkaBroker broker = KafkaBroker.start(folder, 0);
                Topics topics = broker.topics()) {
            topics.create("t", 2);
            topics.create("t", 5);
            topics.send("t", List.of(message("a", "1"), message("b", "2"), message(null, "3")));
            topics.trim("t", 0, topics.offsets("t").get(0)[1]);
        }
        try (KafkaBroker broker = KafkaBroker.start(folder, 0);
                Topics topics = broker.topics()) {
            assertThat(topics.names()).containsExactly("t");
            assertThat(topics.offsets("t")).hasSize(2);
            assertThat(topics.offsets("t").get(0)[0])
                    .isEqualTo(topics.offsets("t").get(0)[1]);
            assertThat(topics.first("t", 10))
                    .hasSize((int) topics.offsets("t").get(1)[1])
                    .allSatisfy(each -> assertThat(each.partition()).isEqualTo(1));
            assertThat(topics.committed("none", "t", 0)).isEqualTo(-1);
        }
    }

    /** What lies in its folder while it runs is what a death of its process leaves. */
    @Test
    void whatWasAcknowledgedOutlivesItsProcess() throws IOException {
        Path dead = folder.resolve("dead");
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("alive"), 0);
                Topics topics = broker.topics()) {
            topics.create("t", 1);
            topics.send("t", List.of(message("a", "1"), message("b", "2")));
            copy(folder.resolve("alive"), dead);
        }
        try (KafkaBroker broker = KafkaBroker.start(dead, 0);
                Topics topics = broker.topics()) {
            assertThat(topics.first("t", 3)).hasSize(2);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path each : all.toList()) {
                Files.copy(each, to.resolve(from.relativize(each)));
            }
        }
    }

    @Test
    void aTopicCanBeUsedOnceItIsMade() {
        try (KafkaBroker broker = KafkaBroker.start(folder, 0);
                Topics topics = broker.topics()) {
            for (int i = 0; i < 50; i++) {
                topics.create("t" + i, 4);
                assertThat(topics.names()).contains("t" + i);
            }
            topics.grow("t49", 6);
            assertThat(topics.offsets("t49")).hasSize(6);
        }
    }

    @Test
    void aFolderIsOfOneBroker() {
        try (KafkaBroker broker = KafkaBroker.start(folder, 0)) {
            assertThat(broker.servers()).isEqualTo("127.0.0.1:" + broker.port());
            assertThatThrownBy(() -> KafkaBroker.start(folder, 0))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the folder " + folder + " is in use");
        }
    }

    @Test
    void aPortThatIsTakenIsSaid() {
        try (KafkaBroker broker = KafkaBroker.start(folder.resolve("a"), 0)) {
            assertThatThrownBy(() -> KafkaBroker.start(folder.resolve("b"), broker.port()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("the broker does not start on port " + broker.port());
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        assertThatThrownBy(() -> KafkaBroker.start(file.resolve("sub"), 0)).hasMessageContaining("file");
    }

    @Test
    void anUnknownTopicIsNotMadeByAsking() {
        try (KafkaBroker broker = KafkaBroker.start(folder, 0);
                Topics topics = broker.topics()) {
            assertThatThrownBy(() -> topics.send("absent", List.of(message(null, "x"))))
                    .hasMessage("there is no topic absent");
            assertThat(topics.names()).isEmpty();
        }
    }

    private static Message message(String key, String value) {
        byte[] bytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return new Message(bytes, value.getBytes(StandardCharsets.UTF_8), null);
    }
}
