package io.datachannels.plugins.ots;

import com.alicloud.openservices.tablestore.ClientException;
import com.alicloud.openservices.tablestore.TableStoreException;
import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi;
import com.alicloud.openservices.tablestore.model.Error;
import io.datachannels.spi.Failure;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TransientFailure;
import java.net.UnknownHostException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * What the service or the way to it answered in place of a result.
 *
 * @param code the service's code, such as {@code OTSServerBusy}; of a request or of one row of it
 * @param requestId the service's id of the request, or null
 */
record ServiceError(String code, String message, String requestId, int httpStatus) {
    private static final String TOO_FREQUENT = "Too frequent table operations.";

    /** How the message begins where the service does not know the operation; the code is that of a bad row. */
    private static final String UNSUPPORTED = "Unsupported operation";

    /** What is to be done about it. */
    enum Kind {
        /** Ask again, more slowly. */
        THROTTLED,
        /** Ask again. */
        TRANSIENT,
        /** The row is refused for itself. */
        ROW,
        /** Fix the job. */
        JOB
    }

    static ServiceError of(TableStoreException e) {
        return new ServiceError(
                String.valueOf(e.getErrorCode()), String.valueOf(e.getMessage()), e.getRequestId(), e.getHttpStatus());
    }

    /** Of one row of a request. */
    static ServiceError of(Error error, String requestId) {
        return new ServiceError(String.valueOf(error.getCode()), String.valueOf(error.getMessage()), requestId, 0);
    }

    /** The same, of an answer that the SDK made no objects of. */
    static ServiceError of(OtsInternalApi.Error error, String requestId) {
        return new ServiceError(error.getCode(), error.getMessage(), requestId, 0);
    }

    Kind kind() {
        return switch (code) {
            case "OTSServerBusy", "OTSNotEnoughCapacityUnit", "OTSCapacityUnitExhausted", "OTSFlowControl" ->
                Kind.THROTTLED;
            case "OTSQuotaExhausted" -> message.equals(TOO_FREQUENT) ? Kind.THROTTLED : Kind.JOB;
            case "OTSTableNotReady",
                    "OTSPartitionUnavailable",
                    "OTSRowOperationConflict",
                    "OTSTimeout",
                    "OTSRequestTimeout",
                    "OTSInternalServerError",
                    "OTSServerUnavailable",
                    "OTSTunnelServerUnavailable" -> Kind.TRANSIENT;
            case "OTSParameterInvalid" -> isUnsupported() ? Kind.JOB : Kind.ROW;
            case "OTSInvalidPK", "OTSConditionCheckFail", "OTSRequestBodyTooLarge", "OTSDataOutOfRange" -> Kind.ROW;
            default -> {
                if (code.startsWith("OTSOutOf")) {
                    yield Kind.ROW;
                }
                yield httpStatus == 429 ? Kind.THROTTLED : httpStatus >= 500 ? Kind.TRANSIENT : Kind.JOB;
            }
        };
    }

    /** The service's words with its code and the request's id, which the service's operators ask for. */
    String describe() {
        return code + ": " + message + (requestId == null ? "" : " (request " + requestId + ")");
    }

    /** As a failure of the call, where no row is to blame. */
    Failure failure(Access access, Throwable cause) {
        String text = access + " answered " + describe();
        return switch (kind()) {
            case THROTTLED -> TransientFailure.throttled(text, cause);
            case TRANSIENT -> new TransientFailure(text, cause);
            case ROW, JOB -> new JobFailure(text, action(access), cause);
        };
    }

    /** Any exception of the SDK as a failure. */
    static Failure failureOf(Access access, Exception e) {
        if (e instanceof Failure failure) {
            return failure;
        }
        if (e instanceof TableStoreException answer) {
            return of(answer).failure(access, e);
        }
        if (e instanceof ClientException) {
            return new TransientFailure(access + " could not be asked: " + e.getMessage(), e);
        }
        return new FatalFailure(access + " could not be asked: " + e, "", e);
    }

    /** Whether a failure comes from an answer with that code. */
    static boolean hasCode(Failure failure, String code) {
        return failure.getCause() instanceof TableStoreException answer && code.equals(answer.getErrorCode());
    }

    /** Whether the way to the service is wrong in itself, such as a host that has no address. */
    static boolean isMisdirected(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException
                    || cause instanceof SSLHandshakeException
                    || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    private boolean isUnsupported() {
        return message.startsWith(UNSUPPORTED);
    }

    private String action(Access access) {
        if (isUnsupported()) {
            return "Leave readApi or writeApi at auto, so that an operation is used that the service has.";
        }
        return switch (code) {
            case "OTSAuthFailed" -> authAction(access);
            case "OTSNoPermissionAccess", "OTSPermissionDenied" ->
                "Grant the key " + access.keyName() + " the permission that the message names.";
            case "OTSObjectNotExist" -> "Check table and instanceName.";
            default -> "Change the job according to the message.";
        };
    }

    private String authAction(Access access) {
        if (message.contains("instance")) {
            return "Check instanceName and that endpoint is of the instance's region.";
        }
        if (message.contains("system time")) {
            return "Set this machine's clock.";
        }
        return "Check accessId and accessKey; the key that was used is " + access.keyName() + ".";
    }
}
