package io.datachannels.plugins.oss;

import io.datachannels.spi.access.AccessKeys;
import io.datachannels.spi.config.AlsoKnownAs;
import io.datachannels.spi.config.Doc;
import io.datachannels.spi.config.FromEnvironment;
import io.datachannels.spi.config.Optional;
import io.datachannels.spi.config.Problems;
import io.datachannels.spi.config.RequiredUnless;
import io.datachannels.spi.config.SecretText;
import io.datachannels.spi.config.Validated;
import java.net.URI;
import java.util.regex.Pattern;

/** Where a bucket is and who asks for it: the keys that ossreader and osswriter have in common. Optional values are null or blank. */
record Account(
        @Doc("The endpoint of the bucket's region, such as https://oss-cn-hangzhou.aliyuncs.com; without the bucket.")
        String endpoint,

        @Doc(
                "The id of the access key. Where neither it nor the secret is given, both are those of the environment: OSS_ACCESS_KEY_ID or ALIBABA_CLOUD_ACCESS_KEY_ID.")
        @AlsoKnownAs("accessKeyId")
        @FromEnvironment({"OSS_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_ID"})
        @RequiredUnless("ecsRamRole")
        String accessId,

        @Doc(
                "The secret of the access key, in the environment OSS_ACCESS_KEY_SECRET or ALIBABA_CLOUD_ACCESS_KEY_SECRET.")
        @AlsoKnownAs("accessKeySecret")
        @FromEnvironment({"OSS_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_ACCESS_KEY_SECRET"})
        @RequiredUnless("ecsRamRole")
        SecretText accessKey,

        @Doc(
                "The token that comes with a temporary access key, in the environment OSS_SESSION_TOKEN or ALIBABA_CLOUD_SECURITY_TOKEN.")
        @AlsoKnownAs("stsToken")
        @FromEnvironment({"OSS_SESSION_TOKEN", "ALIBABA_CLOUD_SECURITY_TOKEN"})
        @Optional
        SecretText securityToken,

        @Optional
        @Doc(
                "The RAM role of the ECS instance that runs the job, whose temporary access keys are then taken, in the environment ALIBABA_CLOUD_ECS_METADATA; in place of accessId and accessKey.")
        @FromEnvironment({"", "", "ALIBABA_CLOUD_ECS_METADATA"})
        String ecsRamRole,

        @Doc("The region, such as cn-hangzhou, for requests signed with version 4; without it version 1.") @Optional
        String region,

        @Doc("The bucket.") String bucket)
        implements Validated {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");

    @Override
    public void validate(Problems problems) {
        AccessKeys.validate(accessId, accessKey, securityToken, ecsRamRole, problems);
        problems.check(
                BUCKET.matcher(bucket).matches(),
                "bucket",
                "must be 3 to 63 lower-case letters, digits and hyphens, without a hyphen at either end");
        validateEndpoint(problems);
    }

    /** The endpoint without a slash at its end, which the SDK would double. */
    String address() {
        return endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
    }

    AccessKeys keys() {
        return AccessKeys.of(accessId, accessKey, securityToken, ecsRamRole);
    }

    /** For messages: the id of the key, or whose it is. */
    String keyName() {
        return AccessKeys.name(accessId, ecsRamRole);
    }

    boolean hasRegion() {
        return region != null && !region.isBlank();
    }

    private void validateEndpoint(Problems problems) {
        URI uri;
        try {
            uri = URI.create(endpoint.contains("://") ? endpoint : "http://" + endpoint);
        } catch (IllegalArgumentException e) {
            problems.add("endpoint", "must be an address such as https://oss-cn-hangzhou.aliyuncs.com");
            return;
        }
        boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        boolean bare = uri.getPath() == null
                || uri.getPath().isEmpty()
                || uri.getPath().equals("/");
        if (!http || uri.getHost() == null || !bare || uri.getQuery() != null) {
            problems.add(
                    "endpoint", "must be http or https, a host and maybe a port: https://oss-cn-hangzhou.aliyuncs.com");
        } else if (uri.getHost().startsWith(bucket + ".")) {
            problems.add(
                    "endpoint",
                    "must not contain the bucket: use " + uri.getHost().substring(bucket.length() + 1));
        }
    }
}
