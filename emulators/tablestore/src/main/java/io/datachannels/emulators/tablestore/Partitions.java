package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DescribeTableResponse;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import io.datachannels.emulators.tablestore.plainbuffer.Cell;
import io.datachannels.emulators.tablestore.plainbuffer.CellEncoder;
import io.datachannels.emulators.tablestore.plainbuffer.KeyOrder;
import io.datachannels.emulators.tablestore.plainbuffer.Row;
import io.datachannels.emulators.tablestore.plainbuffer.Value;
import io.datachannels.emulators.tablestore.store.Shards;
import io.datachannels.emulators.tablestore.store.TableDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table's partitions: ranges of the first key column, and with a stream one open shard each. */
final class Partitions {
    private Partitions() {}

    /** Where two partitions meet, as DescribeTable says it: the first key column alone. */
    static ByteString boundary(String column, Value value) {
        return ByteString.copyFrom(
                CellEncoder.plainBuffer(new Row(List.of(Cell.put(column, value)), List.of(), false)));
    }

    /**
     * The table with the partition that has the value split at it.
     *
     * @throws IllegalArgumentException if the value is not of the column's type, or partitions meet there already
     */
    static TableDefinition split(TableDefinition table, Value at, long micros) {
        TableDefinition.KeyColumn first = table.key().get(0);
        byte[] key = KeyOrder.encode(at);
        if (at.type() != first.type()) {
            throw new IllegalArgumentException("the first key column is of type " + Value.typeName(first.type())
                    + ", the value of type " + at.typeName());
        }
        int index = index(table, key);
        if (index >= 0) {
            throw new IllegalArgumentException("partitions meet at this value already");
        }
        List<ByteString> boundaries = new ArrayList<>(table.description().getShardSplitsList());
        boundaries.add(-index - 2, boundary(first.nameText(), at));
        return changed(
                table, boundaries, table.hasStream() ? table.shards().split(key, micros) : table.shards(), micros);
    }

    /**
     * The table with the two partitions merged that meet at the value.
     *
     * @throws IllegalArgumentException if none do
     */
    static TableDefinition merge(TableDefinition table, Value at, long micros) {
        byte[] key = KeyOrder.encode(at);
        int index = index(table, key);
        if (index < 0) {
            throw new IllegalArgumentException("no partitions meet at this value");
        }
        List<ByteString> boundaries = new ArrayList<>(table.description().getShardSplitsList());
        boundaries.remove(index - 1);
        return changed(
                table, boundaries, table.hasStream() ? table.shards().merge(key, micros) : table.shards(), micros);
    }

    /** The place of the partition that begins with the key; if there is none, as binary searches say it. */
    private static int index(TableDefinition table, byte[] key) {
        byte[][] starts = table.partitions().toArray(byte[][]::new);
        return Arrays.binarySearch(starts, key, Arrays::compareUnsigned);
    }

    private static TableDefinition changed(
            TableDefinition table, List<ByteString> boundaries, Shards shards, long micros) {
        DescribeTableResponse description = table.description().toBuilder()
                .clearShardSplits()
                .addAllShardSplits(boundaries)
                .build();
        return table.with(description, shards.since(table.trimPoint(micros)));
    }
}
