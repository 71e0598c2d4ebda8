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
import org.junit.jupiter.params.provider.MethodSource;

class ServiceErrorTest {
    private static final Access ACCESS = new Access("http://h", "inst", "me", new SecretText("s"), null, null, 1, 1);

    @Test
    void takesAnyAnswerOfABrokenServerForPassing() {
        assertThat(kind("OTSSomethingNew", "", 500)).isEqualTo(ServiceError.Kind.TRANSIENT);
        assertThat(kind("OTSSomethingNew", "", 503)).isEqualTo(ServiceError.Kind.TRANSIENT);
        assertThat(kind("OTSSomethingNew", "", 429)).isEqualTo(ServiceError.Kind.THROTTLED);
        assertThat(kind("OTSSomethingNew", "", 400)).isEqualTo(ServiceError.Kind.JOB);
    }

    @ParameterizedTest
    @MethodSource("io.datachannels.plugins.ots.ServiceCode#all")
    void knowsEveryCodeOfTheService(ServiceCode each) {
        assertThat(kind(each.code(), each.message(), each.status())).isEqualTo(each.kind());
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
                .isEqualTo("Check accessId and accessKey; the key that was used is me.");
        assertThat(action("OTSAuthFailed", "The instance is not found."))
                .isEqualTo("Check instanceName and that endpoint is of the instance's region.");
        assertThat(action("OTSAuthFailed", "Mismatch between system time and x-ots-date: …"))
                .isEqualTo("Set this machine's clock.");
        assertThat(action("OTSNoPermissionAccess", "You have no permission to access ots:GetRange."))
                .isEqualTo("Grant the key me the permission that the message names.");
        assertThat(action("OTSParameterInvalid", "Unsupported operation: 'BulkImport'."))
                .isEqualTo("Leave readApi or writeApi at auto, so that an operation is used that the service has.");
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
