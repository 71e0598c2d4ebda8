package io.datachannels.plugins.ots;

import static io.datachannels.plugins.ots.ServiceError.Kind.JOB;
import static io.datachannels.plugins.ots.ServiceError.Kind.ROW;
import static io.datachannels.plugins.ots.ServiceError.Kind.THROTTLED;
import static io.datachannels.plugins.ots.ServiceError.Kind.TRANSIENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.datachannels.emulators.http.Refusal;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TransientFailure;
import io.datachannels.testkit.TestTask;
import java.util.stream.Stream;

/** A documented answer of the service and what is to be done about it. */
record ServiceCode(String code, int status, String message, ServiceError.Kind kind) {
    /** Every documented code; those whose message matters with each. */
    static Stream<ServiceCode> all() {
        return Stream.of(
                told("OTSServerBusy", 503, THROTTLED),
                told("OTSNotEnoughCapacityUnit", 403, THROTTLED),
                told("OTSCapacityUnitExhausted", 403, THROTTLED),
                told("OTSFlowControl", 429, THROTTLED),
                new ServiceCode("OTSQuotaExhausted", 403, "Too frequent table operations.", THROTTLED),
                new ServiceCode("OTSQuotaExhausted", 403, "Number of tables exceeds the quota:64.", JOB),
                told("OTSTableNotReady", 404, TRANSIENT),
                told("OTSPartitionUnavailable", 503, TRANSIENT),
                told("OTSRowOperationConflict", 409, TRANSIENT),
                told("OTSTimeout", 503, TRANSIENT),
                told("OTSRequestTimeout", 408, TRANSIENT),
                told("OTSInternalServerError", 500, TRANSIENT),
                told("OTSServerUnavailable", 503, TRANSIENT),
                told("OTSTunnelServerUnavailable", 503, TRANSIENT),
                told("OTSParameterInvalid", 400, ROW),
                new ServiceCode("OTSParameterInvalid", 400, "Unsupported operation: 'BulkImport'.", JOB),
                told("OTSInvalidPK", 400, ROW),
                told("OTSOutOfRowSizeLimit", 400, ROW),
                told("OTSOutOfColumnCountLimit", 400, ROW),
                told("OTSConditionCheckFail", 403, ROW),
                told("OTSRequestBodyTooLarge", 413, ROW),
                told("OTSDataOutOfRange", 400, ROW),
                told("OTSAuthFailed", 403, JOB),
                told("OTSNoPermissionAccess", 403, JOB),
                told("OTSPermissionDenied", 403, JOB),
                told("OTSTooFrequentReservedThroughputAdjustment", 403, JOB),
                told("OTSObjectNotExist", 404, JOB),
                told("OTSTrimmedDataAccess", 404, JOB),
                told("OTSMethodNotAllowed", 405, JOB),
                told("OTSObjectAlreadyExist", 409, JOB),
                told("OTSTunnelExist", 409, JOB),
                told("OTSResourceGone", 410, JOB),
                told("OTSTunnelExpired", 400, JOB),
                told("OTSSequenceNumberNotMatch", 400, JOB),
                told("OTSSessionNotExist", 404, JOB));
    }

    static Stream<ServiceCode> oneOfEachKind() {
        return Stream.of(ServiceError.Kind.values())
                .map(kind -> all().filter(each -> each.kind == kind).findFirst().orElseThrow());
    }

    private static ServiceCode told(String code, int status, ServiceError.Kind kind) {
        return new ServiceCode(code, status, "As told.", kind);
    }

    boolean isPassing() {
        return kind == THROTTLED || kind == TRANSIENT;
    }

    /** That it ended a task: at once, or after it was asked again and again. */
    void assertFailure(String operation, Throwable failure, TestTask task) {
        assertThat(failure)
                .isInstanceOf(isPassing() ? TransientFailure.class : JobFailure.class)
                .hasMessageContaining(code + ": " + message + " (request ");
        if (failure instanceof TransientFailure passing) {
            assertThat(passing.isThrottled()).isEqualTo(kind == THROTTLED);
            assertThat(task.retried()).hasSize(4).containsOnly(operation);
        } else {
            assertThat(((JobFailure) failure).action()).isNotBlank();
            assertThat(task.retried()).isEmpty();
        }
    }

    /** That a row was set aside for it. */
    void assertReason(TestTask.Rejected row) {
        assertThat(row.reason()).startsWith(code + ": " + message + " (request ");
    }

    Refusal refusal() {
        return new Refusal(status, code, message);
    }
}
