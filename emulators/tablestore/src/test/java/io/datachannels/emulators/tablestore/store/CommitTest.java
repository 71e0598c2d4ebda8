package io.datachannels.emulators.tablestore.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.CapacityUnit;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.DescribeTableResponse;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.PrimaryKeyType;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.ReservedThroughputDetails;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.StreamDetails;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TableMeta;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi.TableOptions;
import io.datachannels.emulators.tablestore.plainbuffer.Cell;
import io.datachannels.emulators.tablestore.plainbuffer.KeyOrder;
import io.datachannels.emulators.tablestore.plainbuffer.LittleEndian;
import io.datachannels.emulators.tablestore.plainbuffer.Row;
import io.datachannels.emulators.tablestore.plainbuffer.Value;
import io.datachannels.emulators.tablestore.rows.ChangeRecord;
import io.datachannels.emulators.tablestore.rows.RowMerge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a commit saves of a table with a stream. The process that is killed never acknowledges: the log reaches its file with the
 * commits alone, and whatever a commit saved beyond it shows.
 */
class CommitTest {
    private static final int ROWS = 5_000;

    /** So many that some are suspended in the midst of a change at any time. */
    private static final int THREADS = 32;

    @TempDir
    Path folder;

    @Test
    void aCommitSavesBothARowAndItsRecordOrNeither() throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CommitTest.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        assertThat(writer.getInputStream().read()).isEqualTo('c');
        writer.destroyForcibly();
        writer.onExit().orTimeout(30, TimeUnit.SECONDS).join();
        try (Store store = Store.open(folder, Clock.systemUTC())) {
            Table table = store.table("i", "t");
            Map<byte[], byte[]> rows = new TreeMap<>(Arrays::compareUnsigned);
            table.scan(new byte[0], KeyOrder.encode(Value.MAXIMUM), false, (key, row) -> rows.put(key, row) == null);
            assertThat(rows).hasSizeGreaterThan(ROWS / 2);
            Map<byte[], byte[]> applied = new TreeMap<>(Arrays::compareUnsigned);
            long shard = table.definition().shards().all().get(0).number();
            table.records(shard, Sequence.at(0), (place, record) -> {
                int from = ChangeRecord.rowFrom(record);
                byte[] content = Arrays.copyOfRange(record, from, record.length);
                applied.put(key(number(content)), content);
                return true;
            });
            assertThat(applied.keySet()).containsExactlyElementsOf(rows.keySet());
            applied.forEach((key, record) -> assertThat(sum(record)).isEqualTo(sum(rows.get(key))));
        }
    }

    /** The number in the key, which comes first among the row's cells: header, row tag, cell tag, name k, value head. */
    private static long number(byte[] plainBuffer) {
        return LittleEndian.getLong(plainBuffer, 4 + 1 + 1 + 1 + 4 + 1 + 1 + 4 + 1);
    }

    /** The checksum that ends both a stored row and its record, which the place in the stream does not enter. */
    private static byte sum(byte[] row) {
        return row[row.length - 1];
    }

    private static byte[] key(long number) {
        return KeyOrder.encode(Value.of(number));
    }

    /** Writes without end and says so with a letter once there have been some commits. */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]);
        Store store = Store.open(folder, Clock.systemUTC());
        store.create("i", new TableDefinition(description(), Shards.NONE.opened(List.of(new byte[0]), 1), null));
        Table table = store.table("i", "t");
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < THREADS; t++) {
            int first = t;
            threads.add(new Thread(() -> {
                for (long i = first; ; i += THREADS) {
                    table.change(key(i % ROWS), new Put(i));
                }
            }));
        }
        threads.forEach(Thread::start);
        while (!Files.exists(folder.resolve("log.4"))) {
            Thread.onSpinWait();
        }
        System.out.print('c');
        System.out.flush();
    }

    private static DescribeTableResponse description() {
        return DescribeTableResponse.newBuilder()
                .setTableMeta(TableMeta.newBuilder()
                        .setTableName("t")
                        .addPrimaryKey(
                                PrimaryKeySchema.newBuilder().setName("k").setType(PrimaryKeyType.INTEGER)))
                .setReservedThroughputDetails(ReservedThroughputDetails.newBuilder()
                        .setCapacityUnit(CapacityUnit.getDefaultInstance())
                        .setLastIncreaseTime(0))
                .setTableOptions(TableOptions.newBuilder().setTimeToLive(-1).setMaxVersions(1))
                .setStreamDetails(StreamDetails.newBuilder()
                        .setEnableStream(true)
                        .setStreamId("t_1")
                        .setExpirationTime(1))
                .build();
    }

    /** Puts the row with that number, modulo the rows, and the number in a column. */
    private record Put(long i) implements Table.Change {
        @Override
        public boolean isBlind() {
            return true;
        }

        @Override
        public byte[] apply(byte[] before) {
            Row row = new Row(List.of(Cell.put("k", Value.of(i % ROWS))), List.of(Cell.put("x", Value.of(i))), false);
            return new RowMerge(i, Long.MIN_VALUE, 1).put(row);
        }

        @Override
        public byte[] record(byte[] before, byte[] after, TableDefinition definition) {
            return ChangeRecord.put(after, new byte[0]);
        }
    }
}
