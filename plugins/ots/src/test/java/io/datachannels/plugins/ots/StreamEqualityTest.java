package io.datachannels.plugins.ots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.Column;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.Row;
import com.alicloud.openservices.tablestore.model.RowChange;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import io.datachannels.emulators.http.Fault;
import io.datachannels.spi.Failure;
import io.datachannels.spi.Reader;
import io.datachannels.spi.SplitReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Many random changes, exported in windows by jobs that fail now and then: what they give makes the same table. */
class StreamEqualityTest {
    private static final int PHASES = 10;
    private static final int CLIENTS = 4;
    private static final int BATCHES = 25;
    private static final int ROWS = 200;
    private static final int KEYS = 2_000;
    private static final String[] BOUNDS = {"b", "d", "f", "h"};

    @AutoClose
    private final Changes changes = new Changes("v", "w");

    private final Random random = new Random(20251122);
    private final Map<PrimaryKey, Map<String, Long>> copy = new TreeMap<>();
    private final Set<String> places = new HashSet<>();
    private int moves;

    @Test
    void whatIsExportedMakesTheSameTable() throws Exception {
        long from = changes.pass(Duration.ofSeconds(1));
        for (int phase = 0; phase < PHASES; phase++) {
            long begin = changes.pass(Duration.ofMinutes(11));
            write(phase);
            long end = changes.pass(Duration.ofSeconds(1));
            long inside = begin + 1 + random.nextInt((int) (end - begin - 1));
            export(from, inside);
            export(inside, end);
            from = end;
        }
        assertThat(places).hasSize(PHASES * CLIENTS * BATCHES * ROWS);
        Map<PrimaryKey, Map<String, Long>> table = new TreeMap<>();
        for (Row row : changes.tables().rows(Changes.TABLE, Changes.KEY)) {
            Map<String, Long> cells = new TreeMap<>();
            for (Column cell : row.getColumns()) {
                cells.put(cell.getName(), cell.getValue().asLong());
            }
            if (!cells.isEmpty()) {
                table.put(row.getPrimaryKey(), cells);
            }
        }
        copy.values().removeIf(Map::isEmpty);
        assertThat(table).isNotEmpty();
        assertThat(copy).isEqualTo(table);
    }

    /** Several clients change the same rows, while shards split and merge. */
    private void write(int phase) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        List<Future<?>> clients = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            boolean moves = client == 0;
            Random own = new Random(phase * 100L + client);
            clients.add(threads.submit(() -> {
                for (int i = 0; i < BATCHES; i++) {
                    if (moves && i % 6 == 3) {
                        moveShards();
                    }
                    send(own);
                }
            }));
        }
        for (Future<?> client : clients) {
            client.get();
        }
        threads.shutdown();
    }

    private void moveShards() {
        String bound = BOUNDS[moves % BOUNDS.length];
        if (moves++ / BOUNDS.length % 2 == 0) {
            changes.split(bound);
        } else {
            changes.merge(bound);
        }
    }

    private void send(Random own) {
        BatchWriteRowRequest request = new BatchWriteRowRequest();
        Set<Integer> keys = new HashSet<>();
        while (keys.size() < ROWS) {
            int key = own.nextInt(KEYS);
            if (keys.add(key)) {
                request.addRowChange(change(own, Changes.key(String.valueOf((char) ('a' + key % 9)), key)));
            }
        }
        assertThat(changes.tables().client().batchWriteRow(request).isAllSucceed())
                .isTrue();
        synchronized (this) {
            changes.pass(Duration.ofMillis(1));
        }
    }

    private static RowChange change(Random own, PrimaryKey key) {
        int kind = own.nextInt(10);
        if (kind == 0) {
            return new RowDeleteChange(Changes.TABLE, key);
        }
        if (kind < 4) {
            RowPutChange put = new RowPutChange(Changes.TABLE, key);
            put.addColumn(own.nextBoolean() ? "v" : "w", ColumnValue.fromLong(own.nextLong()));
            return put;
        }
        RowUpdateChange update = new RowUpdateChange(Changes.TABLE, key);
        if (kind < 8) {
            update.put("v", ColumnValue.fromLong(own.nextLong()));
        } else {
            update.put("w", ColumnValue.fromLong(own.nextLong()));
            update.deleteColumns("v");
        }
        return update;
    }

    /** Exports a window, after attempts that end before, inside or between the two halves of the commit. */
    private void export(long from, long to) {
        StreamJob job = new StreamJob(changes);
        job.sequence = true;
        job.seeks = random.nextInt(4) > 0;
        boolean cells = random.nextBoolean();
        if (!cells) {
            job.rows(
                    StreamColumn.named("p"),
                    StreamColumn.named("q"),
                    new StreamColumn("v", StreamValue.LATEST, false),
                    new StreamColumn("w", StreamValue.LATEST, false));
            job.operation = "op";
        }
        List<List<Object>> first = random.nextInt(3) == 0 ? job.runWithoutCommit(from, to) : null;
        List<List<Object>> rows = new ArrayList<>();
        try (Reader reader = job.open(from, to)) {
            List<SplitReport> reports = job.read(reader, rows);
            if (random.nextInt(3) == 0) {
                failInside(reader, reports, random.nextInt(2));
            }
            if (random.nextInt(3) > 0) {
                reader.commit(reports);
            }
        }
        if (first != null) {
            assertThat(rows).containsExactlyElementsOf(first);
        }
        for (List<Object> row : rows) {
            if (cells) {
                applyCell(row);
            } else {
                applyRow(row);
            }
        }
    }

    private void failInside(Reader reader, List<SplitReport> reports, int after) {
        Fault fault = Fault.of("BatchWriteRow", Fault.Kind.ERROR).after(after).times(5);
        changes.tables().emulator().faults().add(fault);
        assertThatThrownBy(() -> reader.commit(reports)).isInstanceOf(Failure.class);
    }

    private void applyCell(List<Object> row) {
        PrimaryKey key = Changes.key((String) row.get(0), (Long) row.get(1));
        String place = (String) row.get(6);
        boolean first = place.endsWith(":0000000000");
        assertThat(places.add(place.substring(0, place.lastIndexOf(':'))))
                .as(place)
                .isEqualTo(first);
        Map<String, Long> cells = copy.computeIfAbsent(key, each -> new TreeMap<>());
        switch ((String) row.get(5)) {
            case "DR" -> cells.clear();
            case "DA" -> cells.remove((String) row.get(2));
            default -> cells.put((String) row.get(2), (Long) row.get(4));
        }
    }

    private void applyRow(List<Object> row) {
        assertThat(places.add((String) row.get(5))).as((String) row.get(5)).isTrue();
        Map<String, Long> cells = new TreeMap<>();
        if (row.get(2) != null) {
            cells.put("v", (Long) row.get(2));
        }
        if (row.get(3) != null) {
            cells.put("w", (Long) row.get(3));
        }
        copy.put(Changes.key((String) row.get(0), (Long) row.get(1)), cells);
    }
}
