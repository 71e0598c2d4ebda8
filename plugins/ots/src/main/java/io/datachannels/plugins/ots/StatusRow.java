package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.Row;
import java.util.List;
import java.util.Locale;

/** The keys and columns of a status table, as DataX has them. */
final class StatusRow {
    static final String CHECKPOINT = "Checkpoint";
    static final String VERSION = "Version";
    static final String SKIP_COUNT = "SkipCount";
    static final String SHARD_COUNT = "ShardCount";
    static final String SHARD_IDS = "ShardIds_";
    static final String TABLE_NAME = "TableName";
    static final String JOB_STREAM_ID = "JobStreamId";
    static final String START_TIME = "StartTime";
    static final String END_TIME = "EndTime";

    static final List<PrimaryKeySchema> KEY = List.of(
            new PrimaryKeySchema("StreamId", PrimaryKeyType.STRING),
            new PrimaryKeySchema("StatusType", PrimaryKeyType.STRING),
            new PrimaryKeySchema("StatusValue", PrimaryKeyType.STRING));

    private static final String OF_WINDOW = "CheckpointForDataxReader";
    private static final String OF_JOB = "DataxJobDesc";
    private static final String OF_SHARD = "ShardTimeCheckpointForDataxReader";
    private static final char SEPARATOR = '\t';

    /** Behind every letter of a shard's id. */
    private static final char BEHIND_ALL = 127;

    private StatusRow() {}

    /** Where a shard was read to in the windows that end at that time. */
    static PrimaryKey ofWindow(String stream, long end, String shard) {
        return key(stream, OF_WINDOW, time(end) + SEPARATOR + shard);
    }

    /** Behind all rows of that time. */
    static PrimaryKey behindWindow(String stream, long end) {
        return ofWindow(stream, end, String.valueOf(BEHIND_ALL));
    }

    /** How many shards an old job had whose window ended at that time. */
    static PrimaryKey ofShardCount(String stream, long end) {
        return key(stream, OF_WINDOW, time(end));
    }

    /** Which shards a job had whose window ended at that time. */
    static PrimaryKey ofJob(String stream, long end) {
        return key(stream, OF_JOB, time(end));
    }

    /** Where a shard was read to at that time, whatever the windows were. */
    static PrimaryKey ofShard(String stream, String shard, long millis) {
        return key(stream, OF_SHARD, shard + SEPARATOR + time(millis));
    }

    /** The shard of a row of a window. */
    static String shardOf(Row row) {
        String value = row.getPrimaryKey().getPrimaryKeyColumn(2).getValue().asString();
        return value.substring(value.indexOf(SEPARATOR) + 1);
    }

    static String text(Row row, String column) {
        return row.getLatestColumn(column) == null
                ? ""
                : row.getLatestColumn(column).getValue().asString();
    }

    static long number(Row row, String column) {
        return row.getLatestColumn(column) == null
                ? 0
                : row.getLatestColumn(column).getValue().asLong();
    }

    private static String time(long millis) {
        return String.format(Locale.ROOT, "%16d", millis);
    }

    private static PrimaryKey key(String stream, String type, String value) {
        return PrimaryKeyBuilder.createPrimaryKeyBuilder()
                .addPrimaryKeyColumn(KEY.get(0).getName(), PrimaryKeyValue.fromString(stream))
                .addPrimaryKeyColumn(KEY.get(1).getName(), PrimaryKeyValue.fromString(type))
                .addPrimaryKeyColumn(KEY.get(2).getName(), PrimaryKeyValue.fromString(value))
                .build();
    }
}
