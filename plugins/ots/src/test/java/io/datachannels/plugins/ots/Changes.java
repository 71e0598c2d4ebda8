package io.datachannels.plugins.ots;

import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.INTEGER;
import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.STRING;

import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.DeleteRowRequest;
import com.alicloud.openservices.tablestore.model.DescribeTableRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import com.alicloud.openservices.tablestore.model.StreamSpecification;
import com.alicloud.openservices.tablestore.model.UpdateRowRequest;
import com.alicloud.openservices.tablestore.model.UpdateTableRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Consumer;

/** An emulator with a table {@code t} of the key p (text), q (integer), whose stream is on, and whose clock the test moves. */
final class Changes implements AutoCloseable {
    static final String TABLE = "t";
    static final String STATUS = "status";
    static final int RETENTION_HOURS = 24;
    static final PrimaryKeySchema[] KEY = {Tables.key("p", STRING), Tables.key("q", INTEGER)};

    private final MovedClock clock = new MovedClock();
    private final Tables tables = Tables.at(clock);

    /** Begins at an hour before the present, so that windows are over. */
    Changes(String... originalColumns) {
        tables.create(TABLE, KEY);
        enable(TABLE, originalColumns);
    }

    private static final class MovedClock extends Clock {
        private volatile Instant now =
                Instant.ofEpochMilli(Instant.now().minus(Duration.ofHours(3)).toEpochMilli());

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** A clock that is ahead of the service's by what changes take to settle. */
    Clock later() {
        return Clock.offset(clock, Duration.ofMinutes(5));
    }

    Tables tables() {
        return tables;
    }

    void enable(String table, String... originalColumns) {
        StreamSpecification stream = new StreamSpecification(true, RETENTION_HOURS);
        stream.addOriginColumnsToGet(originalColumns);
        UpdateTableRequest request = new UpdateTableRequest(table);
        request.setStreamSpecification(stream);
        tables.client().updateTable(request);
    }

    String streamId() {
        return tables.client()
                .describeTable(new DescribeTableRequest(TABLE))
                .getStreamDetails()
                .getStreamId();
    }

    /** The service's time in milliseconds since 1970. */
    long now() {
        return clock.now.toEpochMilli();
    }

    /** Moves the service's clock on, and returns its time. */
    long pass(Duration time) {
        clock.now = clock.now.plus(time);
        return now();
    }

    static PrimaryKey key(String p, long q) {
        return Tables.keyOf("p", p, "q", q);
    }

    void put(String p, long q, Object... namesAndValues) {
        RowPutChange row = Tables.row(TABLE, key(p, q), namesAndValues);
        tables.client().putRow(new PutRowRequest(row));
    }

    void update(String p, long q, Consumer<RowUpdateChange> change) {
        RowUpdateChange row = new RowUpdateChange(TABLE, key(p, q));
        change.accept(row);
        tables.client().updateRow(new UpdateRowRequest(row));
    }

    void update(String p, long q, String column, long value) {
        update(p, q, row -> row.put(column, ColumnValue.fromLong(value)));
    }

    void delete(String p, long q) {
        tables.client().deleteRow(new DeleteRowRequest(new RowDeleteChange(TABLE, key(p, q))));
    }

    void split(String at) {
        tables.emulator().splitPartition(Tables.INSTANCE, TABLE, PrimaryKeyValue.fromString(at));
    }

    void merge(String at) {
        tables.emulator().mergePartitions(Tables.INSTANCE, TABLE, PrimaryKeyValue.fromString(at));
    }

    void trim(long before) {
        tables.emulator().trimStream(Tables.INSTANCE, TABLE, Instant.ofEpochMilli(before));
    }

    @Override
    public void close() {
        tables.close();
    }
}
