package io.datachannels.emulators.tablestore;

import static io.datachannels.emulators.tablestore.Rows.TABLE;
import static io.datachannels.emulators.tablestore.Rows.assertInvalid;
import static io.datachannels.emulators.tablestore.Rows.assertRefused;
import static io.datachannels.emulators.tablestore.Rows.column;
import static io.datachannels.emulators.tablestore.Rows.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.ComputeSplitsBySizeRequest;
import com.alicloud.openservices.tablestore.model.ComputeSplitsBySizeResponse;
import com.alicloud.openservices.tablestore.model.DescribeTableRequest;
import com.alicloud.openservices.tablestore.model.GetRangeRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.Split;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class SplitPointsTest {
    private static final int UNIT = 1 << 20;

    @AutoClose
    private final RunningEmulator running = RunningEmulator.withTable();

    private final SyncClient client = running.client();

    @Test
    void anEmptyTableIsOneSplit() {
        List<Split> splits = splits(1, UNIT).getSplits();
        assertThat(splits).hasSize(1);
        assertThat(splits.get(0).getLowerBound().getPrimaryKeyColumn("k").getValue())
                .isEqualTo(PrimaryKeyValue.INF_MIN);
        assertThat(splits.get(0).getUpperBound().getPrimaryKeyColumn("n").getValue())
                .isEqualTo(PrimaryKeyValue.INF_MAX);
    }

    @Test
    void splitsAreAboutTheWantedSizeAndCoverEveryRowOnce() {
        String tenKilobytes = "x".repeat(10_000);
        List<String> keys = new ArrayList<>();
        BatchWriteRowRequest request = new BatchWriteRowRequest();
        for (int i = 0; i < 1000; i++) {
            String k = "k%04d".formatted(i / 2);
            keys.add(k + ":" + i);
            request.addRowChange(Rows.row(key(k, i), column("x", tenKilobytes)));
            if (request.getRowsCount() == 100) {
                assertThat(client.batchWriteRow(request).isAllSucceed()).isTrue();
                request = new BatchWriteRowRequest();
            }
        }
        List<Split> splits = splits(2, UNIT).getSplits();
        assertThat(splits).hasSizeBetween(5, 6);
        assertThat(splits(1, 100L * UNIT).getSplits()).hasSize(1);
        List<String> found = new ArrayList<>();
        for (Split split : splits) {
            List<String> rows = new ArrayList<>();
            com.alicloud.openservices.tablestore.model.RangeIteratorParameter range =
                    new com.alicloud.openservices.tablestore.model.RangeIteratorParameter(
                            Rows.range(split.getLowerBound(), split.getUpperBound()));
            client.createRangeIterator(range).forEachRemaining(row -> rows.add(Rows.keyText(row)));
            assertThat(rows).hasSizeLessThan(220);
            found.addAll(rows);
        }
        assertThat(found).isEqualTo(keys);
    }

    @Test
    void onePartitionKeyIsNeverCut() {
        for (int i = 0; i < 4; i++) {
            Rows.put(client, key("same", i), column("x", "x".repeat(1_000_000)));
        }
        assertThat(splits(1, UNIT).getSplits()).hasSize(1);
        assertThat(client.getRange(new GetRangeRequest(Rows.range(Rows.first(), Rows.last())))
                        .getRows())
                .hasSize(4);
    }

    @Test
    void partitionsAreSplitPoints() {
        TablestoreEmulator emulator = running.emulator();
        for (String at : List.of("k", "f", "m")) {
            emulator.splitPartition("inst", TABLE, PrimaryKeyValue.fromString(at));
        }
        assertThat(bounds()).containsExactly("f", "k", "m");
        for (int i = 0; i < 3; i++) {
            Rows.put(client, key("g", i), column("x", "x".repeat(1_000_000)));
            Rows.put(client, key("h" + i, i), column("x", "x".repeat(1_000_000)));
        }
        assertThat(bounds()).containsExactly("f", "h0", "h2", "k", "m");
        emulator.mergePartitions("inst", TABLE, PrimaryKeyValue.fromString("k"));
        emulator.mergePartitions("inst", TABLE, PrimaryKeyValue.fromString("f"));
        assertThat(bounds()).containsExactly("h0", "h2", "m");
        assertThat(client.describeTable(new DescribeTableRequest(TABLE)).getShardSplits())
                .hasSize(1);
        ComputeSplitsBySizeRequest limited = new ComputeSplitsBySizeRequest();
        limited.setTableName(TABLE);
        limited.setSplitSizeInByte(1, UNIT);
        limited.setSplitPointLimit(2);
        assertThat(client.computeSplitsBySize(limited).getSplits()).hasSize(3);
    }

    @Test
    void partitionsAreSplitAndMergedWhereTheyCanBe() {
        TablestoreEmulator emulator = running.emulator();
        PrimaryKeyValue at = PrimaryKeyValue.fromString("k");
        emulator.splitPartition("inst", TABLE, at);
        assertThatThrownBy(() -> emulator.splitPartition("inst", TABLE, at))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("partitions meet at this value already");
        assertThatThrownBy(() -> emulator.splitPartition("inst", TABLE, PrimaryKeyValue.fromLong(1)))
                .hasMessage("the first key column is of type VT_STRING, the value of type VT_INTEGER");
        emulator.mergePartitions("inst", TABLE, at);
        assertThatThrownBy(() -> emulator.mergePartitions("inst", TABLE, at))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no partitions meet at this value");
    }

    /** Where the pieces of a megabyte meet. */
    private List<String> bounds() {
        return splits(1, UNIT).getSplits().stream()
                .skip(1)
                .map(split -> split.getLowerBound()
                        .getPrimaryKeyColumn("k")
                        .getValue()
                        .asString())
                .toList();
    }

    @Test
    void refusesBadSizes() {
        assertInvalid(() -> splits(0, UNIT), "The split_size should be greater than 0.");
        assertInvalid(() -> splits(1, UNIT - 1), "The split_size_unit_in_byte should be greater equal than: 1048576");
        ComputeSplitsBySizeRequest missing = new ComputeSplitsBySizeRequest();
        missing.setTableName("missing");
        missing.setSplitSizeIn100MB(1);
        assertRefused(
                () -> client.computeSplitsBySize(missing), 404, "OTSObjectNotExist", "Requested table does not exist.");
    }

    private ComputeSplitsBySizeResponse splits(long size, long unit) {
        ComputeSplitsBySizeRequest request = new ComputeSplitsBySizeRequest();
        request.setTableName(TABLE);
        request.setSplitSizeInByte(size, unit);
        return client.computeSplitsBySize(request);
    }
}
