package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.ClientConfiguration;
import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.GetRangeRequest;
import com.alicloud.openservices.tablestore.model.GetRangeResponse;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.RangeRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Run by hand: {@code ReadSpeed [FOLDER|-] ROWS}. Writes rows of ten mixed columns to an emulator in a process of its own and reads
 * them with GetRange, and says how much processor time each side takes per row.
 */
final class ReadSpeed {
    private static final String[] COLUMNS = {"c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9"};

    private final SyncClient client;
    private final EmulatorProcess emulator;
    private final int rows;

    private ReadSpeed(SyncClient client, EmulatorProcess emulator, int rows) {
        this.client = client;
        this.emulator = emulator;
        this.rows = rows;
    }

    public static void main(String[] args) throws Exception {
        Path folder = args[0].equals("-") ? null : Path.of(args[0]);
        try (EmulatorProcess emulator = EmulatorProcess.start(folder, args.length > 2 ? args[2] : "-Xmx2g")) {
            URI endpoint = emulator.endpoint();
            ClientConfiguration configuration = new ClientConfiguration();
            SyncClient client = new SyncClient(endpoint.toString(), "local", "local", "inst", configuration);
            try {
                ReadSpeed speed = new ReadSpeed(client, emulator, Integer.parseInt(args[1]));
                speed.run();
                speed.writeAgain();
            } finally {
                client.shutdown();
            }
        }
    }

    private void run() throws InterruptedException, ExecutionException {
        if (!client.listTable().getTableNames().contains(Rows.TABLE)) {
            Rows.createTable(client);
            measure("write, 2 threads", () -> inParallel(2, this::write));
        }
        for (int i = 0; i < 3; i++) {
            measure("read all columns, 1 thread", () -> inParallel(1, (part, parts) -> read(part, parts, false)));
            measure("read ten columns, 1 thread", () -> inParallel(1, (part, parts) -> read(part, parts, true)));
            measure("read all columns, 4 threads", () -> inParallel(4, (part, parts) -> read(part, parts, false)));
            measure("read ten columns, 4 threads", () -> inParallel(4, (part, parts) -> read(part, parts, true)));
        }
    }

    private void writeAgain() throws InterruptedException, ExecutionException {
        for (int i = 0; i < 2; i++) {
            measure("write again, 2 threads", () -> inParallel(2, this::write));
        }
    }

    private void measure(String what, Step step) throws InterruptedException, ExecutionException {
        long cpu = ownCpu();
        Duration emulatorCpu = emulator.handle().info().totalCpuDuration().orElseThrow();
        long start = System.nanoTime();
        step.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        double own = (ownCpu() - cpu) / 1e3 / rows;
        Duration used =
                emulator.handle().info().totalCpuDuration().orElseThrow().minus(emulatorCpu);
        System.out.printf(
                "%-28s %8.0f rows/s, client %.2f us CPU a row, emulator %.2f us%n",
                what, rows / seconds, own, used.toNanos() / 1e3 / rows);
    }

    private void inParallel(int threads, Part part) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            futures.add(pool.submit(() -> part.run(number, threads)));
        }
        for (Future<?> future : futures) {
            future.get();
        }
        pool.shutdown();
    }

    private void write(int part, int parts) {
        Random random = new Random(part);
        int from = (int) ((long) rows * part / parts);
        int to = (int) ((long) rows * (part + 1) / parts);
        for (int i = from; i < to; i += 200) {
            BatchWriteRowRequest request = new BatchWriteRowRequest();
            for (int n = i; n < Math.min(i + 200, to); n++) {
                request.addRowChange(row(n, random));
            }
            if (!client.batchWriteRow(request).isAllSucceed()) {
                throw new IllegalStateException("not written");
            }
        }
    }

    private void read(int part, int parts, boolean names) {
        PrimaryKey next = key((int) ((long) rows * part / parts));
        PrimaryKey end = key((int) ((long) rows * (part + 1) / parts));
        long seen = 0;
        while (next != null) {
            RangeRowQueryCriteria criteria = Rows.range(next, end);
            if (names) {
                criteria.addColumnsToGet(COLUMNS);
            }
            GetRangeResponse page = client.getRange(new GetRangeRequest(criteria));
            seen += page.getRows().size();
            next = page.getNextStartPrimaryKey();
        }
        if (seen != (long) rows * (part + 1) / parts - (long) rows * part / parts) {
            throw new IllegalStateException("read " + seen + " rows");
        }
    }

    private static RowPutChange row(int n, Random random) {
        RowPutChange row = new RowPutChange(Rows.TABLE, key(n));
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        Object[] values = {
            (long) n,
            random.nextLong(),
            random.nextDouble(),
            random.nextBoolean(),
            "name of row " + n,
            "x".repeat(32),
            "city " + random.nextInt(1000),
            bytes,
            random.nextGaussian(),
            "2026-01-01 00:00:00"
        };
        for (int i = 0; i < COLUMNS.length; i++) {
            row.addColumn(Rows.column(COLUMNS[i], values[i]));
        }
        return row;
    }

    private static PrimaryKey key(int n) {
        return Rows.key("user%08d".formatted(n), n);
    }

    private static long ownCpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private interface Step {
        void run() throws InterruptedException, ExecutionException;
    }

    private interface Part {
        void run(int number, int count);
    }
}
