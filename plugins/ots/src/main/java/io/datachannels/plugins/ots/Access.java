package io.datachannels.plugins.ots;

import io.datachannels.spi.access.AccessKeys;
import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.Default;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.FromEnvironment;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.RequiredUnless;
import io.datachannels.spi.config.SecretText;
import io.datachannels.spi.config.Validated;
import java.util.regex.Pattern;

/** How an instance is reached: the keys that all plug-ins here have. */
record Access(
        @Doc("The instance's address: http://HOST or https://HOST, with or without a port.") @AlsoKnownAs("endPoint")
        String endpoint,

        @Doc("The name of the instance.") String instanceName,

        @Doc(
                "The id of the access key. Where neither it nor the secret is given, both are those of the environment: TABLESTORE_ACCESS_KEY_ID or ALIBABA_CLOUD_ACCESS_KEY_ID.")
        @AlsoKnownAs("accessKeyId")
        @FromEnvironment({"TABLESTORE_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_ID"})
        @RequiredUnless("ecsRamRole")
        String accessId,

        @Doc(
                "The secret of the access key, in the environment TABLESTORE_ACCESS_KEY_SECRET or ALIBABA_CLOUD_ACCESS_KEY_SECRET.")
        @AlsoKnownAs("accessKeySecret")
        @FromEnvironment({"TABLESTORE_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_ACCESS_KEY_SECRET"})
        @RequiredUnless("ecsRamRole")
        SecretText accessKey,

        @Optional
        @Doc(
                "The security token of a temporary access key (STS), in the environment TABLESTORE_SESSION_TOKEN or ALIBABA_CLOUD_SECURITY_TOKEN.")
        @FromEnvironment({"TABLESTORE_SESSION_TOKEN", "ALIBABA_CLOUD_SECURITY_TOKEN"})
        SecretText securityToken,

        @Optional
        @Doc(
                "The RAM role of the ECS instance that runs the job, whose temporary access keys are then taken, in the environment ALIBABA_CLOUD_ECS_METADATA; in place of accessId and accessKey.")
        @FromEnvironment({"", "", "ALIBABA_CLOUD_ECS_METADATA"})
        String ecsRamRole,

        @Default("10000") @Doc("How long the service may be silent in milliseconds, 1 or more.")
        int socketTimeoutInMillisecond,

        @Default("10000") @Doc("How long connecting may take in milliseconds, 1 or more.")
        int connectTimeoutInMillisecond)
        implements Validated {
    private static final Pattern ENDPOINT = Pattern.compile("https?://[A-Za-z0-9._-]+(:\\d{1,5})?/?");
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern TABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,254}");

    Access {
        endpoint = endpoint.strip();
        instanceName = instanceName.strip();
    }

    @Override
    public void validate(Problems problems) {
        problems.check(
                ENDPOINT.matcher(endpoint).matches(),
                "endpoint",
                "must be http://HOST or https://HOST, with or without a port, and no path");
        problems.check(
                INSTANCE.matcher(instanceName).matches(),
                "instanceName",
                "must be letters, digits, dashes and underscores");
        AccessKeys.validate(accessId, accessKey, securityToken, ecsRamRole, problems);
        problems.check(socketTimeoutInMillisecond > 0, "socketTimeoutInMillisecond", "must be 1 or more");
        problems.check(connectTimeoutInMillisecond > 0, "connectTimeoutInMillisecond", "must be 1 or more");
    }

    static void validateTable(String table, Problems problems) {
        validateTable(table, "table", problems);
    }

    static void validateTable(String table, String key, Problems problems) {
        problems.check(
                TABLE.matcher(table).matches(),
                key,
                "must be 1..255 letters, digits and underscores, not beginning with a digit");
    }

    AccessKeys keys() {
        return AccessKeys.of(accessId, accessKey, securityToken, ecsRamRole);
    }

    /** For messages: the id of the key, or whose it is. */
    String keyName() {
        return AccessKeys.name(accessId, ecsRamRole);
    }

    /** As messages name it; never with the secret. */
    @Override
    public String toString() {
        return "instance " + instanceName + " at " + endpoint;
    }
}
