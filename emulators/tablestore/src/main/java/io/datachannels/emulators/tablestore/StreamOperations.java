package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ActionType;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DescribeStreamRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DescribeStreamResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.GetShardIteratorRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.GetShardIteratorResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.GetStreamRecordRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.GetStreamRecordResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ListStreamRequest;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ListStreamResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.StreamDetails;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.StreamShard;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.StreamStatus;
import com.aliyun.ots.thirdparty.com.google.protobuf.ByteString;
import com.aliyun.ots.thirdparty.com.google.protobuf.InvalidProtocolBufferException;
import com.aliyun.ots.thirdparty.com.google.protobuf.UnsafeByteOperations;
import io.datachannels.emulators.tablestore.rows.ChangeRecord;
import io.datachannels.emulators.tablestore.store.NoSuchTableException;
import io.datachannels.emulators.tablestore.store.Sequence;
import io.datachannels.emulators.tablestore.store.Shard;
import io.datachannels.emulators.tablestore.store.Table;
import io.datachannels.emulators.tablestore.store.TableDefinition;
import java.util.List;

/** Streams: listed, described by shards, and read record by record. */
final class StreamOperations {
    private static final int MAX_SHARDS = 100;
    private static final int MAX_RECORDS = 5000;
    private static final int MAX_BYTES = 4 << 20;

    private StreamOperations() {}

    static ListStreamResponse list(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        ListStreamRequest request = ListStreamRequest.parseFrom(bytes);
        List<TableDefinition> tables = request.hasTableName()
                ? List.of(call.anyTable(request.getTableName()).definition())
                : call.tables();
        ListStreamResponse.Builder response = ListStreamResponse.newBuilder();
        for (TableDefinition table : tables) {
            if (table.hasStream()) {
                StreamDetails details = table.description().getStreamDetails();
                response.addStreamsBuilder()
                        .setStreamId(details.getStreamId())
                        .setTableName(table.name())
                        .setCreationTime(details.getLastEnableTime());
            }
        }
        return response.build();
    }

    static DescribeStreamResponse describe(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        DescribeStreamRequest request = DescribeStreamRequest.parseFrom(bytes);
        if (request.hasShardLimit() && request.getShardLimit() <= 0) {
            throw ServiceException.invalid("The shard_limit must be greater than 0.");
        }
        TableDefinition table = find(call, request.getStreamId()).definition();
        if (table.timeseries() != null && !request.getSupportTimeseriesDataTable()) {
            throw call.notForTimeseries(table.name());
        }
        StreamDetails details = table.description().getStreamDetails();
        DescribeStreamResponse.Builder response = DescribeStreamResponse.newBuilder()
                .setStreamId(details.getStreamId())
                .setExpirationTime(details.getExpirationTime())
                .setTableName(table.name())
                .setCreationTime(details.getLastEnableTime())
                .setIsTimeseriesDataTable(table.timeseries() != null)
                .setStreamStatus(StreamStatus.STREAM_ACTIVE);
        List<Shard> shards =
                table.shards().since(table.trimPoint(call.micros())).all();
        int from = 0;
        if (!request.getInclusiveStartShardId().isEmpty()) {
            while (from < shards.size() && !shards.get(from).id().equals(request.getInclusiveStartShardId())) {
                from++;
            }
            if (from == shards.size()) {
                throw ServiceException.trimmed();
            }
        }
        int limit = request.hasShardLimit() ? Math.min(request.getShardLimit(), MAX_SHARDS) : MAX_SHARDS;
        int to = Math.min(shards.size(), from + limit);
        for (Shard shard : shards.subList(from, to)) {
            StreamShard.Builder described = response.addShardsBuilder().setShardId(shard.id());
            if (!shard.parent().isEmpty()) {
                described.setParentId(shard.parent());
            }
            if (!shard.sibling().isEmpty()) {
                described.setParentSiblingId(shard.sibling());
            }
        }
        if (to < shards.size()) {
            response.setNextShardId(shards.get(to).id());
        }
        return response.build();
    }

    static GetShardIteratorResponse iterator(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        GetShardIteratorRequest request = GetShardIteratorRequest.parseFrom(bytes);
        TableDefinition table = find(call, request.getStreamId()).definition();
        long now = call.micros();
        Shard shard = find(table, request.getShardId(), now);
        long from = Math.max(shard.createdMicros(), table.oldestRecord(now));
        if (request.hasTimestamp()) {
            if (request.getTimestamp() < table.trimPoint(now)) {
                throw ServiceException.trimmed();
            }
            from = request.getTimestamp();
        }
        return GetShardIteratorResponse.newBuilder()
                .setShardIterator(new ShardIterator(request.getStreamId(), shard.id(), Sequence.at(from)).toString())
                .build();
    }

    static GetStreamRecordResponse records(Call call, byte[] bytes) throws InvalidProtocolBufferException {
        GetStreamRecordRequest request = GetStreamRecordRequest.parseFrom(bytes);
        if (request.hasLimit() && request.getLimit() <= 0) {
            throw ServiceException.invalid("The limit must be greater than 0.");
        }
        ShardIterator iterator = ShardIterator.parse(request.getShardIterator());
        Table table = find(call, iterator.stream());
        long now = call.micros();
        // looked at before the records are: what is closed by now has all its records
        TableDefinition definition = table.definition();
        Shard shard = find(definition, iterator.shard(), now);
        if (iterator.place().micros() < definition.trimPoint(now)) {
            throw ServiceException.trimmed();
        }
        Page page = new Page(request.hasLimit() ? Math.min(request.getLimit(), MAX_RECORDS) : MAX_RECORDS);
        table.records(shard.number(), iterator.place(), page);
        GetStreamRecordResponse.Builder response =
                page.response.setConsumed(Capacity.read(page.size)).setMayMoreRecord(page.full);
        if (page.full || shard.isOpen()) {
            response.setNextShardIterator(iterator.at(page.last == null ? iterator.place() : page.last.next())
                    .toString());
        }
        return response.build();
    }

    private static Table find(Call call, String streamId) {
        String name = StreamId.parse(streamId).table();
        try {
            Table table = call.store().table(call.instance(), name);
            StreamDetails details = table.definition().description().getStreamDetails();
            if (details.getEnableStream() && details.getStreamId().equals(streamId)) {
                return table;
            }
        } catch (NoSuchTableException e) {
            // its stream has gone with it
        }
        throw ServiceException.trimmed();
    }

    private static Shard find(TableDefinition table, String shardId, long now) {
        Shard shard = table.shards().find(shardId);
        if (shard == null || shard.closedMicros() < table.trimPoint(now)) {
            throw ServiceException.trimmed();
        }
        return shard;
    }

    /** The records of one answer. */
    private static final class Page implements Table.RecordVisitor {
        private final GetStreamRecordResponse.Builder response = GetStreamRecordResponse.newBuilder();
        private final int limit;
        private Sequence last;
        private long size;

        /** Whether there was one record more. */
        private boolean full;

        private Page(int limit) {
            this.limit = limit;
        }

        @Override
        public boolean visit(Sequence place, byte[] record) {
            full = response.getStreamRecordsCount() == limit || size >= MAX_BYTES;
            if (full) {
                return false;
            }
            int rowFrom = ChangeRecord.rowFrom(record);
            GetStreamRecordResponse.StreamRecord.Builder sent = response.addStreamRecordsBuilder()
                    .setActionType(ActionType.forNumber(ChangeRecord.action(record)))
                    .setRecord(UnsafeByteOperations.unsafeWrap(record, rowFrom, record.length - rowFrom));
            byte[] original = ChangeRecord.original(record);
            if (original.length > 0) {
                sent.setOriginRecord(ByteString.copyFrom(original));
            }
            size += record.length;
            last = place;
            return true;
        }
    }
}
