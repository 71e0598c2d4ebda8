package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DescribeTableResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.StreamDetails;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.StreamSpecification;
import io.datachannels.emulators.tablestore.store.Shards;
import io.datachannels.emulators.tablestore.store.TableDefinition;

/** Switches a table's stream on and off. */
final class StreamSwitch {
    private StreamSwitch() {}

    /**
     * The table with its stream as wanted. A stream that is switched on again is a new one, with another id, and begins with the
     * next change.
     *
     * @throws ServiceException if the stream is on and shall be kept for another time: that cannot be changed
     */
    static TableDefinition set(TableDefinition table, StreamSpecification wanted, Call call) {
        TableRules.checkStream(wanted);
        DescribeTableResponse description = table.description();
        StreamDetails before = description.getStreamDetails();
        if (!wanted.getEnableStream()) {
            return table.with(
                    description.toBuilder()
                            .setStreamDetails(StreamDetails.newBuilder()
                                    .setEnableStream(false)
                                    .setLastEnableTime(before.getLastEnableTime()))
                            .build(),
                    table.shards().dropped());
        }
        if (before.getEnableStream()) {
            if (before.getExpirationTime() != wanted.getExpirationTime()
                    || !before.getColumnToGetList().equals(wanted.getColumnsToGetList())) {
                throw ServiceException.invalid("Stream is already enabled and cannot be changed, table: "
                        + description.getTableMeta().getTableName() + ".");
            }
            return table;
        }
        long micros = Math.max(call.micros(), before.getLastEnableTime() + 1);
        StreamDetails details = StreamDetails.newBuilder()
                .setEnableStream(true)
                .setStreamId(new StreamId(description.getTableMeta().getTableName(), micros).toString())
                .setExpirationTime(wanted.getExpirationTime())
                .setLastEnableTime(micros)
                .addAllColumnToGet(wanted.getColumnsToGetList())
                .build();
        Shards shards = table.shards().opened(table.partitions(), micros);
        return table.with(description.toBuilder().setStreamDetails(details).build(), shards);
    }
}
