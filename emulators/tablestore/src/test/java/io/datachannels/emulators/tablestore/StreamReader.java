package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.DescribeStreamRequest;
import com.alicloud.openservices.tablestore.model.GetShardIteratorRequest;
import com.alicloud.openservices.tablestore.model.GetStreamRecordRequest;
import com.alicloud.openservices.tablestore.model.GetStreamRecordResponse;
import com.alicloud.openservices.tablestore.model.ListStreamRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKeyColumn;
import com.alicloud.openservices.tablestore.model.RecordColumn;
import com.alicloud.openservices.tablestore.model.RecordSequenceInfo;
import com.alicloud.openservices.tablestore.model.StreamRecord;
import com.alicloud.openservices.tablestore.model.StreamShard;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.UpdateTableRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Short words for the SDK's stream calls on the table of {@link Rows}. */
record StreamReader(SyncClient client) {
    static final String INSTANCE = "inst";

    /** Switches the stream on for a day, with the values before of these columns. */
    void enable(String... originalColumns) {
        StreamSpecification stream = new StreamSpecification(true, 24);
        stream.addOriginColumnsToGet(originalColumns);
        set(stream);
    }

    void set(StreamSpecification stream) {
        UpdateTableRequest request = new UpdateTableRequest(Rows.TABLE);
        request.setStreamSpecification(stream);
        client.updateTable(request);
    }

    String id() {
        return client.listStream(new ListStreamRequest(Rows.TABLE))
                .getStreams()
                .get(0)
                .getStreamId();
    }

    List<StreamShard> shards() {
        return client.describeStream(new DescribeStreamRequest(id())).getShards();
    }

    /** An iterator from the oldest record on. */
    String iterator(StreamShard shard) {
        return iterator(shard, -1);
    }

    /** An iterator from that time on, in microseconds. */
    String iterator(StreamShard shard, long micros) {
        GetShardIteratorRequest request = new GetShardIteratorRequest(id(), shard.getShardId());
        if (micros >= 0) {
            request.setTimestamp(micros);
        }
        return client.getShardIterator(request).getShardIterator();
    }

    GetStreamRecordResponse read(String iterator, int limit) {
        GetStreamRecordRequest request = new GetStreamRecordRequest(iterator);
        request.setLimit(limit);
        return client.getStreamRecord(request);
    }

    /** What is in the shard from the iterator on, until nothing more comes. */
    List<StreamRecord> readAll(String iterator, int limit) {
        List<StreamRecord> records = new ArrayList<>();
        String next = iterator;
        GetStreamRecordResponse response;
        do {
            response = read(next, limit);
            records.addAll(response.getRecords());
            next = response.getNextShardIterator();
        } while (next != null && !response.getRecords().isEmpty());
        return records;
    }

    /** What is in all shards, parents before their children. */
    List<StreamRecord> readAll() {
        List<StreamRecord> records = new ArrayList<>();
        List<StreamShard> left = new ArrayList<>(shards());
        Set<String> unread = new HashSet<>();
        left.forEach(shard -> unread.add(shard.getShardId()));
        while (!left.isEmpty()) {
            StreamShard shard = left.stream()
                    .filter(each -> !unread.contains(each.getParentId()) && !unread.contains(each.getParentSiblingId()))
                    .findFirst()
                    .orElseThrow();
            records.addAll(readAll(iterator(shard), 1000));
            left.remove(shard);
            unread.remove(shard.getShardId());
        }
        return records;
    }

    /** The one shard's records as text. */
    List<String> texts() {
        return readAll(iterator(shards().get(0)), 1000).stream()
                .map(StreamReader::text)
                .toList();
    }

    /** For example {@code PUT a:1 x=1 -y -z@5 was x=0}. */
    static String text(StreamRecord record) {
        StringBuilder text =
                new StringBuilder().append(record.getRecordType()).append(' ').append(key(record));
        record.getColumns().forEach(column -> text.append(' ').append(text(column)));
        if (!record.getOriginColumns().isEmpty()) {
            text.append(" was");
            record.getOriginColumns().forEach(column -> text.append(' ').append(text(column)));
        }
        return text.toString();
    }

    /** The key's values, separated by colons. */
    static String key(StreamRecord record) {
        List<String> values = new ArrayList<>();
        for (PrimaryKeyColumn column : record.getPrimaryKey().getPrimaryKeyColumns()) {
            values.add(column.getValue().toString());
        }
        return String.join(":", values);
    }

    /** Negative, zero or positive as the first place is before, at or after the second. */
    static int compare(RecordSequenceInfo a, RecordSequenceInfo b) {
        int epochs = Integer.compareUnsigned(a.getEpoch(), b.getEpoch());
        int times = Long.compare(a.getTimestamp(), b.getTimestamp());
        return epochs != 0 ? epochs : times != 0 ? times : Integer.compareUnsigned(a.getRowIndex(), b.getRowIndex());
    }

    private static String text(RecordColumn column) {
        String name = column.getColumn().getName();
        return switch (column.getColumnType()) {
            case PUT -> name + "=" + column.getColumn().getValue();
            case DELETE_ALL_VERSION -> "-" + name;
            case DELETE_ONE_VERSION -> "-" + name + "@" + column.getColumn().getTimestamp();
        };
    }
}
