package io.datachannels.plugins.kafka;

import io.datachannels.spi.BatchBuilder;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.SplitReport;
import io.datachannels.spi.TaskContext;
import io.datachannels.spi.TransientFailure;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads a range of offsets. Its end is reached when the consumer's position is there: the last offsets may be those of transactions, or
 * compaction removed them, and no record tells. An answer without records is no end.
 */
final class OffsetReader implements SplitReader {
    private static final Duration ONE_POLL = Duration.ofSeconds(1);

    private final OffsetSplit split;
    private final TopicPartition partition;
    private final Consumers consumers;
    private final KafkaFailures failures;
    private final RowMaker rows;
    private final TaskContext task;
    private final long waitNanos;
    private final Consumer<byte[], byte[]> consumer;
    private Iterator<ConsumerRecord<byte[], byte[]>> records = Collections.emptyIterator();
    private long position;
    private boolean failed;

    OffsetReader(
            OffsetSplit split,
            KafkaReaderConfig config,
            Consumers consumers,
            KafkaFailures failures,
            RowMaker rows,
            TaskContext task) {
        this.split = split;
        this.partition = split.topicPartition();
        this.consumers = consumers;
        this.failures = failures;
        this.rows = rows;
        this.task = task;
        this.waitNanos = TimeUnit.SECONDS.toNanos(config.waitTime());
        this.position = split.begin();
        this.consumer = split.isEmpty() ? null : failures.of(this::open);
    }

    private Consumer<byte[], byte[]> open() {
        Consumer<byte[], byte[]> opened = consumers.take();
        try {
            opened.assign(List.of(partition));
            opened.seek(partition, split.begin());
            return opened;
        } catch (RuntimeException e) {
            Consumers.discard(opened);
            throw e;
        }
    }

    @Override
    public boolean read(BatchBuilder batch) {
        while (!batch.isFull()) {
            if (position >= split.end()) {
                return false;
            }
            if (records.hasNext()) {
                ConsumerRecord<byte[], byte[]> message = records.next();
                if (message.offset() < split.end()) {
                    rows.add(message, batch, task);
                }
                position = Math.min(split.end(), message.offset() + 1);
            } else if (batch.rows() > 0) {
                return true;
            } else {
                poll();
            }
        }
        return position < split.end();
    }

    /** How many of its offsets are behind it. */
    @Override
    public double progress() {
        return split.isEmpty() ? 1 : (double) (position - split.begin()) / (split.end() - split.begin());
    }

    @Override
    public SplitReport report() {
        return new PositionReport(split.topic(), split.partition(), split.end());
    }

    /** Until there are records or the position went on, which a gap lets it do without any. */
    private void poll() {
        long begin = System.nanoTime();
        try {
            while (true) {
                records = consumer.poll(ONE_POLL).iterator();
                if (records.hasNext()) {
                    return;
                }
                long reached = consumer.position(partition);
                if (reached > position) {
                    position = Math.min(split.end(), reached);
                    return;
                }
                if (System.nanoTime() - begin >= waitNanos) {
                    throw silent();
                }
            }
        } catch (OffsetOutOfRangeException e) {
            failed = true;
            throw new FatalFailure(
                    "the records of " + partition + " from offset " + position
                            + " on were removed while the job was reading them",
                    "Keep records longer than a run takes, or read with more channels; then run the job again.",
                    e);
        } catch (RuntimeException e) {
            failed = true;
            throw failures.failure(e);
        }
    }

    private TransientFailure silent() {
        return new TransientFailure(
                "no record of " + partition + " came for " + TimeUnit.NANOSECONDS.toSeconds(waitNanos)
                        + " s, at offset " + position + " of " + split.end()
                        + ": its broker cannot be reached, or a transaction has been open for as long",
                null);
    }

    @Override
    public void close() {
        if (consumer == null) {
            return;
        }
        records = Collections.emptyIterator();
        if (failed || Thread.currentThread().isInterrupted()) {
            Consumers.discard(consumer);
        } else {
            consumers.giveBack(consumer);
        }
    }
}
