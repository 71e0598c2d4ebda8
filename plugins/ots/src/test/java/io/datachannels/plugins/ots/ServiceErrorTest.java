package io.datachannels.plugins.ots;

import static org.assertj.core.api.Assertions.assertThat;

import com.alicloud.openservices.tablestore.ClientException;
import com.alicloud.openservices.tablestore.TableStoreException;
import io.datachannels.spi.Failure;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TransientFailure;
import io.datachannels.spi.config.SecretText;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceErrorTest {
    private static final Access ACCESS = new Access("http://h", "inst", "me", new SecretText("s"), null, 1, 1);

    @Test
    void takesAnyAnswerOfABrokenServerForPassing() {
        assertThat(kind("OTSSomethingNew", "", 500)).isEqualTo(ServiceError.Kind.TRANSIENT);
        assertThat(kind("OTSSomethingNew", "", 503)).isEqualTo(ServiceError.Kind.TRANSIENT);
        assertThat(kind("OTSSomethingNew", "", 429)).isEqualTo(ServiceError.Kind.THROTTLED);
        assertThat(kind("OTSSomethingNew", "", 400)).isEqualTo(ServiceError.Kind.JOB);
    }

    @ParameterizedTest
    @CsvSource({
        "OTSServerBusy, 503, THROTTLED",
        "OTSNotEnoughCapacityUnit, 403, THROTTLED",
        "OTSCapacityUnitExhausted, 403, THROTTLED",
        "OTSFlowControl, 429, THROTTLED",
        "OTSTableNotReady, 404, TRANSIENT",
        "OTSPartitionUnavailable, 503, TRANSIENT",
        "OTSRowOperationConflict, 409, TRANSIENT",
        "OTSTimeout, 503, TRANSIENT",
        "OTSRequestTimeout, 408, TRANSIENT",
        "OTSInternalServerError, 500, TRANSIENT",
        "OTSServerUnavailable, 503, TRANSIENT",
        "OTSTunnelServerUnavailable, 503, TRANSIENT",
        "OTSParameterInvalid, 400, ROW",
        "OTSInvalidPK, 400, ROW",
        "OTSOutOfRowSizeLimit, 400, ROW",
        "OTSOutOfColumnCountLimit, 400, ROW",
        "OTSConditionCheckFail, 403, ROW",
        "OTSRequestBodyTooLarge, 413, ROW",
        "OTSDataOutOfRange, 400, ROW",
        "OTSAuthFailed, 403, JOB",
        "OTSNoPermissionAccess, 403, JOB",
        "OTSPermissionDenied, 403, JOB",
        "OTSTooFrequentReservedThroughputAdjustment, 403, JOB",
        "OTSObjectNotExist, 404, JOB",
        "OTSTrimmedDataAccess, 404, JOB",
        "OTSMethodNotAllowed, 405, JOB",
        "OTSObjectAlreadyExist, 409, JOB",
        "OTSTunnelExist, 409, JOB",
        "OTSResourceGone, 410, JOB",
        "OTSTunnelExpired, 400, JOB",
        "OTSSequenceNumberNotMatch, 400, JOB",
        "OTSSessionNotExist, 404, JOB"
    })
    void knowsEveryCodeOfTheService(String code, int status, ServiceError.Kind kind) {
        assertThat(kind(code, "", status)).isEqualTo(kind);
    }

    @Test
    void aQuotaMayBeOneOfSpeed() {
        assertThat(kind("OTSQuotaExhausted", "Too frequent table operations.", 403))
                .isEqualTo(ServiceError.Kind.THROTTLED);
        assertThat(kind("OTSQuotaExhausted", "Number of tables exceeds the quota:64.", 403))
                .isEqualTo(ServiceError.Kind.JOB);
    }

    @Test
    void keepsCodeAndRequestId() {
        Failure failure = ServiceError.failureOf(
                ACCESS, new TableStoreException("Server is busy.", null, "OTSServerBusy", "r-7", 503));
        assertThat(failure)
                .isInstanceOf(TransientFailure.class)
                .hasMessage("instance inst at http://h answered OTSServerBusy: Server is busy. (request r-7)");
    }

    @Test
    void saysWhatToDo() {
        assertThat(action("OTSAuthFailed", "The AccessKeyID does not exist."))
                .isEqualTo("Check accessId and accessKey; the key that was used has the id me.");
        assertThat(action("OTSAuthFailed", "The instance is not found."))
                .isEqualTo("Check instanceName and that endpoint is of the instance's region.");
        assertThat(action("OTSAuthFailed", "Mismatch between system time and x-ots-date: …"))
                .isEqualTo("Set this machine's clock.");
        assertThat(action("OTSNoPermissionAccess", "You have no permission to access ots:GetRange."))
                .isEqualTo("Grant the key me the permission that the message names.");
        assertThat(action("OTSParameterInvalid", "…")).isEqualTo("Change the job according to the message.");
    }

    @Test
    void takesABrokenConnectionForPassingAndAMistakeForOne() {
        assertThat(ServiceError.failureOf(ACCESS, new ClientException("Connection closed")))
                .isInstanceOf(TransientFailure.class);
        assertThat(ServiceError.failureOf(ACCESS, new IllegalStateException("reactor stopped")))
                .isInstanceOf(FatalFailure.class);
        JobFailure failure = new JobFailure("x", "y");
        assertThat(ServiceError.failureOf(ACCESS, failure)).isSameAs(failure);
    }

    @Test
    void knowsAHostWithoutAnAddress() {
        assertThat(ServiceError.isMisdirected(new ClientException("x", new UnknownHostException("h"))))
                .isTrue();
        assertThat(ServiceError.isMisdirected(new ClientException("x"))).isFalse();
    }

    private static ServiceError.Kind kind(String code, String message, int status) {
        return new ServiceError(code, message, "r", status).kind();
    }

    private static String action(String code, String message) {
        return new ServiceError(code, message, "r", 403).failure(ACCESS, null).action();
    }
}
