package io.datachannels.benchmark;

import com.alicloud.openservices.tablestore.ClientConfiguration;
import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.AlwaysRetryStrategy;
import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.BatchWriteRowResponse;
import com.alicloud.openservices.tablestore.model.BulkExportRequest;
import com.alicloud.openservices.tablestore.model.BulkExportResponse;
import com.alicloud.openservices.tablestore.model.BulkImportRequest;
import com.alicloud.openservices.tablestore.model.ColumnValue;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.GetRangeRequest;
import com.alicloud.openservices.tablestore.model.GetRangeResponse;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.SimpleRowMatrixBlockParser;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.alicloud.openservices.tablestore.model.tunnel.BulkExportQueryCriteria;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The table {@code mixed} of ten columns (three texts, three integers with the key, two doubles, a bool, bytes): {@code fill ENDPOINT
 * ROWS THREADS} makes it. With the bare SDK and nothing else, {@code read ENDPOINT ROWS THREADS PAGE} reads it with GetRange in pages of so
 * many rows, {@code export ENDPOINT ROWS THREADS} with BulkExport, and {@code batch} and {@code bulk ENDPOINT ROWS THREADS} write rows to a
 * table of their own with BatchWriteRow and BulkImport, like those that streamreader makes for the engine.
 */
public final class MixedTable {
    private static final String TABLE = "mixed";
    private static final String[] COLUMNS = {
        "id", "name", "city", "note", "count", "millis", "price", "rate", "active", "digest"
    };
    private static final int BATCH = 200;

    private final String endpoint;

    private MixedTable(String endpoint) {
        this.endpoint = endpoint;
    }

    /** @param args what, the endpoint, how many rows, how many threads, for reading how many rows a page */
    public static void main(String[] args) throws Exception {
        MixedTable table = new MixedTable(args[1]);
        int rows = Integer.parseInt(args[2]);
        int threads = Integer.parseInt(args[3]);
        long begin = System.nanoTime();
        long done;
        switch (args[0]) {
            case "fill" -> {
                table.create(TABLE);
                done = table.inThreads(rows, threads, table::fill);
            }
            case "batch", "bulk" -> {
                table.create(args[0]);
                boolean bulk = args[0].equals("bulk");
                done = table.inThreads(rows, threads, (client, from, to) -> write(client, from, to, bulk));
            }
            case "export" -> done = table.inThreads(rows, threads, MixedTable::export);
            default -> {
                int page = Integer.parseInt(args[4]);
                done = table.inThreads(rows, threads, (client, from, to) -> read(client, from, to, page));
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(Locale.ROOT, "%s: %d rows in %.2f s, %.0f rows/s%n", args[0], done, seconds, done / seconds);
    }

    /** Something done with the rows from one id to another. */
    private interface Work {
        long on(SyncClient client, long from, long to);
    }

    private long inThreads(int rows, int threads, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        SyncClient client = client();
        try {
            List<Future<Long>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                long from = (long) rows * i / threads;
                long to = (long) rows * (i + 1) / threads;
                Callable<Long> part = () -> work.on(client, from, to);
                parts.add(pool.submit(part));
            }
            long sum = 0;
            for (Future<Long> part : parts) {
                sum += part.get();
            }
            return sum;
        } finally {
            pool.shutdown();
            client.shutdown();
        }
    }

    private void create(String name) {
        SyncClient client = client();
        try {
            TableMeta meta = new TableMeta(name);
            meta.addPrimaryKeyColumn("id", PrimaryKeyType.INTEGER);
            if (!client.listTable().getTableNames().contains(name)) {
                client.createTable(new CreateTableRequest(meta, new TableOptions(-1, 1)));
            }
        } finally {
            client.shutdown();
        }
    }

    private long fill(SyncClient client, long from, long to) {
        SplittableRandom random = new SplittableRandom(from);
        for (long begin = from; begin < to; begin += BATCH) {
            BatchWriteRowRequest batch = new BatchWriteRowRequest();
            for (long id = begin; id < Math.min(to, begin + BATCH); id++) {
                batch.addRowChange(row(id, random));
            }
            BatchWriteRowResponse response = client.batchWriteRow(batch);
            if (!response.isAllSucceed()) {
                throw new IllegalStateException(
                        response.getFailedRows().get(0).getError().toString());
            }
        }
        return to - from;
    }

    private static RowPutChange row(long id, SplittableRandom random) {
        byte[] digest = new byte[16];
        random.nextBytes(digest);
        RowPutChange row = new RowPutChange(TABLE, key(id));
        row.addColumn("name", ColumnValue.fromString("customer number " + random.nextInt(100_000)));
        row.addColumn("city", ColumnValue.fromString("city " + random.nextInt(1000)));
        row.addColumn(
                "note",
                ColumnValue.fromString(random.nextInt(10) == 0 ? "with, a comma" : "plain text of some length"));
        row.addColumn("count", ColumnValue.fromLong(random.nextInt(1000)));
        row.addColumn("millis", ColumnValue.fromLong(1_767_225_600_000L + random.nextLong(10_000_000_000L)));
        row.addColumn("price", ColumnValue.fromDouble(random.nextInt(1_000_000) / 100.0));
        row.addColumn("rate", ColumnValue.fromDouble(random.nextDouble()));
        row.addColumn("active", ColumnValue.fromBoolean(random.nextBoolean()));
        row.addColumn("digest", ColumnValue.fromBinary(digest));
        return row;
    }

    private static long read(SyncClient client, long from, long to, int pageRows) {
        long rows = 0;
        PrimaryKey start = key(from);
        while (start != null) {
            RangeRowQueryCriteria range = new RangeRowQueryCriteria(TABLE);
            range.setInclusiveStartPrimaryKey(start);
            range.setExclusiveEndPrimaryKey(key(to));
            range.setMaxVersions(1);
            range.setLimit(pageRows);
            range.addColumnsToGet(COLUMNS);
            GetRangeResponse page = client.getRange(new GetRangeRequest(range));
            rows += page.getRows().size();
            start = page.getNextStartPrimaryKey();
        }
        return rows;
    }

    private static long export(SyncClient client, long from, long to) {
        long rows = 0;
        PrimaryKey start = key(from);
        while (start != null) {
            BulkExportQueryCriteria range = new BulkExportQueryCriteria(TABLE);
            range.setInclusiveStartPrimaryKey(start);
            range.setExclusiveEndPrimaryKey(key(to));
            range.addColumnsToGet(COLUMNS);
            BulkExportResponse page = client.bulkExport(new BulkExportRequest(range));
            rows += new SimpleRowMatrixBlockParser(page.getRows()).getRows().size();
            start = page.getNextStartPrimaryKey();
        }
        return rows;
    }

    private static long write(SyncClient client, long from, long to, boolean bulk) {
        for (long begin = from; begin < to; begin += BATCH) {
            BulkImportRequest imported = new BulkImportRequest("bulk");
            BatchWriteRowRequest written = new BatchWriteRowRequest();
            for (long id = begin; id < Math.min(to, begin + BATCH); id++) {
                if (bulk) {
                    imported.addRowChange(constant("bulk", id));
                } else {
                    written.addRowChange(constant("batch", id));
                }
            }
            if (bulk
                    ? !client.bulkImport(imported).isAllSucceed()
                    : !client.batchWriteRow(written).isAllSucceed()) {
                throw new IllegalStateException("a row was refused");
            }
        }
        return to - from;
    }

    private static RowPutChange constant(String table, long id) {
        RowPutChange row = new RowPutChange(table, key(id));
        row.addColumn("name", ColumnValue.fromString("customer number 4711"));
        row.addColumn("city", ColumnValue.fromString("city 42"));
        row.addColumn("note", ColumnValue.fromString("plain text of some length"));
        row.addColumn("count", ColumnValue.fromLong(123));
        row.addColumn("millis", ColumnValue.fromLong(1_767_225_600_000L));
        row.addColumn("price", ColumnValue.fromDouble(1234.56));
        row.addColumn("rate", ColumnValue.fromDouble(0.123456789));
        row.addColumn("active", ColumnValue.fromBoolean(true));
        row.addColumn("digest", ColumnValue.fromBinary("sixteen bytes...".getBytes(StandardCharsets.US_ASCII)));
        return row;
    }

    private SyncClient client() {
        ClientConfiguration configuration = new ClientConfiguration();
        // The SDK may take an answer that comes at once for a closed connection, and does not repeat a write by itself.
        configuration.setRetryStrategy(new AlwaysRetryStrategy(10, 50));
        return new SyncClient(endpoint, "local", "local", "local", configuration);
    }

    private static PrimaryKey key(long id) {
        return PrimaryKeyBuilder.createPrimaryKeyBuilder()
                .addPrimaryKeyColumn("id", PrimaryKeyValue.fromLong(id))
                .build();
    }
}
