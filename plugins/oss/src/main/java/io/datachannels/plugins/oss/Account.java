package io.datachannels.plugins.oss;

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
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a bucket is and who asks for it: the keys that ossreader and osswriter have in common. Optional values are null or blank. */
record Account(
        @Doc("What the store speaks: oss, or s3 for Amazon S3, MinIO, Ceph and others of that protocol.")
        @Default("oss")
        Protocol protocol,

        @Doc(
                "The endpoint of the bucket's region, such as https://oss-cn-hangzhou.aliyuncs.com, without the bucket; or a domain of the bucket's own. With protocol s3 that of the store, such as http://minio:9000; left out for Amazon's own.")
        @Optional(usual = true)
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

        @Doc(
                "The RAM role of the ECS instance that runs the job, whose temporary access keys are then taken, in the environment ALIBABA_CLOUD_ECS_METADATA; in place of accessId and accessKey.")
        @FromEnvironment({"", "", "ALIBABA_CLOUD_ECS_METADATA"})
        @Optional
        String ecsRamRole,

        @Doc(
                "The region, such as cn-hangzhou, for requests signed with version 4; without it version 1. With protocol s3 that of the bucket, such as eu-west-1; without it that in the endpoint's name, or us-east-1.")
        @Optional
        String region,

        @Doc(
                "For protocol s3 whether the bucket stands in the path and not in the host name; without it true for all endpoints but Amazon's.")
        @Optional
        Boolean pathStyle,

        @Doc(
                "For protocol oss how the names of hosts end that are the service's, such as oss.example.com of a private cloud: any other endpoint outside aliyuncs.com is taken for a domain of the bucket's own.")
        @Optional
        String cname,

        @Doc("The bucket.") String bucket)
        implements Validated {
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
    private static final Pattern BUCKET_S3 = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    /** Amazon's own endpoints, of which most name their region. */
    private static final Pattern AMAZON = Pattern.compile(
            "(?:.*\\.)?s3[.-](?:dualstack\\.|fips\\.)?(?:([a-z0-9-]+)\\.)?(?:vpce\\.)?amazonaws\\.com(?:\\.cn)?");

    /** Elsewhere a bucket may stand in front: in a domain of its own, or by chance. */
    private static final Pattern SERVICE = Pattern.compile("\\.(?:aliyuncs\\.com|amazonaws\\.com(?:\\.cn)?)$");

    private static final String DEFAULT_REGION = "us-east-1";

    @Override
    public void validate(Problems problems) {
        AccessKeys.validate(accessId, accessKey, securityToken, ecsRamRole, problems);
        problems.check(
                isS3() || BUCKET.matcher(bucket).matches(),
                "bucket",
                "must be 3 to 63 lower-case letters, digits and hyphens, without a hyphen at either end");
        problems.check(
                !isS3() || BUCKET_S3.matcher(bucket).matches(),
                "bucket",
                "must be 3 to 63 lower-case letters, digits, dots and hyphens, with a letter or digit at either end");
        problems.check(isS3() || pathStyle == null, "pathStyle", "is for protocol s3");
        problems.check(!isS3() || !hasCname(), "cname", "is for protocol oss; set pathStyle");
        problems.check(
                !isS3() || hasEndpoint() || hasRegion(),
                "region",
                "is required for Amazon S3, which has no endpoint here, such as eu-west-1");
        problems.check(
                isS3() || hasEndpoint(), "endpoint", "is required, such as https://oss-cn-hangzhou.aliyuncs.com");
        if (hasEndpoint()) {
            validateEndpoint(problems);
        }
    }

    private boolean isS3() {
        return protocol == Protocol.S3;
    }

    boolean hasEndpoint() {
        return endpoint != null && !endpoint.isBlank();
    }

    /** The region that requests of S3 are signed for. */
    String s3Region() {
        if (hasRegion()) {
            return region;
        }
        Matcher amazon = AMAZON.matcher(host());
        return amazon.matches() && amazon.group(1) != null ? amazon.group(1) : DEFAULT_REGION;
    }

    boolean s3PathStyle() {
        return pathStyle == null ? hasEndpoint() && !AMAZON.matcher(host()).matches() : pathStyle;
    }

    private String host() {
        return hasEndpoint() ? String.valueOf(URI.create(address()).getHost()) : "";
    }

    /** The endpoint without a slash at its end, which the SDKs would double. */
    String address() {
        String address = endpoint.endsWith("/") ? endpoint.substring(0, endpoint.length() - 1) : endpoint;
        return isS3() && !address.contains("://") ? "https://" + address : address;
    }

    /** The store, for people. */
    String place() {
        return hasEndpoint() ? address() : "Amazon S3 in " + region;
    }

    AccessKeys keys() {
        return AccessKeys.of(accessId, accessKey, securityToken, ecsRamRole);
    }

    /** For messages: the id of the key, or whose it is. */
    String keyName() {
        return AccessKeys.name(accessId, ecsRamRole);
    }

    boolean hasCname() {
        return cname != null && !cname.isBlank();
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
        } else if (uri.getHost().startsWith(bucket + ".")
                && SERVICE.matcher(uri.getHost()).find()) {
            problems.add(
                    "endpoint",
                    "must not contain the bucket: use " + uri.getHost().substring(bucket.length() + 1));
        }
    }
}
