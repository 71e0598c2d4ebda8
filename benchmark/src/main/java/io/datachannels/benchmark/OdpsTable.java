package io.datachannels.benchmark;

import com.aliyun.odps.Odps;
import com.aliyun.odps.account.AliyunAccount;
import com.aliyun.odps.data.Binary;
import com.aliyun.odps.data.Record;
import com.aliyun.odps.data.RecordWriter;
import com.aliyun.odps.task.SQLTask;
import com.aliyun.odps.tunnel.TableTunnel;
import com.aliyun.odps.tunnel.io.CompressOption;
import com.aliyun.odps.tunnel.io.TunnelRecordReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The table {@code mixed} of ten columns in the local MaxCompute, with the bare SDK and nothing else: {@code create ENDPOINT} makes it,
 * {@code upload ENDPOINT ROWS THREADS} replaces its rows by those that streamreader makes for the engine, one block a thread, compressed with
 * zlib, {@code download ENDPOINT ROWS THREADS} reads them, a range a thread.
 */
public final class OdpsTable {
    private static final String PROJECT = "local";
    private static final String TABLE = "mixed";

    private final Odps odps;
    private final TableTunnel tunnel;

    private OdpsTable(String endpoint) {
        this.odps = new Odps(new AliyunAccount("local", "local"));
        odps.setEndpoint(endpoint);
        odps.setDefaultProject(PROJECT);
        this.tunnel = new TableTunnel(odps);
    }

    /** @param args what, the endpoint, how many rows, how many threads */
    public static void main(String[] args) throws Exception {
        OdpsTable table = new OdpsTable(args[1]);
        if (args[0].equals("create")) {
            SQLTask.run(
                            table.odps,
                            "create table " + TABLE
                                    + " (id bigint, name string, city string, note string, count bigint,"
                                    + " millis bigint, price double, rate double, active boolean, digest binary);")
                    .waitForSuccess();
            return;
        }
        long rows = Long.parseLong(args[2]);
        int threads = Integer.parseInt(args[3]);
        long begin = System.nanoTime();
        long done = args[0].equals("upload") ? table.upload(rows, threads) : table.download(rows, threads);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(Locale.ROOT, "%s: %d rows in %.2f s, %.0f rows/s%n", args[0], done, seconds, done / seconds);
        System.exit(0); // a thread of the SDK would let the process wait for ten seconds
    }

    private long upload(long rows, int threads) throws Exception {
        TableTunnel.UploadSession session = tunnel.createUploadSession(PROJECT, TABLE, true);
        long done = inThreads(rows, threads, (block, from, to) -> upload(session, block, to - from));
        session.commit();
        return done;
    }

    private static long upload(TableTunnel.UploadSession session, int block, long rows) throws Exception {
        byte[] digest = "sixteen bytes...".getBytes(StandardCharsets.UTF_8);
        Record record = session.newRecord();
        try (RecordWriter writer = session.openRecordWriter(block, new CompressOption())) {
            for (long id = 0; id < rows; id++) {
                record.set(0, id);
                record.set(1, "customer number 4711");
                record.set(2, "city 42");
                record.set(3, "plain text of some length");
                record.set(4, 123L);
                record.set(5, 1_767_225_600_000L);
                record.set(6, 1234.56);
                record.set(7, 0.123456789);
                record.set(8, true);
                record.set(9, new Binary(digest));
                writer.write(record);
            }
        }
        return rows;
    }

    private long download(long rows, int threads) throws Exception {
        TableTunnel.DownloadSession session =
                tunnel.buildDownloadSession(PROJECT, TABLE).build();
        return inThreads(rows, threads, (block, from, to) -> {
            long done = 0;
            try (TunnelRecordReader reader = session.openRecordReader(from, to - from)) {
                Record record = reader.read();
                while (record != null) {
                    done++;
                    record = reader.read(record);
                }
            }
            return done;
        });
    }

    /** Something done with the rows from one number to another. */
    private interface Work {
        long on(int block, long from, long to) throws Exception;
    }

    private static long inThreads(long rows, int threads, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Long>> parts = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int block = i;
                Callable<Long> part = () -> work.on(block, rows * block / threads, rows * (block + 1) / threads);
                parts.add(pool.submit(part));
            }
            long sum = 0;
            for (Future<Long> part : parts) {
                sum += part.get();
            }
            return sum;
        } finally {
            pool.shutdown();
        }
    }
}
