package io.datachannels.emulators.tablestore;

import com.alicloud.openservices.tablestore.core.protocol.OtsInternalApi;
import io.datachannels.emulators.http.Refusal;

/** An error as the service answers it, for a request or for one row of a batch. */
final class ServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    ServiceException(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static ServiceException invalid(String message) {
        return new ServiceException(400, "OTSParameterInvalid", message);
    }

    static ServiceException invalidKey(String message) {
        return new ServiceException(400, "OTSInvalidPK", message);
    }

    static ServiceException authFailed(String message) {
        return new ServiceException(403, "OTSAuthFailed", message);
    }

    static ServiceException conditionFailed() {
        return new ServiceException(403, "OTSConditionCheckFail", "Condition check failed.");
    }

    static ServiceException noTable() {
        return new ServiceException(404, "OTSObjectNotExist", "Requested table does not exist.");
    }

    static ServiceException tableExists() {
        return new ServiceException(409, "OTSObjectAlreadyExist", "Requested table already exists.");
    }

    static ServiceException trimmed() {
        return new ServiceException(
                404, "OTSTrimmedDataAccess", "Requested stream data is already trimmed or does not exist.");
    }

    /** What the emulator answers when its own folder fails, such as a full disk: the service's code, with the reason. */
    static ServiceException broken(String reason) {
        return new ServiceException(500, "OTSInternalServerError", "The emulator's folder cannot be used: " + reason);
    }

    static ServiceException internal() {
        return new ServiceException(500, "OTSInternalServerError", "Internal server error.");
    }

    static ServiceException busy() {
        return new ServiceException(503, "OTSServerBusy", "Server is busy.");
    }

    /** The same, but for what the refusal says. */
    ServiceException told(Refusal refusal) {
        Refusal answer = refusal.or(status, code, getMessage());
        return new ServiceException(answer.status(), answer.code(), answer.message());
    }

    int status() {
        return status;
    }

    OtsInternalApi.Error error() {
        return OtsInternalApi.Error.newBuilder()
                .setCode(code)
                .setMessage(getMessage())
                .build();
    }
}
