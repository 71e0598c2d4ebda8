package io.datachannels.plugins.oss;

import io.datachannels.spi.Failure;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TransientFailure;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What kind of failure an exception of the SDK for S3 is. */
final class S3Failures {
    private static final String DENIED = "AccessDenied";
    private static final String UNKNOWN_CALL = "NotImplemented";

    private S3Failures() {}

    /** As {@link StoreCalls.Failures} has it. */
    static Failure of(String what, RuntimeException e, boolean connected) {
        if (e instanceof S3Exception refused) {
            return refused(what, refused);
        }
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof Failure ours) {
                return ours; // of the access keys, for which the SDK asks in the middle of a call
            }
        }
        if (e instanceof SdkException unsent) {
            return unsent(what, unsent, connected);
        }
        return new FatalFailure(what + ": " + e, "", e);
    }

    /** The service's code for why it refused, or the code that belongs to the status of an answer without a body. */
    static String code(S3Exception e) {
        String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
        if (code != null && !code.isBlank() && !code.matches("\\d+.*")) {
            return code;
        }
        return switch (e.statusCode()) {
            case 301, 307 -> "PermanentRedirect";
            case 403 -> DENIED;
            case 404 -> "NoSuchKey";
            case 412 -> "PreconditionFailed";
            case 429, 503 -> "SlowDown";
            case 501 -> UNKNOWN_CALL;
            default -> e.statusCode() >= 500 ? "InternalError" : "Unknown";
        };
    }

    /** Whether it was refused because the access key lacks a right or the store the call, which some jobs can do without. */
    static boolean isDenied(JobFailure e) {
        return e.getCause() instanceof S3Exception refused
                && (code(refused).equals(DENIED) || code(refused).equals(UNKNOWN_CALL));
    }

    /** As in {@link OssFailures}. */
    private static Failure refused(String what, S3Exception e) {
        String code = code(e);
        String told = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorMessage();
        String message =
                what + ": " + code + (told == null || told.isBlank() ? " (status " + e.statusCode() + ")" : ": " + told)
                        + (e.requestId() == null ? "" : " (request id " + e.requestId() + ")");
        if (e.isThrottlingException() || e.statusCode() == 503 || e.statusCode() == 429) {
            return TransientFailure.throttled(message, e);
        }
        if (e.statusCode() == 507) {
            return new FatalFailure(message, "Make room for the store, and run the job again.");
        }
        return switch (code) {
            case "InternalError",
                    "RequestTimeout",
                    "OperationAborted",
                    "ConditionalRequestConflict",
                    "BadDigest",
                    "IncompleteBody",
                    "XAmzContentSHA256Mismatch" -> new TransientFailure(message, e);
            case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
                new JobFailure(message, "Check accessId and accessKey, and whether they belong to this endpoint.", e);
            case "ExpiredToken", "InvalidToken", "TokenRefreshRequired" ->
                new JobFailure(message, "Get a new securityToken with its access key.", e);
            case "RequestTimeTooSkewed" -> new JobFailure(message, "Set this machine's clock.", e);
            case DENIED, "AllAccessDisabled", "AccountProblem", "NotSignedUp" ->
                new JobFailure(
                        message,
                        "Give the access key's user the right to do that, in its policy or the bucket's. Where it may not list the bucket, an object that is not there is refused in this way too.",
                        e);
            case "NoSuchBucket" ->
                new JobFailure(message, "Check bucket, endpoint and region, or create the bucket.", e);
            case "InvalidBucketName" -> new JobFailure(message, "Check bucket.", e);
            case "AuthorizationHeaderMalformed",
                    "PermanentRedirect",
                    "TemporaryRedirect",
                    "IllegalLocationConstraintException" ->
                new JobFailure(message, "Set region and endpoint to those of the bucket" + region(e) + ".", e);
            case "NoSuchKey", "KeyTooLongError", "InvalidURI" -> new JobFailure(message, "Check object.", e);
            case "InvalidObjectState" -> new JobFailure(message, "Restore the archived object first.", e);
            case "EntityTooSmall" -> new JobFailure(message, "Set a larger blockSizeInMB.", e);
            case UNKNOWN_CALL ->
                new JobFailure(message, "This store does not know the call; do without nonConflict and encrypt.", e);
            default ->
                e.statusCode() >= 500
                        ? new TransientFailure(message, e)
                        : new FatalFailure(message, "Look the code up in the documentation of the store.");
        };
    }

    /** As the service says it. */
    private static String region(S3Exception e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().sdkHttpResponse() == null
                ? ""
                : e.awsErrorDetails()
                        .sdkHttpResponse()
                        .firstMatchingHeader("x-amz-bucket-region")
                        .map(each -> ", which is in " + each)
                        .orElse("");
    }

    private static Failure unsent(String what, SdkException e, boolean connected) {
        Throwable cause = e;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = what + ": " + cause.getClass().getSimpleName() + ": " + cause.getMessage();
        if (cause instanceof UnknownHostException && !connected) {
            return new JobFailure(
                    message, "Check endpoint, bucket, pathStyle, region and this machine's name service.", e);
        }
        if ((cause instanceof SSLException || cause instanceof CertificateException) && !connected) {
            return new JobFailure(
                    message, "Check whether endpoint is http or https, and that Java trusts its certificate.", e);
        }
        return new TransientFailure(message, e);
    }
}
