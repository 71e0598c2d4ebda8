package io.datachannels.emulators.maxcompute.store;

/** A call that the service refuses, with its HTTP status and the service's code. */
public final class ServiceError extends RuntimeException {
    private final int status;
    private final String code;

    public ServiceError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** The HTTP status, 400 to 503. */
    public int status() {
        return status;
    }

    /** The service's code, for example {@code NoSuchPartition} or {@code ODPS-0130131}. */
    public String code() {
        return code;
    }

    /** @param at the place in the statement, {@code [1,13]} */
    public static ServiceError semantic(String code, String at, String message) {
        return new ServiceError(400, code, code + ":" + at + " " + message);
    }

    public static ServiceError noSuchProject(String project) {
        return new ServiceError(404, "NoSuchProject", "ODPS-0420111: Project not found - '" + project + "'.");
    }

    public static ServiceError noSuchSchema(String schema) {
        return new ServiceError(404, "NoSuchSchema", "ODPS-0422231: Schema not found - '" + schema + "'.");
    }

    public static ServiceError noSuchTable(Object table) {
        return new ServiceError(
                404, "NoSuchTable", "ODPS-0130131:Table not found - table " + table + " cannot be resolved");
    }

    public static ServiceError noSuchPartition(Object partition) {
        return new ServiceError(404, "NoSuchPartition", "The specified partition does not exist: " + partition + ".");
    }

    public static ServiceError statusConflict(String status) {
        return new ServiceError(
                409,
                "StatusConflict",
                "You cannot complete the specified operation under the current upload or download status: " + status
                        + ".");
    }
}
