package io.datachannels.plugins.kafka;

import io.datachannels.spi.Split;
import java.util.Locale;
import org.apache.kafka.common.TopicPartition;

/**
 * A range of a partition's offsets; transactions and compaction leave gaps in it.
 *
 * @param begin the first offset
 * @param end the one after the last
 */
record OffsetSplit(String topic, int partition, long begin, long end) implements Split {
    TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }

    boolean isEmpty() {
        return begin >= end;
    }

    @Override
    public String describe() {
        return String.format(Locale.ROOT, "%s-%d [%d, %d)", topic, partition, begin, end);
    }
}
