package io.datachannels.emulators.tablestore;

import static io.datachannels.emulators.tablestore.Rows.TABLE;
import static io.datachannels.emulators.tablestore.Rows.assertInvalid;
import static io.datachannels.emulators.tablestore.Rows.column;
import static io.datachannels.emulators.tablestore.Rows.key;
import static io.datachannels.emulators.tablestore.Rows.put;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.BulkExportRequest;
import com.alicloud.openservices.tablestore.model.BulkExportResponse;
import com.alicloud.openservices.tablestore.model.DataBlockType;
import com.alicloud.openservices.tablestore.model.RangeIteratorParameter;
import com.alicloud.openservices.tablestore.model.tunnel.BulkExportQueryCriteria;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BulkExportTest {
    @AutoClose
    private final RunningEmulator running = RunningEmulator.withTable();

    private final SyncClient client = running.client();

    @Test
    void matrixIsTheDocumentedOne() {
        put(client, key("a", 1), column("s", "v"), column("other", true));
        byte[] block = bytes(export("k", "n", "s", "missing"));
        assertThat(HexFormat.of().formatHex(block))
                .isEqualTo("53524d302d00000026000000020000000200000001006b01006e01007307006d697373696e670a0103"
                        + "01000000020301000000610001000000000000000301000000760601ec");
    }

    @Test
    void noRowsAreAnEmptyBlock() {
        byte[] block = bytes(export("k", "n", "s"));
        assertThat(HexFormat.of().formatHex(block))
                .isEqualTo("53524d30240000001d000000020000000100000001006b01006e0100730a0103000000000102");
    }

    @Test
    void iteratorReadsEveryRowOverPages() {
        for (int i = 0; i < 25; i++) {
            put(client, key("a", i), column("i", (long) i), column("s", "x".repeat(300_000)));
        }
        BulkExportQueryCriteria criteria = criteria(DataBlockType.DBT_SIMPLE_ROW_MATRIX, "n", "s", "i");
        RangeIteratorParameter all = new RangeIteratorParameter(Rows.range(Rows.first(), Rows.last()));
        all.addColumnsToGet(new String[] {"n", "s", "i"});
        List<Long> numbers = new ArrayList<>();
        client.createBulkExportIterator(all)
                .forEachRemaining(
                        row -> numbers.add(row.getLatestColumn("i").getValue().asLong()));
        assertThat(numbers).hasSize(25).isSorted();
        assertThat(client.bulkExport(new BulkExportRequest(criteria)).getNextStartPrimaryKey())
                .isNotNull();
    }

    @Test
    void plainBufferIsServedToo() {
        put(client, key("a", 1), column("s", "v"));
        BulkExportResponse response =
                client.bulkExport(new BulkExportRequest(criteria(DataBlockType.DBT_PLAIN_BUFFER, "k", "n", "s")));
        assertThat(response.getDataBlockType()).isEqualTo(DataBlockType.DBT_PLAIN_BUFFER);
        assertThat(bytes(response)).startsWith(0x75, 0, 0, 0);
    }

    @Test
    void matrixNeedsAColumn() {
        assertInvalid(() -> export(), "DBT_SIMPLE_ROW_MATRIX need at least one column to get.");
    }

    private static byte[] bytes(BulkExportResponse response) {
        ByteBuffer rows = response.getRows().duplicate();
        byte[] bytes = new byte[rows.remaining()];
        rows.get(bytes);
        return bytes;
    }

    private BulkExportResponse export(String... columns) {
        return client.bulkExport(new BulkExportRequest(criteria(DataBlockType.DBT_SIMPLE_ROW_MATRIX, columns)));
    }

    private static BulkExportQueryCriteria criteria(DataBlockType type, String... columns) {
        BulkExportQueryCriteria criteria = new BulkExportQueryCriteria(TABLE);
        criteria.setInclusiveStartPrimaryKey(Rows.first());
        criteria.setExclusiveEndPrimaryKey(Rows.last());
        criteria.setDataBlockType(type);
        for (String column : columns) {
            criteria.addColumnsToGet(column);
        }
        return criteria;
    }
}
