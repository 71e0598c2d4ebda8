package io.datachannels.plugins.kafka;

import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.Split;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the offsets between which the partitions are read. They are fixed here, once: what arrives later is for the next job.
 */
final class Ranges {
    private static final Logger LOG = LoggerFactory.getLogger(Ranges.class);
    /** Smaller pieces would cost more in connections than they save in time. */
    private static final long LEAST = 50_000;

    private static final int PIECES_A_CHANNEL = 4;

    private final Consumer<byte[], byte[]> consumer;
    private final KafkaReaderConfig config;
    private final Bounds bounds;
    private final ZoneId zone;
    private final Duration patience;

    Ranges(Consumer<byte[], byte[]> consumer, KafkaReaderConfig config, ZoneId zone, Duration patience) {
        this.consumer = consumer;
        this.config = config;
        this.bounds = new Bounds(config);
        this.zone = zone;
        this.patience = patience;
    }

    /** Every partition has at least one split, also if it is empty, so that the group's position of it is known from then on. */
    List<Split> plan(List<TopicPartition> partitions, int parallelism) {
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions, patience);
        Map<TopicPartition, Long> last = consumer.endOffsets(partitions, patience);
        Map<TopicPartition, Long> begins = begins(partitions, first, last);
        Map<TopicPartition, Long> ends = ends(partitions, last);
        List<OffsetSplit> ranges = new ArrayList<>();
        for (TopicPartition each : partitions) {
            long begin = available(each, begins.get(each), first.get(each), last.get(each));
            ranges.add(new OffsetSplit(each.topic(), each.partition(), begin, Math.max(begin, ends.get(each))));
        }
        return cut(ranges, parallelism);
    }

    private Map<TopicPartition, Long> begins(
            List<TopicPartition> partitions, Map<TopicPartition, Long> first, Map<TopicPartition, Long> last) {
        return switch (bounds.begin()) {
            case EARLIEST -> first;
            case END -> last;
            case TIME -> at(bounds.beginTime(zone), partitions, last);
            case GROUP -> ofGroup(partitions, first, last);
            case OFFSET -> {
                Map<TopicPartition, Long> begins = new LinkedHashMap<>();
                partitions.forEach(each -> begins.put(each, Math.min(bounds.beginOffset(), last.get(each))));
                yield begins;
            }
        };
    }

    private Map<TopicPartition, Long> ends(List<TopicPartition> partitions, Map<TopicPartition, Long> last) {
        Long time = bounds.endTime(zone);
        if (time != null) {
            if (time > System.currentTimeMillis()) {
                LOG.warn(
                        "kafkareader: the end, {}, is still to come: what arrives from now on is not read",
                        Instant.ofEpochMilli(time));
            }
            return at(time, partitions, last);
        }
        Long offset = bounds.endOffset();
        Map<TopicPartition, Long> ends = new LinkedHashMap<>(last);
        if (offset != null) {
            ends.replaceAll((partition, end) -> {
                if (offset > end) {
                    LOG.warn("kafkareader: {} ends at offset {}, before endOffset {}", partition, end, offset);
                }
                return Math.min(offset, end);
            });
        }
        return ends;
    }

    /** The offset of the first record of that time or later, or the end of the partition. */
    private Map<TopicPartition, Long> at(long time, List<TopicPartition> partitions, Map<TopicPartition, Long> last) {
        Map<TopicPartition, Long> asked = new HashMap<>();
        partitions.forEach(each -> asked.put(each, time));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(asked, patience);
        Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
        for (TopicPartition each : partitions) {
            OffsetAndTimestamp offset = found.get(each);
            offsets.put(each, offset == null ? last.get(each) : Math.min(offset.offset(), last.get(each)));
        }
        return offsets;
    }

    private Map<TopicPartition, Long> ofGroup(
            List<TopicPartition> partitions, Map<TopicPartition, Long> first, Map<TopicPartition, Long> last) {
        Map<TopicPartition, OffsetAndMetadata> committed = consumer.committed(new HashSet<>(partitions), patience);
        Set<String> known = new HashSet<>();
        partitions.stream().filter(each -> committed.get(each) != null).forEach(each -> known.add(each.topic()));
        Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
        for (TopicPartition each : partitions) {
            OffsetAndMetadata position = committed.get(each);
            if (position != null) {
                requireInside(each, position.offset(), last.get(each));
                offsets.put(each, position.offset());
            } else if (known.contains(each.topic())) {
                LOG.info(
                        "kafkareader: {} is new to group {}, so it is read from its first record",
                        each,
                        config.group());
                offsets.put(each, first.get(each));
            } else {
                offsets.put(each, withoutPosition(each, first.get(each), last.get(each)));
            }
        }
        return offsets;
    }

    /** Records up to there would never be read, and nothing would tell. */
    private void requireInside(TopicPartition partition, long position, long last) {
        if (position > last) {
            throw new FatalFailure(
                    "group " + config.group() + " stands at offset " + position + " of " + partition
                            + ", but its records end at offset " + last,
                    "Its last records were lost, or the position was set too far: set it anew with Kafka's"
                            + " kafka-consumer-groups.sh --reset-offsets, or name another groupId. If another consumer of the"
                            + " group reads records of open transactions, run the job again when they have ended.");
        }
    }

    private long withoutPosition(TopicPartition partition, long first, long last) {
        return switch (config.autoOffsetReset()) {
            case EARLIEST -> first;
            case LATEST -> last;
            case NONE ->
                throw new FatalFailure(
                        "group " + config.group() + " has no position in topic " + partition.topic(),
                        "Begin once with beginType earliest or a time, or set autoOffsetReset to earliest or latest.");
        };
    }

    private long available(TopicPartition partition, long wanted, long first, long last) {
        if (wanted >= first) {
            return wanted;
        }
        String gap = "the records of " + partition + " with offsets " + wanted + " to " + (first - 1)
                + " were removed before they were read";
        return switch (config.autoOffsetReset()) {
            case NONE ->
                throw new FatalFailure(
                        gap,
                        "If they may be missing, set autoOffsetReset to earliest, which goes on at offset " + first
                                + "; else restore them. Keep records longer than the time between two runs.");
            case EARLIEST -> {
                LOG.warn("kafkareader: {}; it is read from offset {}", gap, first);
                yield first;
            }
            case LATEST -> {
                LOG.warn("kafkareader: {}; nothing of it is read before offset {}", gap, last);
                yield last;
            }
        };
    }

    private static List<Split> cut(List<OffsetSplit> ranges, int parallelism) {
        long total =
                ranges.stream().mapToLong(each -> each.end() - each.begin()).sum();
        long size = Math.max(LEAST, total / ((long) parallelism * PIECES_A_CHANNEL) + 1);
        List<Split> splits = new ArrayList<>();
        for (OffsetSplit each : ranges) {
            long begin = each.begin();
            long pieces = Math.max(1, (each.end() - begin + size - 1) / size);
            for (long piece = 1; piece <= pieces; piece++) {
                long end = each.begin() + (each.end() - each.begin()) / pieces * piece;
                end = piece == pieces ? each.end() : end;
                splits.add(new OffsetSplit(each.topic(), each.partition(), begin, end));
                begin = end;
            }
        }
        return splits;
    }
}
