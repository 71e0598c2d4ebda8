package io.datachannels.emulators.tablestore;

import static io.datachannels.emulators.tablestore.Rows.TABLE;
import static io.datachannels.emulators.tablestore.Rows.assertInvalid;
import static io.datachannels.emulators.tablestore.Rows.cells;
import static io.datachannels.emulators.tablestore.Rows.column;
import static io.datachannels.emulators.tablestore.Rows.get;
import static io.datachannels.emulators.tablestore.Rows.key;
import static io.datachannels.emulators.tablestore.Rows.put;
import static io.datachannels.emulators.tablestore.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.BatchGetRowRequest;
import com.alicloud.openservices.tablestore.model.BatchGetRowResponse;
import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.BatchWriteRowResponse;
import com.alicloud.openservices.tablestore.model.BulkImportRequest;
import com.alicloud.openservices.tablestore.model.BulkImportResponse;
import com.alicloud.openservices.tablestore.model.Condition;
import com.alicloud.openservices.tablestore.model.MultiRowQueryCriteria;
import com.alicloud.openservices.tablestore.model.PrimaryKeyBuilder;
import com.alicloud.openservices.tablestore.model.PrimaryKeyValue;
import com.alicloud.openservices.tablestore.model.RowDeleteChange;
import com.alicloud.openservices.tablestore.model.RowExistenceExpectation;
import com.alicloud.openservices.tablestore.model.RowPutChange;
import com.alicloud.openservices.tablestore.model.RowUpdateChange;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BatchTest {
    /** The text with which a row is half of the largest request: beside it there are k, a, n with 8 bytes, and x. */
    private static final int HALF = (2 << 20) - 12;

    @AutoClose
    private final RunningEmulator running = RunningEmulator.withTable();

    private final SyncClient client = running.client();

    @Test
    void writesAllThreeKindsAcrossTables() {
        Rows.createTable(client, "u", new com.alicloud.openservices.tablestore.model.TableOptions(-1, 1));
        put(client, key("a", 1), column("x", 1L));
        put(client, key("a", 2), column("x", 1L));
        BatchWriteRowRequest request = new BatchWriteRowRequest();
        request.addRowChange(row(key("a", 0), column("x", 5L)));
        RowUpdateChange update = new RowUpdateChange(TABLE, key("a", 1));
        update.put("y", Rows.value(2L));
        request.addRowChange(update);
        request.addRowChange(new RowDeleteChange(TABLE, key("a", 2)));
        request.addRowChange(new RowPutChange("u", key("a", 0)));
        BatchWriteRowResponse response = client.batchWriteRow(request);
        assertThat(response.isAllSucceed()).isTrue();
        assertThat(response.getRowStatus(TABLE)).hasSize(3);
        assertThat(response.getRowStatus("u")).hasSize(1);
        assertThat(cells(get(client, key("a", 0)))).containsExactly("x=5");
        assertThat(cells(get(client, key("a", 1)))).containsExactly("x=1", "y=2");
        assertThat(get(client, key("a", 2))).isNull();
    }

    @Test
    void aRowThatFailsLeavesTheOthersAlone() {
        put(client, key("a", 1));
        RowPutChange fails = row(key("a", 1));
        fails.setCondition(new Condition(RowExistenceExpectation.EXPECT_NOT_EXIST));
        RowPutChange badType = new RowPutChange(
                TABLE,
                PrimaryKeyBuilder.createPrimaryKeyBuilder()
                        .addPrimaryKeyColumn("k", PrimaryKeyValue.fromString("a"))
                        .addPrimaryKeyColumn("n", PrimaryKeyValue.fromString("b"))
                        .build());
        BatchWriteRowRequest request = new BatchWriteRowRequest();
        request.addRowChange(row(key("a", 0)));
        request.addRowChange(fails);
        request.addRowChange(badType);
        request.addRowChange(row(key("a", 3)));
        request.addRowChange(new RowPutChange("missing", key("a", 3)));
        BatchWriteRowResponse response = client.batchWriteRow(request);
        List<BatchWriteRowResponse.RowResult> rows = response.getRowStatus(TABLE);
        assertThat(rows)
                .extracting(BatchWriteRowResponse.RowResult::isSucceed)
                .containsExactly(true, false, false, true);
        assertThat(rows.get(1).getError().getCode()).isEqualTo("OTSConditionCheckFail");
        assertThat(rows.get(1).getError().getMessage()).isEqualTo("Condition check failed.");
        assertThat(rows.get(2).getError().getCode()).isEqualTo("OTSInvalidPK");
        assertThat(rows.get(2).getError().getMessage())
                .isEqualTo("Validate PK type fail. Input: VT_STRING, Meta: VT_INTEGER.");
        assertThat(response.getRowStatus("missing").get(0).getError().getCode()).isEqualTo("OTSObjectNotExist");
        assertThat(get(client, key("a", 3))).isNotNull();
    }

    @Test
    void repeatedRowsAreAppliedInOrderButNotWithConditions() {
        BatchWriteRowRequest request = new BatchWriteRowRequest();
        request.addRowChange(row(key("a", 0), column("x", 1L)));
        request.addRowChange(row(key("a", 0), column("x", 2L)));
        assertThat(client.batchWriteRow(request).isAllSucceed()).isTrue();
        assertThat(cells(get(client, key("a", 0)))).containsExactly("x=2");
        RowPutChange conditional = row(key("a", 0));
        conditional.setCondition(new Condition(RowExistenceExpectation.EXPECT_EXIST));
        request.addRowChange(conditional);
        assertInvalid(
                () -> client.batchWriteRow(request),
                "Repeated rows do not support row exist expectation check in BatchModify.");
    }

    @Test
    void limitsOfBatchWrite() {
        client.batchWriteRow(batchWrite(200, 1));
        assertInvalid(() -> client.batchWriteRow(batchWrite(201, 1)), "Rows count exceeds the upper limit: 200.");
        assertThat(get(client, key("a", 200))).isNull();
        client.batchWriteRow(batchWrite(2, HALF));
        assertInvalid(
                () -> client.batchWriteRow(batchWrite(2, HALF + 1)),
                "The total data size of BatchWriteRow request exceeds the limit, limit size: 4194304, data size: 4194306");
        assertInvalid(() -> client.batchWriteRow(new BatchWriteRowRequest()), "No row is specified in BatchWriteRow.");
    }

    @Test
    void limitsOfBulkImport() {
        assertThat(client.bulkImport(bulkImport(200, 1)).isAllSucceed()).isTrue();
        assertInvalid(() -> client.bulkImport(bulkImport(201, 1)), "Rows count exceeds the upper limit: 200.");
        assertThat(get(client, key("a", 200))).isNull();
        assertThat(client.bulkImport(bulkImport(2, HALF)).isAllSucceed()).isTrue();
        assertInvalid(
                () -> client.bulkImport(bulkImport(2, HALF + 1)),
                "The total data size of BulkImport request exceeds the limit, limit size: 4194304, data size: 4194306");
    }

    private static BatchWriteRowRequest batchWrite(int rows, int length) {
        BatchWriteRowRequest request = new BatchWriteRowRequest();
        rows(rows, length).forEach(request::addRowChange);
        return request;
    }

    private static BulkImportRequest bulkImport(int rows, int length) {
        BulkImportRequest request = new BulkImportRequest(TABLE);
        rows(rows, length).forEach(request::addRowChange);
        return request;
    }

    private static List<RowPutChange> rows(int count, int length) {
        String text = "y".repeat(length);
        return IntStream.range(0, count)
                .mapToObj(i -> row(key("a", i), column("x", text)))
                .toList();
    }

    @Test
    void readsManyRowsInTheOrderAsked() {
        for (int i = 0; i < 5; i++) {
            put(client, key("a", i), column("x", (long) i), column("y", "no"));
        }
        MultiRowQueryCriteria criteria = new MultiRowQueryCriteria(TABLE);
        criteria.setMaxVersions(1);
        criteria.addColumnsToGet("x");
        for (int i : new int[] {4, 9, 0}) {
            criteria.addRow(key("a", i));
        }
        MultiRowQueryCriteria missing = new MultiRowQueryCriteria("missing");
        missing.setMaxVersions(1);
        missing.addRow(key("a", 1));
        BatchGetRowRequest request = new BatchGetRowRequest();
        request.addMultiRowQueryCriteria(criteria);
        request.addMultiRowQueryCriteria(missing);
        BatchGetRowResponse response = client.batchGetRow(request);
        List<BatchGetRowResponse.RowResult> rows = response.getBatchGetRowResult(TABLE);
        assertThat(rows).allMatch(BatchGetRowResponse.RowResult::isSucceed);
        assertThat(cells(rows.get(0).getRow())).containsExactly("x=4");
        assertThat(rows.get(1).getRow()).isNull();
        assertThat(cells(rows.get(2).getRow())).containsExactly("x=0");
        assertThat(response.getBatchGetRowResult("missing").get(0).getError().getCode())
                .isEqualTo("OTSObjectNotExist");
    }

    @Test
    void limitsOfBatchGet() {
        MultiRowQueryCriteria criteria = new MultiRowQueryCriteria(TABLE);
        criteria.setMaxVersions(1);
        for (int i = 0; i <= 100; i++) {
            criteria.addRow(key("a", i));
        }
        BatchGetRowRequest request = new BatchGetRowRequest();
        request.addMultiRowQueryCriteria(criteria);
        assertInvalid(() -> client.batchGetRow(request), "Rows count exceeds the upper limit: 100.");
        MultiRowQueryCriteria twice = new MultiRowQueryCriteria(TABLE);
        twice.setMaxVersions(1);
        twice.addRow(key("a", 1));
        twice.addRow(key("a", 1));
        BatchGetRowRequest repeated = new BatchGetRowRequest();
        repeated.addMultiRowQueryCriteria(twice);
        assertInvalid(() -> client.batchGetRow(repeated), "Duplicate rows detected in MultiGet.");
    }

    @Test
    void bulkImportAnswersPerRow() {
        put(client, key("a", 2), column("x", 1L));
        BulkImportRequest request = new BulkImportRequest(TABLE);
        request.addRowChange(row(key("a", 1), column("x", 7L)));
        request.addRowChange(new RowDeleteChange(TABLE, key("a", 2)));
        RowUpdateChange update = new RowUpdateChange(TABLE, key("a", 3));
        update.put("x", Rows.value(9L));
        request.addRowChange(update);
        BulkImportResponse response = client.bulkImport(request);
        assertThat(response.isAllSucceed()).isTrue();
        assertThat(response.getRowResults()).hasSize(3);
        assertThat(cells(get(client, key("a", 1)))).containsExactly("x=7");
        assertThat(get(client, key("a", 2))).isNull();
        assertThat(cells(get(client, key("a", 3)))).containsExactly("x=9");
        BulkImportRequest missing = new BulkImportRequest("missing");
        missing.addRowChange(new RowPutChange("missing", key("a", 1)));
        assertThat(client.bulkImport(missing).getRowResults().get(0).getError().getCode())
                .isEqualTo("OTSObjectNotExist");
    }
}
