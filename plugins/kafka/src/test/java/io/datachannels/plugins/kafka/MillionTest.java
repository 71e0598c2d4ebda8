package io.datachannels.plugins.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.emulators.kafka.Topics.Message;
import io.datachannels.spi.Batch;
import io.datachannels.spi.Row;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.testkit.TestTask;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A million messages on four partitions: each is read once. */
class MillionTest {
    private static final int MESSAGES = 1_000_000;

    @RegisterExtension
    static final Broker BROKER = new Broker();

    @Test
    void eachMessageIsReadOnce() {
        String topic = BROKER.topic(4);
        BROKER.topics()
                .send(
                        topic,
                        () -> IntStream.range(0, MESSAGES)
                                .mapToObj(
                                        each -> Message.of(("{\"id\":" + each + "}").getBytes(StandardCharsets.UTF_8)))
                                .iterator());
        BitSet seen = new BitSet(MESSAGES);
        long read = 0;
        try (KafkaRun run = KafkaRun.open(BROKER, topic, "\"beginType\": \"earliest\", \"column\": [\"id\"]")) {
            List<Split> splits = run.plan();
            assertThat(splits).hasSizeGreaterThan(4);
            for (Split split : splits) {
                read += read(run, split, seen);
            }
        }
        assertThat(read).isEqualTo(MESSAGES);
        assertThat(seen.cardinality()).isEqualTo(MESSAGES);
    }

    private static long read(KafkaRun run, Split split, BitSet seen) {
        long rows = 0;
        Batch batch = new Batch(run.reader().schema(), Long.MAX_VALUE, done -> {});
        try (SplitReader in = run.reader().read(split, TestTask.first())) {
            boolean more = true;
            while (more) {
                batch.reuse();
                more = in.read(batch.builder());
                for (int i = 0; i < batch.rows(); i++) {
                    Row row = batch.row(i);
                    seen.set((int) row.longAt(0));
                    rows++;
                }
            }
        }
        return rows;
    }
}
