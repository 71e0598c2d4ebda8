package io.datachannels.emulators.tablestore.store;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi;
import com.alicloud.openservices.tablestore.core.protocol.timeseries.Timeseries.DescribeTimeseriesTableResponse;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import io.datachannels.emulators.tablestore.plainbuffer.ByteOutput;
import io.datachannels.emulators.tablestore.plainbuffer.KeyOrder;
import io.datachannels.emulators.tablestore.plainbuffer.LittleEndian;
import io.datachannels.emulators.tablestore.plainbuffer.RowDecoder;
import io.datachannels.emulators.tablestore.plainbuffer.Value;
import io.datachannels.emulators.tablestore.rows.Projection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a table is: the answer that DescribeTable gives, the shards of its stream, what it is as a time series table if it is one, and
 * what rows need to know of it at hand. Immutable.
 */
public final class TableDefinition {
    /** Before the parts of a definition that has more than a description; no message begins with it. */
    private static final byte PARTS = 0;

    /** Records are kept a little longer than the stream's hours, so that what is got as the oldest can still be read. */
    private static final long GRACE_MICROS = TimeUnit.MINUTES.toMicros(10);

    private final OtsInternalApi.DescribeTableResponse description;
    private final Shards shards;
    private final DescribeTimeseriesTableResponse timeseries;
    private final List<KeyColumn> key;
    private final Map<String, Byte> definedColumns = new HashMap<>();
    private final int maxVersions;
    private final int timeToLive;
    private final long deviation;
    private final byte[][] originalColumns;

    /** @param timeseries null if it is no time series table */
    public TableDefinition(
            OtsInternalApi.DescribeTableResponse description,
            Shards shards,
            DescribeTimeseriesTableResponse timeseries) {
        this.description = description;
        this.shards = shards;
        this.timeseries = timeseries;
        OtsInternalApi.TableMeta meta = description.getTableMeta();
        key = meta.getPrimaryKeyList().stream().map(KeyColumn::of).toList();
        for (OtsInternalApi.DefinedColumnSchema column : meta.getDefinedColumnList()) {
            definedColumns.put(column.getName(), type(column.getType()));
        }
        maxVersions = description.getTableOptions().getMaxVersions();
        timeToLive = description.getTableOptions().getTimeToLive();
        deviation = description.getTableOptions().getDeviationCellVersionInSec();
        originalColumns = Projection.sorted(description.getStreamDetails().getColumnToGetList().stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new));
    }

    static TableDefinition parse(byte[] bytes) {
        try {
            if (bytes[0] != PARTS) {
                return new TableDefinition(OtsInternalApi.DescribeTableResponse.parseFrom(bytes), Shards.NONE, null);
            }
            int end = 5 + LittleEndian.getInt(bytes, 1);
            int shardsEnd = end + 4 + LittleEndian.getInt(bytes, end);
            return new TableDefinition(
                    OtsInternalApi.DescribeTableResponse.parseFrom(Arrays.copyOfRange(bytes, 5, end)),
                    Shards.decode(Arrays.copyOfRange(bytes, end + 4, shardsEnd)),
                    shardsEnd == bytes.length
                            ? null
                            : DescribeTimeseriesTableResponse.parseFrom(
                                    Arrays.copyOfRange(bytes, shardsEnd, bytes.length)));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a table's description is damaged", e);
        }
    }

    byte[] toBytes() {
        byte[] message = description.toByteArray();
        if (shards.equals(Shards.NONE) && timeseries == null) {
            return message;
        }
        byte[] encodedShards = shards.encode();
        return new ByteOutput(message.length + 256)
                .putByte(PARTS)
                .putInt(message.length)
                .put(message)
                .putInt(encodedShards.length)
                .put(encodedShards)
                .put(timeseries == null ? new byte[0] : timeseries.toByteArray())
                .toByteArray();
    }

    /** The same table with another description and other shards. */
    public TableDefinition with(OtsInternalApi.DescribeTableResponse newDescription, Shards newShards) {
        return new TableDefinition(newDescription, newShards, timeseries);
    }

    /** What it is as a time series table; null if it is none. */
    public DescribeTimeseriesTableResponse timeseries() {
        return timeseries;
    }

    /** The shards of its stream; none if it has no stream. */
    public Shards shards() {
        return shards;
    }

    public boolean hasStream() {
        return description.getStreamDetails().getEnableStream();
    }

    /** Where the keys of each partition begin, in order; the first one's begin with nothing. */
    public List<byte[]> partitions() {
        List<byte[]> partitions = new ArrayList<>();
        partitions.add(new byte[0]);
        for (ByteString split : description.getShardSplitsList()) {
            partitions.add(
                    KeyOrder.encode(RowDecoder.decode(split.toByteArray()).key().subList(0, 1)));
        }
        return partitions;
    }

    /** How long a record of the stream is kept, in microseconds. */
    long recordsKeptMicros() {
        return TimeUnit.HOURS.toMicros(description.getStreamDetails().getExpirationTime()) + GRACE_MICROS;
    }

    /** Records from before this time are not there any more at that time, both in microseconds. */
    public long trimPoint(long nowMicros) {
        return Math.max(shards.trimmedMicros(), nowMicros - recordsKeptMicros());
    }

    /** The time with which the records begin that are read from the oldest on, later than the trim point by the grace. */
    public long oldestRecord(long nowMicros) {
        return Math.max(shards.trimmedMicros(), nowMicros - recordsKeptMicros() + GRACE_MICROS);
    }

    /** The columns whose values before a change go into its record; empty if there are none. */
    public byte[][] originalColumns() {
        return originalColumns;
    }

    public OtsInternalApi.DescribeTableResponse description() {
        return description;
    }

    public String name() {
        return description.getTableMeta().getTableName();
    }

    /** The primary key's columns in order. */
    public List<KeyColumn> key() {
        return key;
    }

    /** The value type that a predefined column must have, or null if the column is not predefined. */
    public Byte definedType(String column) {
        return definedColumns.get(column);
    }

    public boolean hasDefinedColumns() {
        return !definedColumns.isEmpty();
    }

    public int maxVersions() {
        return maxVersions;
    }

    /** How far a cell's own timestamp may be off, in seconds. */
    public long deviationSeconds() {
        return deviation;
    }

    public boolean allowsUpdate() {
        return description.getTableOptions().getAllowUpdate();
    }

    /** The oldest timestamp that is still there at that time, both in milliseconds. */
    public long cutoff(long now) {
        return timeToLive < 0 ? Long.MIN_VALUE : now - timeToLive * 1000L;
    }

    private static byte type(OtsInternalApi.DefinedColumnType type) {
        return switch (type) {
            case DCT_INTEGER -> Value.INTEGER;
            case DCT_DOUBLE -> Value.DOUBLE;
            case DCT_BOOLEAN -> Value.BOOLEAN;
            case DCT_STRING -> Value.STRING;
            case DCT_BLOB -> Value.BLOB;
        };
    }

    /**
     * A column of the primary key.
     *
     * @param name in UTF-8
     * @param type a type of {@link Value}
     * @param autoIncrement whether the server fills it in
     */
    public record KeyColumn(byte[] name, byte type, boolean autoIncrement) {
        static KeyColumn of(OtsInternalApi.PrimaryKeySchema schema) {
            byte type = switch (schema.getType()) {
                case INTEGER -> Value.INTEGER;
                case STRING -> Value.STRING;
                case BINARY -> Value.BLOB;
            };
            boolean autoIncrement =
                    schema.getOption() == OtsInternalApi.PrimaryKeyOption.AUTO_INCREMENT && schema.hasOption();
            return new KeyColumn(schema.getName().getBytes(StandardCharsets.UTF_8), type, autoIncrement);
        }

        public String nameText() {
            return new String(name, StandardCharsets.UTF_8);
        }
    }
}
