package io.datachannels.plugins.kafka;

import io.datachannels.emulators.kafka.Topics.Message;
import io.datachannels.testkit.ReaderContract;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;

class KafkaReaderContractTest extends ReaderContract {
    private static final int MESSAGES = 300;

    @RegisterExtension
    static final Broker BROKER = new Broker();

    @BeforeAll
    static void fill() {
        BROKER.topics().create("full", 3);
        BROKER.topics().create("empty", 2);
        List<Message> messages = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            String value = "{\"id\": " + i + ", \"text\": \"a, \\\"b\\\"\\n\", \"amount\": "
                    + (i % 5 == 0 ? "null" : i + ".5") + "}";
            messages.add(new Message(
                    ("k" + i).getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8), null));
        }
        BROKER.topics().send("full", messages);
    }

    @Override
    protected String folder() {
        return "kafka";
    }

    @Override
    protected String name() {
        return "kafkareader";
    }

    @Override
    protected String parameter() {
        return parameter("full");
    }

    @Override
    protected String emptyParameter() {
        return parameter("empty");
    }

    private static String parameter(String topic) {
        return """
                {"server": "%s", "topic": "%s", "beginType": "earliest",
                 "column": [{"name": "id", "type": "long"}, "text", "amount", "__key__", "'x'"]}
                """.formatted(BROKER.servers(), topic);
    }

    @Override
    protected List<List<Object>> expected() {
        List<List<Object>> rows = new ArrayList<>();
        for (long i = 0; i < MESSAGES; i++) {
            rows.add(Arrays.asList(i, "a, \"b\"\n", i % 5 == 0 ? null : i + 0.5, "k" + i, "x"));
        }
        return rows;
    }
}
