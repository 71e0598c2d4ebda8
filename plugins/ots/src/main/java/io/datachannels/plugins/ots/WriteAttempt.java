package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.TableStoreException;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TransientFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Rows on their way, to be tried until the service has taken or refused each. A try sends only those whose fate is open.
 */
final class WriteAttempt<C> {
    private final Access access;
    private final BiConsumer<WriteRequest.Pending<C>, ServiceError> refused;
    private Function<List<WriteRequest.Pending<C>>, WriteApi.Result> service;
    private List<WriteRequest.Pending<C>> open;

    /**
     * @param service sends rows and waits for the answer
     * @param refused takes each row that the service refuses for itself
     */
    WriteAttempt(
            Access access,
            List<WriteRequest.Pending<C>> rows,
            Function<List<WriteRequest.Pending<C>>, WriteApi.Result> service,
            BiConsumer<WriteRequest.Pending<C>, ServiceError> refused) {
        this.access = access;
        this.open = rows;
        this.service = service;
        this.refused = refused;
    }

    /** The rows whose fate is open. */
    List<WriteRequest.Pending<C>> open() {
        return open;
    }

    /** Another way to send what is open. */
    void goOnWith(Function<List<WriteRequest.Pending<C>>, WriteApi.Result> other) {
        service = other;
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

    private void settle(WriteApi.Result result) {
        if (result.errors().size() != open.size()) {
            throw new TransientFailure(
                    access + " answered for " + result.errors().size() + " of " + open.size() + " rows (request "
                            + result.requestId() + ")",
                    null);
        }
        List<WriteRequest.Pending<C>> again = new ArrayList<>();
        ServiceError worst = null;
        for (int i = 0; i < open.size(); i++) {
            ServiceError error = result.errors().get(i);
            if (error == null) {
                continue;
            }
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
