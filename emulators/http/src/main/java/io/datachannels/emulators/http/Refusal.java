package io.datachannels.emulators.http;

/**
 * What a service answers in place of a result, as far as it is told.
 *
 * @param status of HTTP, 400 to 599; 0 for the one that the service would give
 * @param code the service's code, or null for the one that it would give
 * @param message the service's words, or null for those that it would give
 */
public record Refusal(int status, String code, String message) {
    /** Leaves everything to the service. */
    static final Refusal UNTOLD = new Refusal(0, null, null);

    public Refusal {
        if (status != 0 && (status < 400 || status > 599)) {
            throw new IllegalArgumentException("a refusal's status must be 400 to 599, got " + status);
        }
    }

    /** The same, with these where it says nothing. */
    public Refusal or(int ownStatus, String ownCode, String ownMessage) {
        return new Refusal(
                status == 0 ? ownStatus : status,
                code == null ? ownCode : code,
                message == null ? ownMessage : message);
    }
}
