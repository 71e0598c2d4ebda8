package io.datachannels.plugins.ots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.RowChange;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import io.datachannels.emulators.http.Fault;
import io.datachannels.spi.Batch;
import io.datachannels.spi.Reader;
import io.datachannels.spi.Split;
import io.datachannels.spi.SplitReader;
import io.datachannels.spi.SplitReport;
import io.datachannels.spi.TaskWriter;
import io.datachannels.spi.TransientFailure;
import io.datachannels.spi.Writer;
import io.datachannels.spi.WriterState;
import io.datachannels.testkit.TestTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Random changes of a table, applied to another one window by window by jobs that are killed or fail now and then: both tables are equal
 * in the end.
 */
class ReplicationTest {
    private static final int WINDOWS = 8;
    private static final int CHANGES = 150;
    private static final int KEYS = 30;
    private static final int VERSIONS = 1000;
    private static final String COPY = "copy";

    @AutoClose
    private final Changes changes = new Changes();

    private final Random random = new Random(20261122);
    private boolean split;

    /** Cells with their versions, whatever columns rows have, and rows without any. */
    @Test
    void cellsWithTheirLettersMakeTheSameTableWithAllItsVersions() {
        changes.tables().keepVersions(Changes.TABLE, VERSIONS);
        StreamJob from = new StreamJob(changes);
        from.emptyPuts = true;
        WriterJob to = copy(VERSIONS);
        to.mode = Mode.MULTI_VERSION;
        to.operationColumn = "opType";
        replicate(from, to, true);
        assertThat(changes.tables().versions(COPY, Changes.KEY))
                .isEqualTo(changes.tables().versions(Changes.TABLE, Changes.KEY));
    }

    /** Named columns, their latest values. Which columns an update deletes is not told. */
    @Test
    void rowsWithTheirOperationMakeTheSameTable() {
        StreamJob from = new StreamJob(changes)
                .rows(
                        StreamColumn.named("p"),
                        StreamColumn.named("q"),
                        StreamColumn.named("c0"),
                        StreamColumn.named("c1"),
                        StreamColumn.named("c2"));
        from.operation = "operation";
        WriterJob to = copy(1).column("c0", "int").column("c1", "int").column("c2", "int");
        to.operationColumn = "operation";
        to.nullInUpdate = NullInUpdate.KEEP;
        replicate(from, to, false);
        assertThat(changes.tables().shown(COPY, Changes.KEY))
                .isEqualTo(changes.tables().shown(Changes.TABLE, Changes.KEY));
    }

    private WriterJob copy(int versions) {
        changes.tables().create(COPY, Map.of(), versions, Changes.KEY);
        WriterJob job = new WriterJob(changes.tables(), COPY).key("p", "string").key("q", "int");
        job.writeMode = null;
        job.batchWriteCount = 20;
        return job;
    }

    private void replicate(StreamJob from, WriterJob to, boolean deletesCells) {
        from.batchRows = 50;
        long start = changes.pass(Duration.ofSeconds(1));
        int dead = 0;
        for (int i = 0; i < WINDOWS; i++) {
            change(deletesCells);
            long end = changes.pass(Duration.ofSeconds(1));
            if (random.nextBoolean()) {
                dieInside(from, to, start, end);
                dead++;
            }
            run(from, to, start, end, Integer.MAX_VALUE);
            start = end;
        }
        assertThat(dead).isBetween(1, WINDOWS - 1);
        assertThat(changes.tables().shown(COPY, Changes.KEY)).isNotEmpty();
    }

    /** In requests in which no key is there twice. */
    private void change(boolean deletesCells) {
        Map<PrimaryKey, RowChange> request = new LinkedHashMap<>();
        for (int i = 0; i < CHANGES; i++) {
            int number = random.nextInt(KEYS);
            PrimaryKey key = Changes.key(String.valueOf((char) ('a' + number % 3)), number);
            if (request.containsKey(key)) {
                send(request.values());
                request.clear();
            }
            request.put(key, change(key, deletesCells));
            if (i == CHANGES / 2) {
                moveShards();
            }
        }
        send(request.values());
    }

    private void send(Collection<RowChange> rows) {
        BatchWriteRowRequest request = new BatchWriteRowRequest();
        rows.forEach(request::addRowChange);
        assertThat(changes.tables().client().batchWriteRow(request).isAllSucceed())
                .isTrue();
        changes.pass(Duration.ofMillis(1));
    }

    private RowChange change(PrimaryKey key, boolean deletesCells) {
        int kind = random.nextInt(10);
        if (kind == 0) {
            return new RowDeleteChange(Changes.TABLE, key);
        }
        if (kind < 4) {
            List<Object> cells = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                cells.addAll(List.of("c" + (i - 1), random.nextInt()));
            }
            return Tables.row(Changes.TABLE, key, cells.toArray());
        }
        RowUpdateChange row = new RowUpdateChange(Changes.TABLE, key);
        row.put("c" + random.nextInt(3), ColumnValue.fromLong(random.nextInt()));
        if (deletesCells) {
            deleteCells(row);
        }
        return row;
    }

    private void deleteCells(RowUpdateChange row) {
        long version = changes.now() - random.nextInt(50);
        switch (random.nextInt(5)) {
            case 0 -> row.deleteColumns("c" + (3 + random.nextInt(2)));
            case 1 -> row.put("c" + (3 + random.nextInt(2)), ColumnValue.fromString("x" + random.nextInt()));
            case 2 -> row.deleteColumn("c" + (5 + random.nextInt(2)), version);
            case 3 -> row.put("c" + (5 + random.nextInt(2)), ColumnValue.fromBoolean(true), version);
            default ->
                row.deleteColumns("c3")
                        .put("c4", ColumnValue.fromDouble(0.5), version)
                        .deleteColumn("c5", version);
        }
    }

    private void moveShards() {
        if (split) {
            changes.merge("b");
        } else {
            changes.split("b");
        }
        split = !split;
    }

    /** A job whose process is gone after some batches, or whose writes fail until it gives up. */
    private void dieInside(StreamJob from, WriterJob to, long start, long end) {
        if (random.nextBoolean()) {
            run(from, to, start, end, 1 + random.nextInt(4));
            return;
        }
        Fault fault = Fault.of("BulkImport", Fault.Kind.DROP)
                .after(random.nextInt(10))
                .times(1000);
        changes.tables().emulator().faults().add(fault);
        assertThatThrownBy(() -> run(from, to, start, end, Integer.MAX_VALUE)).isInstanceOf(TransientFailure.class);
        changes.tables().heal();
    }

    /** Moves a window, and commits it unless it ends after so many batches. */
    private static void run(StreamJob from, WriterJob to, long start, long end, int batches) {
        try (Reader reader = from.open(start, end);
                Writer writer = to.open(reader.schema(), TestTask.first())) {
            WriterState state = writer.prepare();
            List<SplitReport> reports = new ArrayList<>();
            int left = batches;
            for (Split split : reader.plan(2)) {
                TestTask task = TestTask.first();
                try (SplitReader rows = reader.read(split, task);
                        TaskWriter target = writer.write(state, task)) {
                    boolean more = true;
                    while (more) {
                        if (left-- == 0) {
                            return;
                        }
                        Batch batch = new Batch(reader.schema(), from.batchRows, 1 << 20, each -> {});
                        batch.reuse();
                        more = rows.read(batch.builder());
                        target.write(batch);
                        batch.release();
                    }
                    target.finish();
                    reports.add(rows.report());
                }
                assertThat(task.rejected()).isEmpty();
            }
            reader.commit(reports);
        }
    }
}
