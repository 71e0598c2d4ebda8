package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.model.BatchWriteRowResponse;
import com.alicloud.openservices.tablestore.model.BatchWriteRowResponse.RowResult;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TransientFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Rows on their way, to be tried until the service has taken or refused each. A try sends only those whose fate is open.
 */
final class WriteAttempt {
    private final Access access;
    private final String table;
    private final Function<List<WriteRequest.Pending>, BatchWriteRowResponse> service;
    private final BiConsumer<WriteRequest.Pending, ServiceError> refused;
    private List<WriteRequest.Pending> open;

    /**
     * @param service sends rows and waits for the answer
     * @param refused takes each row that the service refuses for itself
     */
    WriteAttempt(
            Access access,
            String table,
            List<WriteRequest.Pending> rows,
            Function<List<WriteRequest.Pending>, BatchWriteRowResponse> service,
            BiConsumer<WriteRequest.Pending, ServiceError> refused) {
        this.access = access;
        this.table = table;
        this.open = rows;
        this.service = service;
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
        try {
            settle(service.apply(open));
            return null;
        } catch (JobFailure e) {
            if (e.getCause() instanceof TableStoreException refusal
                    && ServiceError.of(refusal).kind() == ServiceError.Kind.ROW) {
                return ServiceError.of(refusal);
            }
            throw e;
        }
    }

    private void settle(BatchWriteRowResponse response) {
        List<RowResult> results = response.getRowStatus(table);
        if (results == null || results.size() != open.size()) {
            throw new TransientFailure(
                    access + " answered for " + (results == null ? 0 : results.size()) + " of " + open.size()
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
            throw worst.failure(access, null);
        }
    }
}
