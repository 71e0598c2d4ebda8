package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.model.BatchWriteRowResponse;
import com.alicloud.openservices.tablestore.model.BatchWriteRowResponse.RowResult;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TransientFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;

/**
 * Rows on their way, to be tried until the service has taken or refused each. A try sends only those whose fate is open.
 */
final class WriteAttempt {
    private final OtsClient client;
    private final String table;
    private final BiConsumer<WriteRequest.Pending, ServiceError> refused;
    private List<WriteRequest.Pending> open;
    private Future<BatchWriteRowResponse> underWay;

    /**
     * @param underWay the answer to come of a first try that was sent already, or null
     * @param refused takes each row that the service refuses for itself
     */
    WriteAttempt(
            OtsClient client,
            String table,
            List<WriteRequest.Pending> rows,
            Future<BatchWriteRowResponse> underWay,
            BiConsumer<WriteRequest.Pending, ServiceError> refused) {
        this.client = client;
        this.table = table;
        this.open = rows;
        this.underWay = underWay;
        this.refused = refused;
    }

    /** The rows whose fate is open. */
    List<WriteRequest.Pending> open() {
        return open;
    }

    /**
     * One try.
     *
     * @return null if every row has its fate, or why the service refused all of the rows, though maybe only one is to blame
     * @throws TransientFailure if rows are left that another try may write
     * @throws JobFailure if no row can be written
     */
    ServiceError run() {
        Future<BatchWriteRowResponse> answer =
                underWay == null ? client.batchWrite(WriteRequest.message(open)) : underWay;
        underWay = null;
        BatchWriteRowResponse response;
        try {
            response = client.await(answer);
        } catch (JobFailure e) {
            if (e.getCause() instanceof TableStoreException refusal
                    && ServiceError.of(refusal).kind() == ServiceError.Kind.ROW) {
                return ServiceError.of(refusal);
            }
            throw e;
        }
        settle(response);
        return null;
    }

    private void settle(BatchWriteRowResponse response) {
        List<RowResult> results = response.getRowStatus(table);
        if (results == null || results.size() != open.size()) {
            throw new TransientFailure(
                    client.access() + " answered for " + (results == null ? 0 : results.size()) + " of " + open.size()
                            + " rows (request " + response.getRequestId() + ")",
                    null);
        }
        List<WriteRequest.Pending> again = new ArrayList<>();
        ServiceError worst = null;
        for (int i = 0; i < results.size(); i++) {
            RowResult result = results.get(i);
            if (result.isSucceed()) {
                continue;
            }
            ServiceError error = new ServiceError(
                    String.valueOf(result.getError().getCode()),
                    String.valueOf(result.getError().getMessage()),
                    response.getRequestId(),
                    0);
            if (error.kind() == ServiceError.Kind.ROW) {
                refused.accept(open.get(i), error);
            } else {
                again.add(open.get(i));
                worst = worst == null || error.kind().compareTo(worst.kind()) > 0 ? error : worst;
            }
        }
        open = again;
        if (worst != null) {
            throw worst.failure(client.access(), null);
        }
    }
}
