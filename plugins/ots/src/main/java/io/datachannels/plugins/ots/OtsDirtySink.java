package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.BatchWriteRowResponse;
import com.alicloud.openservices.tablestore.model.BatchWriteRowResponse.RowResult;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyColumn;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import io.datachannels.spi.DirtyRow;
import io.datachannels.spi.DirtySink;
import io.datachannels.spi.JobContext;
import io.datachannels.spi.JobFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A table of dirty rows, one row for each, which a repeated call overwrites. */
final class OtsDirtySink implements DirtySink {
    private static final List<PrimaryKeySchema> KEY = List.of(
            new PrimaryKeySchema("run", PrimaryKeyType.STRING),
            new PrimaryKeySchema("task", PrimaryKeyType.INTEGER),
            new PrimaryKeySchema("number", PrimaryKeyType.INTEGER));
    private static final int LONGEST_CELL = 2 << 20;
    private static final int BYTES_AT_ONCE = 1 << 20;

    private final OtsClient client;
    private final String table;
    private final JobContext job;
    private boolean missing;

    /** Connects with a client that it closes, also when it fails. */
    OtsDirtySink(OtsClient client, OtsDirtySinkConfig config, JobContext job) {
        this.client = client;
        this.table = config.table().strip();
        this.job = job;
        try {
            Optional<TableMeta> there =
                    config.autoCreate() ? client.find(table, job) : Optional.of(client.describe(table, job));
            there.ifPresent(this::checkKey);
            missing = there.isEmpty();
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    @Override
    public void write(List<DirtyRow> rows) {
        if (missing) {
            TableMeta meta = new TableMeta(table);
            KEY.forEach(meta::addPrimaryKeyColumn);
            client.create(new CreateTableRequest(meta, new TableOptions(-1, 1)), job);
            missing = false;
        }
        List<RowPutChange> changes = new ArrayList<>();
        int bytes = 0;
        for (DirtyRow row : rows) {
            RowPutChange change = change(row);
            if (!changes.isEmpty() && bytes + change.getDataSize() > BYTES_AT_ONCE) {
                send(changes);
                changes.clear();
                bytes = 0;
            }
            changes.add(change);
            bytes += change.getDataSize();
        }
        send(changes);
    }

    @Override
    public void close() {
        client.close();
    }

    /** Each try sends those rows whose fate is open; it is the table, not the row, that is to blame if one is refused. */
    private void send(List<RowPutChange> changes) {
        List<RowPutChange> open = new ArrayList<>(changes);
        job.call("BatchWriteRow", () -> {
            BatchWriteRowRequest request = new BatchWriteRowRequest();
            open.forEach(request::addRowChange);
            BatchWriteRowResponse response = client.await(client.send(sdk -> sdk.batchWriteRow(request, null)));
            List<RowPutChange> again = new ArrayList<>();
            ServiceError error = null;
            for (RowResult result : response.getFailedRows()) {
                again.add(open.get(result.getIndex()));
                error = new ServiceError(
                        result.getError().getCode(), result.getError().getMessage(), response.getRequestId(), 0);
            }
            open.clear();
            open.addAll(again);
            if (error != null) {
                throw error.failure(client.access(), null);
            }
            return null;
        });
    }

    private RowPutChange change(DirtyRow row) {
        RowPutChange change = new RowPutChange(
                table,
                new PrimaryKey(List.of(
                        new PrimaryKeyColumn("run", PrimaryKeyValue.fromString(row.run())),
                        new PrimaryKeyColumn("task", PrimaryKeyValue.fromLong(row.task())),
                        new PrimaryKeyColumn("number", PrimaryKeyValue.fromLong(row.number())))));
        add(change, "side", row.side());
        add(change, "split", row.split());
        add(change, "position", row.position());
        add(change, "column", row.column());
        add(change, "value", row.value());
        add(change, "reason", row.reason());
        add(change, "row", row.row());
        return change;
    }

    /** What the service has no room for is in the run folder. */
    private static void add(RowPutChange change, String column, String text) {
        if (text == null) {
            return;
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST_CELL) {
            change.addColumn(column + "_omitted", ColumnValue.fromString("longer than 2 MiB; the run folder has it"));
        } else {
            change.addColumn(column, ColumnValue.fromString(text));
        }
    }

    private void checkKey(TableMeta meta) {
        List<PrimaryKeySchema> key = meta.getPrimaryKeyList();
        boolean fits = key.size() == KEY.size();
        for (int i = 0; fits && i < KEY.size(); i++) {
            fits = key.get(i).getName().equals(KEY.get(i).getName())
                    && key.get(i).getType() == KEY.get(i).getType()
                    && !key.get(i).hasOption();
        }
        if (!fits) {
            String found = String.join(
                    ", ",
                    key.stream()
                            .map(each -> each.getName() + " " + each.getType())
                            .toList());
            throw new JobFailure(
                    "the table " + table + " has the primary key " + found
                            + ", but dirty rows need run STRING, task INTEGER, number INTEGER",
                    "Name another table in setting.dirty; with \"autoCreate\": true it need not exist.");
        }
    }
}
