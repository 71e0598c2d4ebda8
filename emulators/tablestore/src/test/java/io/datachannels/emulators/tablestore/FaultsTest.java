package io.datachannels.emulators.tablestore;

import static io.datachannels.emulators.tablestore.Rows.TABLE;
import static io.datachannels.emulators.tablestore.Rows.assertRefused;
import static io.datachannels.emulators.tablestore.Rows.column;
import static io.datachannels.emulators.tablestore.Rows.get;
import static io.datachannels.emulators.tablestore.Rows.key;
import static io.datachannels.emulators.tablestore.Rows.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alicloud.openservices.tablestore.ClientException;
import com.alicloud.openservices.tablestore.SyncClient;
import com.alicloud.openservices.tablestore.model.BatchGetRowRequest;
import com.alicloud.openservices.tablestore.model.BatchWriteRowRequest;
import com.alicloud.openservices.tablestore.model.BatchWriteRowResponse;
import com.alicloud.openservices.tablestore.model.BulkImportRequest;
import com.alicloud.openservices.tablestore.model.BulkImportResponse;
import com.alicloud.openservices.tablestore.model.GetRangeRequest;
import com.alicloud.openservices.tablestore.model.MultiRowQueryCriteria;
import io.datachannels.emulators.http.Fault;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultsTest {
    @AutoClose
    private final RunningEmulator running = RunningEmulator.withTable();

    private final TablestoreEmulator emulator = running.emulator();
    private final SyncClient client = running.client();
    private final AtomicInteger calls = new AtomicInteger();

    @BeforeEach
    void countCalls() {
        emulator.faults().observe(operation -> calls.incrementAndGet());
    }

    @Test
    void throttledCallsAreRepeatedByTheSdk() {
        emulator.faults().add(Fault.of("PutRow", Fault.Kind.THROTTLE).times(2));
        put(client, key("a", 1), column("x", 1L));
        assertThat(calls).hasValue(3);
        assertThat(get(client, key("a", 1))).isNotNull();
    }

    @Test
    void errorsOfWritesAreNotRepeated() {
        emulator.faults().add(Fault.of("PutRow", Fault.Kind.ERROR).times(1));
        assertRefused(() -> put(client, key("a", 1)), 500, "OTSInternalServerError", "Internal server error.");
        assertThat(calls).hasValue(1);
        assertThat(get(client, key("a", 1))).isNull();
        emulator.faults().add(Fault.of("GetRow", Fault.Kind.ERROR).times(1));
        assertThat(get(client, key("a", 1))).isNull();
    }

    @Test
    void aLostAnswerLeavesTheRowWritten() {
        emulator.faults().add(Fault.of("PutRow", Fault.Kind.LOSE_ANSWER).times(1));
        assertThatThrownBy(() -> put(client, key("a", 1))).isInstanceOf(ClientException.class);
        assertThat(get(client, key("a", 1))).isNotNull();
        emulator.faults().add(Fault.of("PutRow", Fault.Kind.DROP).times(1));
        assertThatThrownBy(() -> put(client, key("a", 2))).isInstanceOf(ClientException.class);
        assertThat(get(client, key("a", 2))).isNull();
    }

    @Test
    void aTruncatedPageIsReadAgain() {
        for (int i = 0; i < 10; i++) {
            put(client, key("a", i), column("x", "y".repeat(1000)));
        }
        emulator.faults().add(Fault.of("GetRange", Fault.Kind.TRUNCATE).times(1));
        assertThat(client.getRange(new GetRangeRequest(Rows.range(Rows.first(), Rows.last())))
                        .getRows())
                .hasSize(10);
    }

    @Test
    void singleRowsOfBatchesAreRefused() {
        emulator.faults().add(Fault.of("BatchWriteRow", Fault.Kind.REFUSE_ROW).every(3));
        emulator.faults()
                .add(Fault.of("BulkImport", Fault.Kind.REFUSE_ROW).after(1).times(1));
        emulator.faults().add(Fault.of("BatchGetRow", Fault.Kind.REFUSE_ROW).times(1));
        BatchWriteRowRequest write = new BatchWriteRowRequest();
        BulkImportRequest bulk = new BulkImportRequest(TABLE);
        MultiRowQueryCriteria criteria = new MultiRowQueryCriteria(TABLE);
        criteria.setMaxVersions(1);
        for (int i = 0; i < 4; i++) {
            write.addRowChange(Rows.row(key("a", i)));
            bulk.addRowChange(Rows.row(key("b", i)));
            criteria.addRow(key("a", i));
        }
        assertThat(client.batchWriteRow(write).getRowStatus(TABLE))
                .extracting(BatchWriteRowResponse.RowResult::isSucceed)
                .containsExactly(true, true, false, true);
        BulkImportResponse imported = client.bulkImport(bulk);
        assertThat(imported.getRowResults().get(1).getError().getCode()).isEqualTo("OTSParameterInvalid");
        assertThat(imported.getRowResults().get(1).getError().getMessage()).isEqualTo("Refused as told.");
        assertThat(imported.getFailedRows()).hasSize(1);
        BatchGetRowRequest read = new BatchGetRowRequest();
        read.addMultiRowQueryCriteria(criteria);
        assertThat(client.batchGetRow(read).getFailedRows()).hasSize(1);
        assertThat(get(client, key("a", 2))).isNull();
        assertThat(get(client, key("a", 3))).isNotNull();
    }

    @Test
    void anyAnswerCanBeTold() {
        emulator.faults().add(Fault.parse("PutRow:error,code=OTSQuotaExhausted,status=403,message=Enough."));
        assertRefused(() -> put(client, key("a", 1)), 403, "OTSQuotaExhausted", "Enough.");
        assertThat(get(client, key("a", 1))).isNull();
        emulator.faults().add(Fault.parse("BulkImport:refuse-row,code=OTSTimeout"));
        BulkImportRequest bulk = new BulkImportRequest(TABLE);
        bulk.addRowChange(Rows.row(key("b", 1)));
        assertThat(client.bulkImport(bulk).getRowResults().get(0).getError().getCode())
                .isEqualTo("OTSTimeout");
    }

    @Test
    void everyCallMayWait() {
        emulator.faults().add(Fault.latency("*", Duration.ofMillis(30)));
        long start = System.nanoTime();
        client.listTable();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(30));
    }
}
