package io.datachannels.spi.access;

import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.SecretText;
import java.util.regex.Pattern;

/** Where a client has its access key from; to be asked before every request. Safe for use from any thread. */
public interface AccessKeys {
    /**
     * The key of now. May ask a service and wait for its answer.
     *
     * @throws io.datachannels.spi.Failure if there is none
     */
    AccessKey current();

    /**
     * The key that a configuration has, or those of the RAM role.
     *
     * @param token null or blank if there is none
     * @param ecsRamRole null if the configuration has a key
     */
    static AccessKeys of(String id, SecretText secret, SecretText token, String ecsRamRole) {
        if (ecsRamRole != null) {
            return new EcsRamRole(ecsRamRole.strip());
        }
        boolean temporary = token != null && !token.reveal().isBlank();
        AccessKey key = new AccessKey(id.strip(), secret, temporary ? token : null);
        return () -> key;
    }

    /** The rules of the keys {@code accessId}, {@code accessKey}, {@code securityToken} and {@code ecsRamRole} of a configuration. */
    static void validate(String id, SecretText secret, SecretText token, String ecsRamRole, Problems problems) {
        if (ecsRamRole != null) {
            problems.check(
                    Pattern.matches("[A-Za-z0-9._-]{1,64}", ecsRamRole.strip()),
                    "ecsRamRole",
                    "must be the name of a RAM role: 1 to 64 letters, digits, dots, dashes and underscores");
            problems.check(
                    id == null && secret == null && token == null,
                    "ecsRamRole",
                    "has keys of its own: leave it out, or accessId, accessKey and securityToken");
        } else {
            problems.check(
                    Pattern.matches("[A-Za-z0-9+./_-]+", id.strip()),
                    "accessId",
                    "must be the id of an access key, without blanks");
            problems.check(!secret.reveal().isBlank(), "accessKey", "must not be blank");
        }
    }

    /** For messages: which key it is, or whose. */
    static String name(String id, String ecsRamRole) {
        return ecsRamRole != null ? "of the RAM role " + ecsRamRole.strip() : id.strip();
    }
}
