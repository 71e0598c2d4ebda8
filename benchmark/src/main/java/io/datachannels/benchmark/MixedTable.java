package io.datachannels.benchmark;

import com.alicloud.openservices.tablestore.ClientConfiguration;
import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.BatchWriteRowResponse;
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
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
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
 * ROWS THREADS} makes it, {@code read ENDPOINT ROWS THREADS PAGE} reads it with the bare SDK in pages of so many rows and does nothing with
 * them.
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
        if (args[0].equals("fill")) {
            table.create();
            done = table.inThreads(rows, threads, table::fill);
        } else {
            int page = Integer.parseInt(args[4]);
            done = table.inThreads(rows, threads, (client, from, to) -> read(client, from, to, page));
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

    private void create() {
        SyncClient client = client();
        try {
            TableMeta meta = new TableMeta(TABLE);
            meta.addPrimaryKeyColumn("id", PrimaryKeyType.INTEGER);
            client.createTable(new CreateTableRequest(meta, new TableOptions(-1, 1)));
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

    private SyncClient client() {
        return new SyncClient(endpoint, "local", "local", "local", new ClientConfiguration());
    }

    private static PrimaryKey key(long id) {
        return PrimaryKeyBuilder.createPrimaryKeyBuilder()
                .addPrimaryKeyColumn("id", PrimaryKeyValue.fromLong(id))
                .build();
    }
}
