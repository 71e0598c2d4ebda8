package io.datachannels.plugins.ots;

import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.SecretText;
import java.util.regex.Pattern;

/**
 * How an instance is reached.
 *
 * @param token the security token of a temporary key, or null
 */
record Access(
        String endpoint,
        String instance,
        String accessId,
        SecretText accessKey,
        SecretText token,
        int socketTimeoutMillis,
        int connectTimeoutMillis) {
    private static final Pattern ENDPOINT = Pattern.compile("https?://[A-Za-z0-9._-]+(:\\d{1,5})?/?");
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern ACCESS_ID = Pattern.compile("[A-Za-z0-9+./_-]+");
    private static final Pattern TABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");

    Access {
        endpoint = endpoint.strip();
        instance = instance.strip();
        accessId = accessId.strip();
    }

    void validate(Problems problems) {
        problems.check(
                ENDPOINT.matcher(endpoint).matches(),
                "endpoint",
                "must be http://HOST or https://HOST, with or without a port, and no path");
        problems.check(
                INSTANCE.matcher(instance).matches(),
                "instanceName",
                "must be letters, digits, dashes and underscores");
        problems.check(
                ACCESS_ID.matcher(accessId).matches(), "accessId", "must be the id of an access key, without blanks");
        problems.check(!accessKey.reveal().isBlank(), "accessKey", "must not be empty");
        problems.check(token == null || !token.reveal().isBlank(), "securityToken", "must not be empty");
        problems.check(socketTimeoutMillis > 0, "socketTimeoutInMillisecond", "must be 1 or more");
        problems.check(connectTimeoutMillis > 0, "connectTimeoutInMillisecond", "must be 1 or more");
    }

    static void validateTable(String table, Problems problems) {
        problems.check(
                TABLE.matcher(table).matches(),
                "table",
                "must be 1..255 letters, digits and underscores, not beginning with a digit");
    }

    /** As messages name it; never with the secret. */
    @Override
    public String toString() {
        return "instance " + instance + " at " + endpoint;
    }
}
