package io.datachannels.plugins.kafka;

import io.datachannels.spi.Column;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Schema;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.SplitReport;
import io.datachannels.spi.TaskContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Topics, read from where the job file says to what is fixed as the end when the job is planned. */
final class KafkaReader implements Reader {
    private final KafkaReaderConfig config;
    private final JobContext job;
    private final KafkaFailures failures;
    private final Consumers consumers;
    private final Group group;
    private final List<TopicPartition> partitions;
    private final Schema schema;

    /** Connects; closes what it opened when it fails. */
    KafkaReader(KafkaReaderConfig config, JobContext job) {
        this.config = config;
        this.job = job;
        this.failures = new KafkaFailures(config.cluster());
        this.consumers = new Consumers(config.cluster(), config.consumerSettings(), job);
        this.group = new Group(config.group(), consumers.settings());
        this.schema = new Schema(columns(config));
        try {
            this.partitions = call("Metadata", consumer -> new Topics(consumer).partitions(config));
            job.call(
                    "DescribeGroups",
                    () -> failures.of(() -> {
                        group.requireNoMembers();
                        return null;
                    }));
        } catch (RuntimeException e) {
            consumers.close();
            throw e;
        }
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public List<Split> plan(int parallelism) {
        return call(
                "ListOffsets",
                consumer -> new Ranges(consumer, config, job.zone(), Topics.PATIENCE).plan(partitions, parallelism));
    }

    @Override
    public SplitReader read(Split split, TaskContext task) {
        return new OffsetReader((OffsetSplit) split, config, consumers, failures, new RowMaker(config, task), task);
    }

    @Override
    public void commit(List<SplitReport> reports) {
        if (!group.isKept()) {
            return;
        }
        Map<TopicPartition, Long> positions = new LinkedHashMap<>();
        for (SplitReport each : reports) {
            PositionReport position = (PositionReport) each;
            positions.merge(position.topicPartition(), position.end(), Math::max);
        }
        call("OffsetCommit", consumer -> {
            group.advance(consumer, positions);
            return null;
        });
    }

    @Override
    public void close() {
        consumers.close();
    }

    /** With a consumer that is used for nothing else meanwhile; one that a call failed with is not used again. */
    private <T> T call(String what, Function<Consumer<byte[], byte[]>, T> call) {
        return job.call(
                what,
                () -> failures.of(() -> {
                    Consumer<byte[], byte[]> consumer = consumers.take();
                    T result;
                    try {
                        result = call.apply(consumer);
                    } catch (RuntimeException e) {
                        Consumers.discard(consumer);
                        throw e;
                    }
                    consumers.giveBack(consumer);
                    return result;
                }));
    }

    private static List<Column> columns(KafkaReaderConfig config) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < config.column().size(); i++) {
            MessageColumn column = config.column().get(i);
            columns.add(new Column(column.label(i), type(column, config)));
        }
        return columns;
    }

    private static ColumnType type(MessageColumn column, KafkaReaderConfig config) {
        if (column.cellType() != null) {
            return column.cellType().columnType;
        } else if (column.isConstant()) {
            return ColumnType.TEXT;
        } else if (column.attribute() == null) {
            return config.dataFormat() == DataFormat.TEXT ? ColumnType.TEXT : null;
        }
        return switch (column.attribute()) {
            case KEY -> config.keyType().cellType;
            case VALUE -> config.valueType().cellType;
            case PARTITION, OFFSET, TIMESTAMP -> ColumnType.LONG;
            case TOPIC -> ColumnType.TEXT;
            case HEADERS -> ColumnType.JSON;
        };
    }
}
