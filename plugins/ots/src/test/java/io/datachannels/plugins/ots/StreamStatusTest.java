package io.datachannels.plugins.ots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.core.utils.CompressUtil;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.DescribeStreamRequest;
import com.alicloud.openservices.tablestore.model.DescribeTableRequest;
import com.alicloud.openservices.tablestore.model.GetShardIteratorRequest;
import com.alicloud.openservices.tablestore.model.GetStreamRecordRequest;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.Row;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.StreamShard;
import com.alicloud.openservices.tablestore.model.TableOptions;
import io.datachannels.spi.JobFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A status table that DataX wrote is continued, and one that is written here is as DataX reads it. */
class StreamStatusTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String WINDOW = "CheckpointForDataxReader";
    private static final String JOB = "DataxJobDesc";
    private static final String BY_SHARD = "ShardTimeCheckpointForDataxReader";

    @AutoClose
    private final Changes changes = new Changes();

    private final long start = changes.pass(SECOND);

    private StreamJob job() {
        return new StreamJob(changes).rows(StreamColumn.named("p"), StreamColumn.named("q"));
    }

    private List<String> shards() {
        return changes
                .tables()
                .client()
                .describeStream(new DescribeStreamRequest(changes.streamId()))
                .getShards()
                .stream()
                .map(StreamShard::getShardId)
                .toList();
    }

    /** An iterator behind so many records of a shard. */
    private String iterator(String shard, int records) {
        String iterator = changes.tables()
                .client()
                .getShardIterator(new GetShardIteratorRequest(changes.streamId(), shard))
                .getShardIterator();
        if (records == 0) {
            return iterator;
        }
        GetStreamRecordRequest request = new GetStreamRecordRequest(iterator);
        request.setLimit(records);
        return changes.tables().client().getStreamRecord(request).getNextShardIterator();
    }

    private void createStatusTable() {
        changes.tables()
                .create(
                        Changes.STATUS,
                        StatusRow.KEY.toArray(com.alicloud.openservices.tablestore.model.PrimaryKeySchema[]::new));
    }

    private void put(String type, String value, Object... namesAndValues) {
        RowPutChange row = Tables.row(
                Changes.STATUS,
                Tables.keyOf("StreamId", changes.streamId(), "StatusType", type, "StatusValue", value),
                namesAndValues);
        changes.tables().client().putRow(new PutRowRequest(row));
    }

    private void putCheckpoint(long time, String shard, String version, String checkpoint, long skip) {
        put(
                WINDOW,
                "%16d\t%s".formatted(time, shard),
                "Version",
                version,
                "Checkpoint",
                checkpoint,
                "SkipCount",
                skip,
                "SendRecordCount",
                3);
    }

    private void putJob(long from, long to, String version, List<String> shards) throws IOException {
        String json = "[\"" + String.join("\",\"", shards) + "\"]";
        byte[] ids =
                CompressUtil.compress(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), new Deflater());
        put(
                JOB,
                "%16d".formatted(to),
                "ShardIds_0",
                java.util.Arrays.copyOf(ids, 9),
                "ShardIds_1",
                java.util.Arrays.copyOfRange(ids, 9, ids.length),
                "Version",
                version,
                "TableName",
                "t",
                "JobStreamId",
                changes.streamId(),
                "StartTime",
                from,
                "EndTime",
                to);
    }

    /** Two shards that came from one: p < m and the rest, three changes in each after the split. */
    private void splitAndFill() {
        changes.put("a", 0);
        changes.put("z", 0);
        changes.split("m");
        for (int i = 1; i <= 3; i++) {
            changes.put("a", i);
            changes.put("z", i);
        }
    }

    @Test
    void whatDataxReadLastIsWhereTheNextWindowBegins() throws IOException {
        splitAndFill();
        long time = changes.pass(SECOND);
        changes.put("a", 9);
        long end = changes.pass(SECOND);
        List<String> shards = shards();
        createStatusTable();
        // not where the times would lead to, so that it shows which of them counts
        putCheckpoint(time, shards.get(0), "v1", "SHARD_END", 0);
        putCheckpoint(time, shards.get(1), "v1", iterator(shards.get(1), 2), 0);
        putCheckpoint(time, shards.get(2), "v1", iterator(shards.get(2), 1), 1);
        putJob(start, time, "v1", shards);
        assertThat(job().run(time, end))
                .containsExactlyInAnyOrder(List.of("a", 3L), List.of("a", 9L), List.of("z", 3L));
        assertThat(job().run(end, changes.pass(SECOND))).isEmpty();
    }

    @Test
    void aChildThatDataxLeftToTheNextWindowIsReadAsAWhole() throws IOException {
        changes.put("a", 0);
        long time = changes.pass(SECOND);
        changes.put("a", 1);
        changes.split("m");
        changes.put("a", 2);
        changes.put("z", 2);
        long end = changes.pass(SECOND);
        List<String> shards = shards();
        createStatusTable();
        putCheckpoint(time, shards.get(0), "v1", iterator(shards.get(0), 1), 0);
        putCheckpoint(time, shards.get(1), "v1", "TRIM_HORIZON", 0);
        putCheckpoint(time, shards.get(2), "v1", "TRIM_HORIZON", 0);
        putJob(start, time, "v1", shards);
        assertThat(job().run(time, end)).containsExactly(List.of("a", 1L), List.of("a", 2L), List.of("z", 2L));
    }

    @Test
    void anIncompleteSetIsNoneAndTheTimesCount() throws IOException {
        splitAndFill();
        long time = changes.pass(SECOND);
        changes.put("a", 9);
        long end = changes.pass(SECOND);
        List<String> shards = shards();
        createStatusTable();
        putCheckpoint(time, shards.get(0), "v1", "SHARD_END", 0);
        putCheckpoint(time, shards.get(1), "v2", iterator(shards.get(1), 1), 0);
        putCheckpoint(time, shards.get(2), "v1", iterator(shards.get(2), 1), 0);
        putJob(start, time, "v1", shards);
        assertThat(job().runWithoutCommit(time, end)).containsExactly(List.of("a", 9L));
        putJob(start, time, "v1", shards.subList(0, 2));
        assertThat(job().runWithoutCommit(time, end)).containsExactly(List.of("a", 9L));
    }

    @Test
    void rowsOfOldVersionsOfDataxAreContinued() {
        changes.put("a", 1);
        changes.put("a", 2);
        long time = changes.pass(SECOND);
        long end = changes.pass(SECOND);
        createStatusTable();
        String shard = shards().get(0);
        put(WINDOW, "%16d\t%s".formatted(time, shard), "Checkpoint", iterator(shard, 1));
        assertThat(job().runWithoutCommit(time, end)).isEmpty();
        put(WINDOW, "%16d".formatted(time), "ShardCount", 1);
        assertThat(job().runWithoutCommit(time, end)).containsExactly(List.of("a", 2L));
    }

    @Test
    void thePlaceOfAShardAtAnEarlierTimeShortensTheSearch() {
        changes.put("a", 1);
        long time = changes.pass(SECOND);
        changes.put("a", 2);
        changes.put("a", 3);
        long end = changes.pass(SECOND);
        createStatusTable();
        String shard = shards().get(0);
        // behind the first record of the window, so that it shows
        put(BY_SHARD, shard + "\t%16d".formatted(time - 1), "Checkpoint", iterator(shard, 2));
        put(BY_SHARD, shard + "\t%16d".formatted(time), "Checkpoint", "not to be read");
        assertThat(job().runWithoutCommit(time, end)).containsExactly(List.of("a", 3L));
    }

    @Test
    void whatIsWrittenIsWhatDataxReads() throws Exception {
        splitAndFill();
        long time = changes.pass(SECOND);
        changes.put("a", 9);
        long end = changes.pass(SECOND);
        createStatusTable();
        putCheckpoint(time, "00000000-0000-0000-0000-gone", "v0", "x", 0);
        job().run(start, time);
        List<String> shards = shards();
        List<Row> rows = changes.tables()
                .rows(
                        Changes.STATUS,
                        StatusRow.KEY.toArray(com.alicloud.openservices.tablestore.model.PrimaryKeySchema[]::new));
        List<String> keys = new ArrayList<>();
        for (Row row : rows) {
            assertThat(row.getPrimaryKey().getPrimaryKeyColumn(0).getValue().asString())
                    .isEqualTo(changes.streamId());
            keys.add(row.getPrimaryKey().getPrimaryKeyColumn(1).getValue().asString() + " "
                    + row.getPrimaryKey().getPrimaryKeyColumn(2).getValue().asString());
        }
        String padded = "%16d".formatted(time);
        assertThat(keys)
                .containsExactlyInAnyOrder(
                        WINDOW + " " + padded + "\t" + shards.get(0),
                        WINDOW + " " + padded + "\t" + shards.get(1),
                        WINDOW + " " + padded + "\t" + shards.get(2),
                        JOB + " " + padded,
                        BY_SHARD + " " + shards.get(1) + "\t" + padded,
                        BY_SHARD + " " + shards.get(2) + "\t" + padded);
        Row described = rows.get(keys.indexOf(JOB + " " + padded));
        assertThat(StatusRow.text(described, "TableName")).isEqualTo("t");
        assertThat(StatusRow.text(described, "JobStreamId")).isEqualTo(changes.streamId());
        assertThat(StatusRow.number(described, "StartTime")).isEqualTo(start);
        assertThat(StatusRow.number(described, "EndTime")).isEqualTo(time);
        byte[] ids = described.getLatestColumn("ShardIds_0").getValue().asBinary();
        assertThat(new String(
                        CompressUtil.decompress(new ByteArrayInputStream(ids), 1024, new Inflater()),
                        StandardCharsets.UTF_8))
                .isEqualTo("[\"" + String.join("\",\"", shards.stream().sorted().toList()) + "\"]");
        Row parent = rows.get(keys.indexOf(WINDOW + " " + padded + "\t" + shards.get(0)));
        assertThat(StatusRow.text(parent, "Checkpoint")).isEqualTo("SHARD_END");
        Row left = rows.get(keys.indexOf(WINDOW + " " + padded + "\t" + shards.get(1)));
        assertThat(StatusRow.text(left, "Version")).isEqualTo(StatusRow.text(described, "Version"));
        assertThat(left.getLatestColumn("SkipCount").getValue()).isEqualTo(ColumnValue.fromLong(0));
        GetStreamRecordRequest request = new GetStreamRecordRequest(StatusRow.text(left, "Checkpoint"));
        assertThat(changes.tables().client().getStreamRecord(request).getRecords())
                .singleElement()
                .satisfies(record -> assertThat(record.getPrimaryKey()).isEqualTo(Changes.key("a", 9)));
        assertThat(job().run(time, end)).containsExactly(List.of("a", 9L));
    }

    @Test
    void theStatusTableIsMadeAsDataxMakesIt() {
        long end = changes.pass(SECOND);
        job().runWithoutCommit(start, end);
        assertThat(changes.tables().names()).doesNotContain(Changes.STATUS);
        job().run(start, end);
        var described = changes.tables().client().describeTable(new DescribeTableRequest(Changes.STATUS));
        assertThat(described.getTableMeta().getPrimaryKeyList()).isEqualTo(StatusRow.KEY);
        TableOptions options = described.getTableOptions();
        assertThat(options.getTimeToLive()).isEqualTo(30 * 24 * 3600);
        assertThat(options.getMaxVersions()).isEqualTo(1);
    }

    @Test
    void windowsWithoutChangesKeepTheirPlaceForLongerThanChangesAreKept() {
        changes.put("a", 1);
        long from = changes.pass(SECOND);
        assertThat(job().run(start, from)).hasSize(1);
        for (int i = 0; i < 10; i++) {
            long to = changes.pass(Duration.ofHours(8));
            assertThat(job().run(from, to)).isEmpty();
            from = to;
        }
        changes.put("a", 2);
        assertThat(job().run(from, changes.pass(SECOND))).containsExactly(List.of("a", 2L));
    }

    @Test
    void aPlaceThatIsForgottenIsSearchedWhereNothingIsMissing() throws IOException {
        changes.put("a", 1);
        long middle = changes.pass(Duration.ofHours(25));
        changes.put("a", 2);
        long time = changes.pass(SECOND);
        changes.put("a", 3);
        long end = changes.pass(SECOND);
        createStatusTable();
        String shard = shards().get(0);
        String stale = changes.tables()
                .client()
                .getShardIterator(new GetShardIteratorRequest(changes.streamId(), shard))
                .getShardIterator();
        putCheckpoint(time, shard, "v1", stale, 0);
        putJob(middle, time, "v1", List.of(shard));
        changes.trim(time);
        assertThat(job().run(time, end)).containsExactly(List.of("a", 3L));
        changes.trim(end);
        assertThatThrownBy(() -> job().run(time, end))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("are lost");
    }

    @Test
    void aShardThatWentUnreadIsALoss() throws IOException {
        long time = changes.pass(SECOND);
        long end = changes.pass(SECOND);
        createStatusTable();
        String shard = shards().get(0);
        putCheckpoint(time, shard, "v1", iterator(shard, 0), 0);
        putCheckpoint(time, "gone", "v1", "x", 0);
        putJob(start, time, "v1", List.of(shard, "gone"));
        assertThatThrownBy(() -> job().run(time, end))
                .isInstanceOf(JobFailure.class)
                .hasMessageContaining("the shard gone was not read to its end");
    }
}
