package io.datachannels.emulators.tablestore;

import static io.datachannels.emulators.tablestore.Rows.TABLE;
import static io.datachannels.emulators.tablestore.Rows.assertInvalid;
import static io.datachannels.emulators.tablestore.Rows.cells;
import static io.datachannels.emulators.tablestore.Rows.column;
import static io.datachannels.emulators.tablestore.Rows.get;
import static io.datachannels.emulators.tablestore.Rows.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.BatchWriteRowResponse;
import com.alicloud.openservices.tablestore.model.CapacityUnit;
import com.alicloud.openservices.tablestore.model.Condition;
import com.alicloud.openservices.tablestore.model.CreateTableRequest;
import com.alicloud.openservices.tablestore.model.GetRowRequest;
import com.alicloud.openservices.tablestore.model.PrimaryKey;
import com.alicloud.openservices.tablestore.model.PrimaryKeyOption;
import com.alicloud.openservices.tablestore.model.PrimaryKeyType;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.PutRowRequest;
import com.alicloud.openservices.tablestore.model.ReservedThroughput;
import com.alicloud.openservices.tablestore.model.ReturnType;
import com.alicloud.openservices.tablestore.model.RowExistenceExpectation;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import com.alicloud.openservices.tablestore.model.SingleRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.TableMeta;
import com.alicloud.openservices.tablestore.model.TableOptions;
import com.alicloud.openservices.tablestore.model.UpdateRowRequest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AutoIncrementTest {
    @AutoClose
    private final RunningEmulator running = RunningEmulator.empty();

    private final SyncClient client = running.client();

    @BeforeEach
    void createTable() {
        TableMeta meta = new TableMeta(TABLE);
        meta.addPrimaryKeyColumn("k", PrimaryKeyType.STRING);
        meta.addPrimaryKeyColumn("n", PrimaryKeyType.INTEGER, PrimaryKeyOption.AUTO_INCREMENT);
        CreateTableRequest request = new CreateTableRequest(meta, new TableOptions(-1, 1));
        request.setReservedThroughput(new ReservedThroughput(new CapacityUnit(0, 0)));
        client.createTable(request);
    }

    @Test
    void everyWayOfWritingReturnsTheKey() {
        List<PrimaryKey> keys = new ArrayList<>();
        RowPutChange put = placeholder("x");
        keys.add(client.putRow(new PutRowRequest(put)).getRow().getPrimaryKey());
        RowUpdateChange update = new RowUpdateChange(TABLE, put.getPrimaryKey());
        update.put("x", Rows.value("u"));
        update.setReturnType(ReturnType.RT_PK);
        keys.add(client.updateRow(new UpdateRowRequest(update)).getRow().getPrimaryKey());
        BatchWriteRowRequest batch = new BatchWriteRowRequest();
        for (int i = 0; i < 3; i++) {
            batch.addRowChange(placeholder("b" + i));
        }
        for (BatchWriteRowResponse.RowResult row : client.batchWriteRow(batch).getRowStatus(TABLE)) {
            assertThat(row.isSucceed()).isTrue();
            keys.add(row.getRow().getPrimaryKey());
        }
        List<Long> numbers = keys.stream()
                .map(each -> each.getPrimaryKeyColumn("n").getValue().asLong())
                .toList();
        assertThat(numbers).isSorted().doesNotHaveDuplicates().hasSize(5);
        assertThat(keys.stream().map(each -> cells(get(client, each)).get(0)))
                .containsExactly("x=x", "x=u", "x=b0", "x=b1", "x=b2");
    }

    @Test
    void aGivenNumberIsKept() {
        Rows.put(client, key("a", 7), column("x", 1L));
        assertThat(cells(get(client, key("a", 7)))).containsExactly("x=1");
    }

    @Test
    void placeholdersHaveNoPlaceInReadsAndConditions() {
        RowPutChange conditional = placeholder("x");
        conditional.setCondition(new Condition(RowExistenceExpectation.EXPECT_NOT_EXIST));
        assertInvalid(
                () -> client.putRow(new PutRowRequest(conditional)),
                "A row with an AUTO_INCREMENT primary key cannot have a condition.");
        SingleRowQueryCriteria criteria =
                new SingleRowQueryCriteria(TABLE, placeholder("x").getPrimaryKey());
        criteria.setMaxVersions(1);
        Rows.assertRefused(
                () -> client.getRow(new GetRowRequest(criteria)),
                400,
                "OTSInvalidPK",
                "Validate PK type fail. Input: VT_AUTO_INCREMENT, Meta: VT_INTEGER.");
    }

    private static RowPutChange placeholder(String x) {
        RowPutChange change =
                Rows.row(key(PrimaryKeyValue.fromString("a"), PrimaryKeyValue.AUTO_INCREMENT), column("x", x));
        change.setReturnType(ReturnType.RT_PK);
        return change;
    }
}
