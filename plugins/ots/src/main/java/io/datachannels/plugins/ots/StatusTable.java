package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.BatchWriteRowResponse;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.Direction;
import com.alicloud.openservices.tablestore.model.GetRangeResponse;
import com.alicloud.openservices.tablestore.model.GetRowRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.Row;
import com.alicloud.openservices.tablestore.model.RowChange;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.SingleRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** The rows of one stream in a status table that is shared with DataX. */
final class StatusTable {
    private static final int TTL_SECONDS = (int) TimeUnit.DAYS.toSeconds(30);
    private static final int ROWS_PER_REQUEST = 200;

    private final OtsClient client;
    private final String table;
    private final String stream;
    private final JobContext job;
    private final boolean isThere;

    /**
     * A shard's row of a window.
     *
     * @param skip how many records behind the position were read as well
     */
    record Checkpoint(String version, String position, long skip) {}

    /** @throws JobFailure if there is such a table with another key */
    StatusTable(OtsClient client, String table, String stream, JobContext job) {
        this.client = client;
        this.table = table;
        this.stream = stream;
        this.job = job;
        Optional<TableMeta> meta = client.find(table, job);
        meta.ifPresent(StatusTable::requireKey);
        this.isThere = meta.isPresent();
    }

    /**
     * Where the shards were read to by a job whose window ended at that time; nothing unless all its shards are there, each of the same
     * run.
     */
    Optional<Map<String, Checkpoint>> of(long end) {
        if (!isThere) {
            return Optional.empty();
        }
        Map<String, Checkpoint> checkpoints = new LinkedHashMap<>();
        for (Row row : rows(end)) {
            checkpoints.put(
                    StatusRow.shardOf(row),
                    new Checkpoint(
                            StatusRow.text(row, StatusRow.VERSION),
                            StatusRow.text(row, StatusRow.CHECKPOINT),
                            StatusRow.number(row, StatusRow.SKIP_COUNT)));
        }
        return isComplete(end, checkpoints) ? Optional.of(checkpoints) : Optional.empty();
    }

    /** The last place of a shard that was written down for a time from {@code after}, not included, to {@code upTo}, in milliseconds. */
    Optional<String> nearest(String shard, long after, long upTo) {
        if (after >= upTo || !isThere) {
            return Optional.empty();
        }
        return last(StatusRow.ofShard(stream, shard, upTo), StatusRow.ofShard(stream, shard, after))
                .map(row -> StatusRow.text(row, StatusRow.CHECKPOINT))
                .filter(position -> !position.isEmpty());
    }

    /** The last end before that time of a window that was read, in milliseconds. */
    Optional<Long> lastEnd(long before) {
        if (!isThere) {
            return Optional.empty();
        }
        return last(StatusRow.ofJob(stream, before - 1), StatusRow.ofJob(stream, 0))
                .map(row -> StatusRow.number(row, StatusRow.END_TIME));
    }

    /**
     * Writes where the shards were read to. The row that says which shards there are comes last, so that an unfinished set counts as
     * none.
     *
     * @param version the same for a set that is written again
     */
    void write(String dataTable, StreamWindow window, String version, List<ShardPosition> positions) {
        create();
        Set<String> shards = new TreeSet<>();
        positions.forEach(each -> shards.add(each.shard()));
        List<RowChange> changes = new ArrayList<>();
        for (Row row : rows(window.end())) {
            if (!shards.contains(StatusRow.shardOf(row))) {
                changes.add(new RowDeleteChange(table, row.getPrimaryKey()));
            }
        }
        for (ShardPosition each : positions) {
            RowPutChange row = new RowPutChange(table, StatusRow.ofWindow(stream, window.end(), each.shard()));
            row.addColumn(StatusRow.VERSION, ColumnValue.fromString(version));
            row.addColumn(StatusRow.CHECKPOINT, ColumnValue.fromString(each.position()));
            row.addColumn(StatusRow.SKIP_COUNT, ColumnValue.fromLong(0));
            changes.add(row);
            if (!each.isEnd() && !each.position().equals(ShardPosition.TRIM_HORIZON)) {
                RowPutChange byTime = new RowPutChange(table, StatusRow.ofShard(stream, each.shard(), window.end()));
                byTime.addColumn(StatusRow.CHECKPOINT, ColumnValue.fromString(each.position()));
                changes.add(byTime);
            }
        }
        write(changes);
        RowPutChange described = new RowPutChange(table, StatusRow.ofJob(stream, window.end()));
        ShardIds.put(shards, described);
        described.addColumn(StatusRow.VERSION, ColumnValue.fromString(version));
        described.addColumn(StatusRow.TABLE_NAME, ColumnValue.fromString(dataTable));
        described.addColumn(StatusRow.JOB_STREAM_ID, ColumnValue.fromString(stream));
        described.addColumn(StatusRow.START_TIME, ColumnValue.fromLong(window.start()));
        described.addColumn(StatusRow.END_TIME, ColumnValue.fromLong(window.end()));
        write(List.of(described));
    }

    /** The greatest row up to a key, that one included, and behind another. */
    private Optional<Row> last(PrimaryKey upTo, PrimaryKey after) {
        RangeRowQueryCriteria range = new RangeRowQueryCriteria(table);
        range.setDirection(Direction.BACKWARD);
        range.setInclusiveStartPrimaryKey(upTo);
        range.setExclusiveEndPrimaryKey(after);
        range.setMaxVersions(1);
        range.setLimit(1);
        return client.page(range, job).getRows().stream().findFirst();
    }

    private boolean isComplete(long end, Map<String, Checkpoint> checkpoints) {
        Row described = row(StatusRow.ofJob(stream, end));
        if (described == null) {
            Row counted = row(StatusRow.ofShardCount(stream, end));
            return counted != null && StatusRow.number(counted, StatusRow.SHARD_COUNT) == checkpoints.size();
        }
        String version = StatusRow.text(described, StatusRow.VERSION);
        return StatusRow.text(described, StatusRow.JOB_STREAM_ID).equals(stream)
                && ShardIds.of(described).equals(new TreeSet<>(checkpoints.keySet()))
                && checkpoints.values().stream().allMatch(each -> each.version().equals(version));
    }

    private void create() {
        TableMeta meta = new TableMeta(table);
        meta.addPrimaryKeyColumns(StatusRow.KEY);
        if (client.find(table, job).isEmpty()) {
            client.create(new CreateTableRequest(meta, new TableOptions(TTL_SECONDS, 1)), job);
        }
    }

    private List<Row> rows(long end) {
        List<Row> rows = new ArrayList<>();
        PrimaryKey from = StatusRow.ofWindow(stream, end, "");
        while (from != null) {
            RangeRowQueryCriteria range = new RangeRowQueryCriteria(table);
            range.setInclusiveStartPrimaryKey(from);
            range.setExclusiveEndPrimaryKey(StatusRow.behindWindow(stream, end));
            range.setMaxVersions(1);
            GetRangeResponse page = client.page(range, job);
            rows.addAll(page.getRows());
            from = page.getNextStartPrimaryKey();
        }
        return rows;
    }

    private Row row(PrimaryKey key) {
        SingleRowQueryCriteria criteria = new SingleRowQueryCriteria(table, key);
        criteria.setMaxVersions(1);
        return client.ask("GetRow", sdk -> sdk.getRow(new GetRowRequest(criteria), null), job)
                .getRow();
    }

    private void write(List<RowChange> changes) {
        for (int i = 0; i < changes.size(); i += ROWS_PER_REQUEST) {
            BatchWriteRowRequest request = new BatchWriteRowRequest();
            changes.subList(i, Math.min(changes.size(), i + ROWS_PER_REQUEST)).forEach(request::addRowChange);
            job.call("BatchWriteRow", () -> {
                BatchWriteRowResponse answer = client.await(client.send(sdk -> sdk.batchWriteRow(request, null)));
                for (BatchWriteRowResponse.RowResult refused : answer.getFailedRows()) {
                    throw ServiceError.of(refused.getError(), answer.getRequestId())
                            .failure(client.access(), null);
                }
                return answer;
            });
        }
    }

    private static void requireKey(TableMeta meta) {
        if (!meta.getPrimaryKeyList().equals(StatusRow.KEY)) {
            throw new JobFailure(
                    "the table " + meta.getTableName() + " is no status table: its primary key is "
                            + meta.getPrimaryKeyList(),
                    "Name a table in statusTable that was made for this, or one that is not there yet.");
        }
    }
}
