package io.datachannels.plugins.kafka;

import io.datachannels.spi.SplitReport;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a split was read to.
 *
 * @param end the offset from which another run would go on
 */
record PositionReport(String topic, int partition, long end) implements SplitReport {
    TopicPartition topicPartition() {
        return new TopicPartition(topic, partition);
    }
}
