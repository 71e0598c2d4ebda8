package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.DescribeStreamRequest;
import com.alicloud.openservices.tablestore.model.DescribeStreamResponse;
import com.alicloud.openservices.tablestore.model.GetShardIteratorRequest;
import com.alicloud.openservices.tablestore.model.GetShardIteratorResponse;
import com.alicloud.openservices.tablestore.model.GetStreamRecordRequest;
import com.alicloud.openservices.tablestore.model.GetStreamRecordResponse;
import com.alicloud.openservices.tablestore.model.ListStreamRequest;
import com.alicloud.openservices.tablestore.model.Stream;
import com.alicloud.openservices.tablestore.model.StreamDetails;
import com.alicloud.openservices.tablestore.model.StreamShard;
import io.datachannels.spi.Failure;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** The stream of a table, and the calls that read it. Safe for use from any thread. */
final class ChangeStream {
    /** Records of a page; the service's own default is not documented. */
    private static final int PAGE_RECORDS = 1000;

    private static final String TRIMMED = "OTSTrimmedDataAccess";

    private final OtsClient client;
    private final StreamReaderConfig config;
    private final StreamDetails details;

    private ChangeStream(OtsClient client, StreamReaderConfig config, StreamDetails details) {
        this.client = client;
        this.config = config;
        this.details = details;
    }

    /**
     * The stream of a table, as DescribeTable tells it.
     *
     * @throws JobFailure if it is off
     */
    static ChangeStream of(OtsClient client, StreamReaderConfig config, StreamDetails details) {
        if (details == null || !details.isEnableStream()) {
            throw new JobFailure(
                    "the stream of the table " + config.dataTable() + " is off, so its changes are not kept",
                    "Switch the table's stream on; changes from then on can be read.");
        }
        return new ChangeStream(client, config, details);
    }

    /** @throws JobFailure if the stream is off */
    static ChangeStream ofTimeseries(OtsClient client, StreamReaderConfig config, JobContext job) {
        return of(client, config, timeseriesStream(client, config.dataTable(), job));
    }

    /** DescribeTable refuses time series tables. Null if there is no stream. */
    private static StreamDetails timeseriesStream(OtsClient client, String table, JobContext job) {
        ListStreamRequest list = new ListStreamRequest(table);
        List<Stream> streams =
                client.ask("ListStream", sdk -> sdk.listStream(list, null), job).getStreams();
        if (streams.isEmpty()) {
            return null;
        }
        String id = streams.get(0).getStreamId();
        DescribeStreamRequest request = new DescribeStreamRequest(id);
        request.setSupportTimeseriesTable(true);
        DescribeStreamResponse stream = client.ask("DescribeStream", sdk -> sdk.describeStream(request, null), job);
        StreamDetails details = new StreamDetails();
        details.setEnableStream(true);
        details.setStreamId(id);
        details.setExpirationTime(stream.getExpirationTime());
        details.setLastEnableTime(stream.getCreationTime());
        return details;
    }

    String table() {
        return config.dataTable();
    }

    String id() {
        return details.getStreamId();
    }

    long retentionMillis() {
        return TimeUnit.HOURS.toMillis(details.getExpirationTime());
    }

    /** When it was switched on, in milliseconds since 1970. */
    long since() {
        return TimeUnit.MICROSECONDS.toMillis(details.getLastEnableTime());
    }

    /** The columns whose values before a change are kept. */
    Set<String> originalColumns() {
        return details.getOriginColumnsToGet();
    }

    /** All shards that have records, as the service lists them. */
    List<StreamShard> shards(JobContext job) {
        List<StreamShard> shards = new ArrayList<>();
        DescribeStreamRequest request = new DescribeStreamRequest(id());
        request.setSupportTimeseriesTable(config.isTimeseriesTable());
        while (true) {
            DescribeStreamResponse page = client.ask("DescribeStream", sdk -> sdk.describeStream(request, null), job);
            shards.addAll(page.getShards());
            if (page.getNextShardId() == null) {
                return shards;
            }
            request.setInclusiveStartShardId(page.getNextShardId());
        }
    }

    /** An iterator at the oldest record that is kept; null if the shard has ended before. */
    String oldest(String shard, JobContext job) {
        return iterator(new GetShardIteratorRequest(id(), shard), job);
    }

    /**
     * An iterator at the first record of that time or later, in milliseconds since 1970; null if the shard has ended before.
     *
     * @throws JobFailure for which {@link #isTrimmed} holds if records of that time are not kept any more
     */
    String at(String shard, long millis, JobContext job) {
        GetShardIteratorRequest request = new GetShardIteratorRequest(id(), shard);
        request.setTimestamp(TimeUnit.MILLISECONDS.toMicros(Math.max(0, millis)));
        return iterator(request, job);
    }

    /** Asks for a page. */
    Future<GetStreamRecordResponse> send(String iterator) {
        return send(iterator, PAGE_RECORDS);
    }

    /** Asks for a page of so many records at most, and waits for it. */
    GetStreamRecordResponse page(String iterator, int limit, JobContext job) {
        return job.call("GetStreamRecord", () -> client.await(send(iterator, Math.min(limit, PAGE_RECORDS))));
    }

    GetStreamRecordResponse await(Future<GetStreamRecordResponse> page) {
        return client.await(page);
    }

    /** Whether a call failed because the records it asked for are not kept any more. */
    static boolean isTrimmed(Failure failure) {
        return ServiceError.hasCode(failure, TRIMMED);
    }

    private Future<GetStreamRecordResponse> send(String iterator, int limit) {
        GetStreamRecordRequest request = new GetStreamRecordRequest(iterator);
        request.setLimit(limit);
        if (config.enableTableGroupSupport()) {
            request.setTableName(config.dataTable());
        }
        if (config.isTimeseriesTable()) {
            request.setParseInTimeseriesDataFormat(true);
        }
        return client.send(sdk -> sdk.getStreamRecord(request, null));
    }

    /** A search may take the service several answers, each but the last with a token. */
    private String iterator(GetShardIteratorRequest request, JobContext job) {
        GetShardIteratorResponse answer;
        do {
            answer = client.ask("GetShardIterator", sdk -> sdk.getShardIterator(request, null), job);
            if (answer.getNextToken() != null) {
                request.setToken(answer.getNextToken());
            }
        } while (answer.getNextToken() != null);
        return answer.getShardIterator();
    }
}
