package io.datachannels.emulators.tablestore;

import static io.datachannels.emulators.tablestore.Rows.TABLE;
import static io.datachannels.emulators.tablestore.Rows.assertInvalid;
import static io.datachannels.emulators.tablestore.Rows.assertRefused;
import static io.datachannels.emulators.tablestore.Rows.column;
import static io.datachannels.emulators.tablestore.Rows.key;
import static io.datachannels.emulators.tablestore.Rows.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.DeleteTableRequest;
import com.alicloud.openservices.tablestore.model.DescribeStreamRequest;
import com.alicloud.openservices.tablestore.model.DescribeStreamResponse;
import com.alicloud.openservices.tablestore.model.DescribeTableRequest;
import com.alicloud.openservices.tablestore.model.GetShardIteratorRequest;
import com.alicloud.openservices.tablestore.model.GetStreamRecordResponse;
import com.alicloud.openservices.tablestore.model.ListStreamRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.Stream;
import com.alicloud.openservices.tablestore.model.StreamDetails;
import com.alicloud.openservices.tablestore.model.StreamShard;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.StreamStatus;
import io.datachannels.emulators.http.Fault;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Streams as a reader meets them: switched on and off, iterators, retention. */
class StreamReadTest {
    private final MovedClock clock = new MovedClock();

    @AutoClose
    private final RunningEmulator running =
            new RunningEmulator(TablestoreEmulator.inMemory().clock(clock));

    private final SyncClient client = running.client();
    private final StreamReader stream = new StreamReader(client);

    @BeforeEach
    void createTable() {
        Rows.createTable(client);
        stream.enable();
    }

    private long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }

    private void put(long n) {
        Rows.put(client, key("a", n), column("x", n));
    }

    private static void assertTrimmed(ThrowingCallable call) {
        assertRefused(call, 404, "OTSTrimmedDataAccess", "Requested stream data is already trimmed or does not exist.");
    }

    @Test
    void streamIsDescribed() {
        StreamDetails details =
                client.describeTable(new DescribeTableRequest(TABLE)).getStreamDetails();
        List<Stream> streams = client.listStream(new ListStreamRequest()).getStreams();
        assertThat(streams).hasSize(1);
        assertThat(streams.get(0).getTableName()).isEqualTo(TABLE);
        assertThat(streams.get(0).getStreamId()).isEqualTo(details.getStreamId());
        assertThat(streams.get(0).getCreationTime()).isEqualTo(micros()).isEqualTo(details.getLastEnableTime());
        DescribeStreamResponse described = client.describeStream(new DescribeStreamRequest(details.getStreamId()));
        assertThat(described.getTableName()).isEqualTo(TABLE);
        assertThat(described.getExpirationTime()).isEqualTo(24);
        assertThat(described.getStatus()).isEqualTo(StreamStatus.ACTIVE);
        assertThat(described.getCreationTime()).isEqualTo(micros());
        assertThat(described.getShards()).hasSize(1);
        assertThat(described.getNextShardId()).isNull();
    }

    @Test
    void streamSwitchedOnAgainIsANewOne() {
        put(1);
        String old = stream.id();
        String oldIterator = stream.iterator(stream.shards().get(0));
        stream.set(new StreamSpecification(false));
        assertThat(client.listStream(new ListStreamRequest(TABLE)).getStreams()).isEmpty();
        assertThat(client.describeTable(new DescribeTableRequest(TABLE))
                        .getStreamDetails()
                        .isEnableStream())
                .isFalse();
        assertTrimmed(() -> stream.read(oldIterator, 10));
        put(2);
        stream.enable();
        put(3);
        assertThat(stream.id()).isNotEqualTo(old);
        assertThat(stream.texts()).containsExactly("PUT a:3 x=3");
        assertTrimmed(() -> client.describeStream(new DescribeStreamRequest(old)));
        assertTrimmed(() -> stream.read(oldIterator, 10));
    }

    @Test
    void retentionIsChosenOnce() {
        String id = stream.id();
        stream.enable();
        assertThat(stream.id()).isEqualTo(id);
        assertInvalid(
                () -> stream.set(new StreamSpecification(true, 25)),
                "Stream is already enabled and cannot be changed, table: t.");
        assertInvalid(
                () -> stream.set(new StreamSpecification(true, 169)),
                "The expiration time of a stream must be in range: [1, 168].");
    }

    @Test
    void pagesFollowEachOtherAndCanBeReadAgain() {
        for (long n = 1; n <= 5; n++) {
            put(n);
        }
        String start = stream.iterator(stream.shards().get(0));
        GetStreamRecordResponse first = stream.read(start, 2);
        assertThat(first.getRecords()).extracting(StreamReader::key).containsExactly("a:1", "a:2");
        assertThat(first.getMayMoreRecord()).isTrue();
        assertThat(stream.read(first.getNextShardIterator(), 2).getRecords())
                .extracting(StreamReader::key)
                .containsExactly("a:3", "a:4");
        assertThat(stream.read(first.getNextShardIterator(), 1).getRecords())
                .extracting(StreamReader::key)
                .containsExactly("a:3");
        GetStreamRecordResponse all = stream.read(start, 5);
        assertThat(all.getMayMoreRecord()).isFalse();
        GetStreamRecordResponse none = stream.read(all.getNextShardIterator(), 10);
        assertThat(none.getRecords()).isEmpty();
        assertThat(none.getMayMoreRecord()).isFalse();
        put(6);
        assertThat(stream.read(none.getNextShardIterator(), 10).getRecords())
                .extracting(StreamReader::text)
                .containsExactly("PUT a:6 x=6");
    }

    @Test
    void largeRecordsMakeShortPages() {
        for (long n = 0; n < 5; n++) {
            Rows.put(client, key("a", n), column("x", "x".repeat(2_000_000)));
        }
        String start = stream.iterator(stream.shards().get(0));
        assertThat(stream.read(start, 1000).getRecords()).hasSize(3);
        assertThat(stream.readAll(start, 1000)).hasSize(5);
    }

    @Test
    void readingBeginsAtATime() {
        StreamShard shard = stream.shards().get(0);
        for (long n = 1; n <= 3; n++) {
            clock.move(Duration.ofSeconds(1));
            put(n);
        }
        assertThat(stream.readAll(stream.iterator(shard, micros()), 10)).hasSize(1);
        assertThat(stream.readAll(stream.iterator(shard, micros() - 1), 10)).hasSize(1);
        assertThat(stream.readAll(stream.iterator(shard, micros() - 1_000_000), 10))
                .hasSize(2);
        // the stream is younger than this, but would have kept it
        assertThat(stream.readAll(stream.iterator(shard, micros() - 60_000_000), 10))
                .hasSize(3);
        assertThat(stream.readAll(stream.iterator(shard, micros() + 1), 10)).isEmpty();
        clock.move(Duration.ofSeconds(1));
        put(4);
        assertThat(stream.readAll(stream.iterator(shard, micros() - 1), 10)).hasSize(1);
    }

    @Test
    void whatIsTooOldIsTrimmed() {
        StreamShard shard = stream.shards().get(0);
        put(1);
        String first = stream.iterator(shard);
        String behindFirst = stream.read(first, 10).getNextShardIterator();
        clock.move(Duration.ofHours(12));
        put(2);
        clock.move(Duration.ofHours(12));
        assertThat(stream.readAll(first, 10)).hasSize(2);
        clock.move(Duration.ofMinutes(11));
        assertTrimmed(() -> stream.read(first, 10));
        assertTrimmed(
                () -> stream.iterator(shard, micros() - Duration.ofHours(25).toNanos() / 1000));
        // a place where nothing has been written since is gone as well, though nothing would be missed
        assertTrimmed(() -> stream.read(behindFirst, 10));
        assertThat(stream.texts()).containsExactly("PUT a:2 x=2");
        String oldest = stream.iterator(shard);
        clock.move(Duration.ofMinutes(9));
        assertThat(stream.readAll(oldest, 10)).hasSize(1);
        clock.move(Duration.ofHours(24));
        put(3);
        put(4);
        assertThat(stream.texts()).containsExactly("PUT a:3 x=3", "PUT a:4 x=4");
    }

    @Test
    void streamIsTrimmedOnRequest() {
        StreamShard shard = stream.shards().get(0);
        put(1);
        String first = stream.iterator(shard);
        clock.move(Duration.ofSeconds(1));
        put(2);
        running.emulator().trimStream(StreamReader.INSTANCE, TABLE, clock.instant());
        assertTrimmed(() -> stream.read(first, 10));
        assertTrimmed(() -> stream.iterator(shard, micros() - 1));
        assertThat(stream.texts()).containsExactly("PUT a:2 x=2");
    }

    @Test
    void whatIsNotKnownIsRefused() {
        String id = stream.id();
        assertInvalid(() -> client.describeStream(new DescribeStreamRequest("nonsense")), "Invalid stream id");
        assertTrimmed(() -> client.describeStream(new DescribeStreamRequest("t_1")));
        assertTrimmed(() -> client.getShardIterator(new GetShardIteratorRequest(id, "nonsense")));
        assertInvalid(() -> stream.read("nonsense", 1), "Invalid shard iterator: 'nonsense'.");
        String iterator = stream.iterator(stream.shards().get(0));
        String damaged = (iterator.charAt(0) == 'A' ? "B" : "A") + iterator.substring(1);
        assertInvalid(() -> stream.read(damaged, 1), "Invalid shard iterator");
        assertRefused(
                () -> client.listStream(new ListStreamRequest("missing")),
                404,
                "OTSObjectNotExist",
                "Requested table does not exist.");
        client.deleteTable(new DeleteTableRequest(TABLE));
        assertTrimmed(() -> stream.read(iterator, 1));
        assertThat(client.listStream(new ListStreamRequest()).getStreams()).isEmpty();
    }

    @Test
    void shardsAreListedPageByPage() {
        for (String at : List.of("c", "f", "k")) {
            running.emulator().splitPartition(StreamReader.INSTANCE, TABLE, PrimaryKeyValue.fromString(at));
        }
        List<String> all = stream.shards().stream().map(StreamShard::getShardId).toList();
        assertThat(all).hasSize(7).doesNotHaveDuplicates();
        DescribeStreamRequest request = new DescribeStreamRequest(stream.id());
        request.setShardLimit(3);
        DescribeStreamResponse page = client.describeStream(request);
        assertThat(page.getShards()).extracting(StreamShard::getShardId).isEqualTo(all.subList(0, 3));
        assertThat(page.getNextShardId()).isEqualTo(all.get(3));
        request.setInclusiveStartShardId(page.getNextShardId());
        request.setShardLimit(4);
        page = client.describeStream(request);
        assertThat(page.getShards()).extracting(StreamShard::getShardId).isEqualTo(all.subList(3, 7));
        assertThat(page.getNextShardId()).isNull();
    }

    @Test
    void readersMeetFaults() {
        put(1);
        running.emulator()
                .faults()
                .add(Fault.of("GetStreamRecord", Fault.Kind.THROTTLE).times(2));
        running.emulator()
                .faults()
                .add(Fault.of("DescribeStream", Fault.Kind.ERROR).times(1));
        assertThat(stream.texts()).containsExactly("PUT a:1 x=1");
    }
}
