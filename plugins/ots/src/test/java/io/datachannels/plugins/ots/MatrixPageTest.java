package io.datachannels.plugins.ots;

import static com.alicloud.openservices.tablestore.model.PrimaryKeyType.STRING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.core.protocol.PlainBufferCrc8;
import com.alicloud.openservices.tablestore.model.BulkExportResponse;
import com.alicloud.openservices.tablestore.model.CapacityUnit;
import com.alicloud.openservices.tablestore.model.ConsumedCapacity;
import com.alicloud.openservices.tablestore.model.DataBlockType;
import com.alicloud.openservices.tablestore.model.PrimaryKeySchema;
import com.alicloud.openservices.tablestore.model.Response;
import io.datachannels.spi.Batch;
import io.datachannels.testkit.TestTask;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MatrixPageTest {
    /** The service's answer for the columns k, n, s, missing and the row a, 1, v, null. */
    private static final String ONE_ROW =
            "53524d302d00000026000000020000000200000001006b01006e01007307006d697373696e670a01030100"
                    + "0000020301000000610001000000000000000301000000760601ec";

    private static final String NO_ROW = "53524d30240000001d000000020000000100000001006b01006e0100730a0103000000000102";

    private final Projection projection = new Projection(
            List.of(ReadColumn.named("s"), ReadColumn.named("missing"), ReadColumn.named("k"), ReadColumn.named("n")),
            List.of(new PrimaryKeySchema("k", STRING)),
            false);

    private final TestTask task = TestTask.first();

    private MatrixPage page(byte[] block) {
        BulkExportResponse response =
                new BulkExportResponse(new Response(), new ConsumedCapacity(new CapacityUnit(0, 0)));
        response.setRows(ByteBuffer.wrap(block).asReadOnlyBuffer());
        response.setDataBlockType(DataBlockType.DBT_SIMPLE_ROW_MATRIX);
        return new MatrixPage(response, projection, task);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    @Test
    void readsTheBlocksOfTheProtocol() {
        Batch batch = new Batch(projection.schema(), Long.MAX_VALUE, home -> {});
        batch.reuse();
        MatrixPage page = page(bytes(ONE_ROW));
        assertThat(page.progress()).isZero();
        page.add(batch.builder());
        assertThat(page.hasRows()).isFalse();
        assertThat(page.progress()).isEqualTo(1);
        assertThat(batch.rows()).isEqualTo(1);
        assertThat(batch.row(0).textAt(0)).isEqualTo("v");
        assertThat(batch.row(0).isNull(1)).isTrue();
        assertThat(batch.row(0).textAt(2)).isEqualTo("a");
        assertThat(batch.row(0).longAt(3)).isEqualTo(1);
        assertThat(page(bytes(NO_ROW)).hasRows()).isFalse();
    }

    @Test
    void aRowWithBytesThatAreNoTextIsSetAside() {
        byte[] block = bytes(ONE_ROW);
        block[block.length - 4] = (byte) 0xFF;
        block[block.length - 1] = (byte) Crc8.of(0, block, 0, block.length - 1);
        Batch batch = new Batch(projection.schema(), Long.MAX_VALUE, home -> {});
        batch.reuse();
        MatrixPage page = page(block);
        page.add(batch.builder());
        assertThat(page.hasRows()).isFalse();
        assertThat(batch.rows()).isZero();
        assertThat(task.rejected())
                .containsExactly(new TestTask.Rejected(
                        "k=a", "s", "\uFFFD", "has bytes that are no characters in the source's encoding"));
    }

    @Test
    void noticesEveryDamagedByteAndEveryCut() {
        byte[] block = bytes(ONE_ROW);
        for (int i = 0; i < block.length; i++) {
            byte[] damaged = block.clone();
            damaged[i] ^= 0x40;
            assertThatThrownBy(() -> page(damaged)).isInstanceOf(MatrixPage.BrokenException.class);
        }
        for (int length = 0; length < block.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(block, length);
            assertThatThrownBy(() -> page(cut)).isInstanceOf(MatrixPage.BrokenException.class);
        }
    }

    @Test
    void calculatesTheServicesChecksum() {
        assertThat((byte) Crc8.of(0, "123456789".getBytes(StandardCharsets.US_ASCII), 0, 9))
                .isEqualTo((byte) 0xF4);
        Random random = new Random(1);
        for (int length = 0; length < 100; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            assertThat((byte) Crc8.of(0, bytes, 0, length)).isEqualTo(PlainBufferCrc8.crc8((byte) 0, bytes));
        }
    }
}
