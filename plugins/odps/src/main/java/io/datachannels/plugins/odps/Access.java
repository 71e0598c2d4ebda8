package io.datachannels.plugins.odps;

import io.datachannels.spi.access.AccessKeys;
import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.FromEnvironment;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.RequiredUnless;
import io.datachannels.spi.config.SecretText;
import io.datachannels.spi.config.Validated;
import java.util.regex.Pattern;

/** Which project it is and who asks for it: the keys that all plug-ins here have. Optional values are null or blank. */
record Access(
        @Doc("The address of MaxCompute, such as https://service.cn-hangzhou.maxcompute.aliyun.com/api.")
        @AlsoKnownAs({"odpsServer", "odpsEndpoint"})
        String endpoint,

        @Doc(
                "The address of the tunnel, such as https://dt.cn-hangzhou.maxcompute.aliyun.com; without it the one that the service names.")
        @AlsoKnownAs("tunnelServer")
        @Optional
        String tunnelEndpoint,

        @Doc("The project.") String project,

        @Doc("The schema, in a project that has schemas; without it the project's default.") @Optional
        String schema,

        @Doc(
                "The id of the access key. Where neither it nor the secret is given, both are those of the environment: MAXCOMPUTE_ACCESS_KEY_ID or ALIBABA_CLOUD_ACCESS_KEY_ID.")
        @AlsoKnownAs("accessKeyId")
        @FromEnvironment({"MAXCOMPUTE_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_ID"})
        @RequiredUnless("ecsRamRole")
        String accessId,

        @Doc(
                "The secret of the access key, in the environment MAXCOMPUTE_ACCESS_KEY_SECRET or ALIBABA_CLOUD_ACCESS_KEY_SECRET.")
        @AlsoKnownAs("accessKeySecret")
        @FromEnvironment({"MAXCOMPUTE_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_ACCESS_KEY_SECRET"})
        @RequiredUnless("ecsRamRole")
        SecretText accessKey,

        @Doc(
                "The token that comes with a temporary access key, in the environment MAXCOMPUTE_SECURITY_TOKEN or ALIBABA_CLOUD_SECURITY_TOKEN.")
        @AlsoKnownAs("stsToken")
        @FromEnvironment({"MAXCOMPUTE_SECURITY_TOKEN", "ALIBABA_CLOUD_SECURITY_TOKEN"})
        @Optional
        SecretText securityToken,

        @Optional
        @Doc(
                "The RAM role of the ECS instance that runs the job, whose temporary access keys are then taken, in the environment ALIBABA_CLOUD_ECS_METADATA; in place of accessId and accessKey.")
        @FromEnvironment({"", "", "ALIBABA_CLOUD_ECS_METADATA"})
        String ecsRamRole,

        @Doc("The region, such as cn-hangzhou, for requests signed with version 4; without it version 2.") @Optional
        String region,

        @Doc("The quota of the tunnel to use; without it the shared one.") @Optional
        String tunnelQuota,

        @Doc("The kind of account, aliyun; there is no other outside the vendor's company.") @Optional
        String accountType)
        implements Validated {
    private static final Pattern ENDPOINT = Pattern.compile("https?://[A-Za-z0-9._-]+(:\\d{1,5})?(/[A-Za-z0-9._/-]*)?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");
    private static final Pattern TABLE = Pattern.compile("[A-Za-z0-9_]{1,128}");

    @Override
    public void validate(Problems problems) {
        validateEndpoint(endpoint, "endpoint", problems);
        if (isGiven(tunnelEndpoint)) {
            validateEndpoint(tunnelEndpoint, "tunnelEndpoint", problems);
        }
        problems.check(
                NAME.matcher(project).matches(),
                "project",
                "must be letters, digits and underscores, and begin with a letter");
        problems.check(
                !hasSchema() || NAME.matcher(schema).matches(),
                "schema",
                "must be letters, digits and underscores, and begin with a letter");
        AccessKeys.validate(accessId, accessKey, securityToken, ecsRamRole, problems);
        problems.check(
                !isGiven(accountType) || accountType.equalsIgnoreCase("aliyun"),
                "accountType",
                "must be aliyun or left out");
    }

    static void validateTable(String table, Problems problems) {
        problems.check(TABLE.matcher(table).matches(), "table", "must be 1 to 128 letters, digits and underscores");
    }

    /** The endpoint without a slash at its end, which the SDK would double. */
    String address() {
        return withoutSlash(endpoint);
    }

    /** The tunnel's address as {@link #address}, or null. */
    String tunnelAddress() {
        return isGiven(tunnelEndpoint) ? withoutSlash(tunnelEndpoint) : null;
    }

    boolean hasSchema() {
        return isGiven(schema);
    }

    AccessKeys keys() {
        return AccessKeys.of(accessId, accessKey, securityToken, ecsRamRole);
    }

    /** For messages: the id of the key, or whose it is. */
    String keyName() {
        return AccessKeys.name(accessId, ecsRamRole);
    }

    /** The region or null. */
    String signingRegion() {
        return isGiven(region) ? region : null;
    }

    /** The tunnel's quota, or null. */
    String quota() {
        return isGiven(tunnelQuota) ? tunnelQuota : null;
    }

    /** The table as people write it. */
    String name(String table) {
        return project + "." + (hasSchema() ? schema + "." : "") + table;
    }

    private static void validateEndpoint(String address, String key, Problems problems) {
        problems.check(
                ENDPOINT.matcher(address).matches(),
                key,
                "must be http or https, a host, maybe a port and a path: https://service.cn-hangzhou.maxcompute.aliyun.com/api");
    }

    private static boolean isGiven(String value) {
        return value != null && !value.isBlank();
    }

    private static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }
}
