package io.datachannels.plugins.oss;

import com.aliyun.oss.ClientErrorCode;
import com.aliyun.oss.ClientException;
import com.aliyun.oss.InconsistentException;
import com.aliyun.oss.OSSException;
import io.datachannels.spi.Failure;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TransientFailure;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What kind of failure an exception of the SDK is. */
final class OssFailures {
    /** How the SDK says that an answer had no body, as that of HEAD never has. */
    private static final Pattern BARE_STATUS = Pattern.compile("http status code (\\d+)");

    private static final String DENIED = "AccessDenied";
    private static final String RAM =
            "Give the access key's user the right to do that, in the RAM policy or the bucket's.";

    private OssFailures() {}

    /** As {@link StoreCalls.Failures} has it. */
    static Failure of(String what, RuntimeException e, boolean connected) {
        if (e instanceof OSSException refused) {
            return refused(what, refused);
        }
        if (e instanceof InconsistentException) {
            return new TransientFailure(what + ": bytes changed on their way: " + e.getMessage(), e);
        }
        if (e instanceof ClientException unsent) {
            return unsent(what, unsent, connected);
        }
        return new FatalFailure(what + ": " + e, "", e);
    }

    /** The service's code for why it refused, or the code that belongs to the status of an answer without a body. */
    static String code(OSSException e) {
        if (!ClientErrorCode.UNKNOWN.equals(e.getErrorCode())) {
            return e.getErrorCode() == null ? "" : e.getErrorCode();
        }
        Matcher status = BARE_STATUS.matcher(String.valueOf(e.getErrorMessage()));
        if (!status.find()) {
            return ClientErrorCode.UNKNOWN;
        }
        return switch (Integer.parseInt(status.group(1))) {
            case 403 -> DENIED;
            case 404 -> "NoSuchKey";
            case 412 -> "PreconditionFailed";
            case 429, 503 -> "ServiceUnavailable";
            case 500, 502, 504 -> "InternalError";
            default -> ClientErrorCode.UNKNOWN;
        };
    }

    /** Whether it was refused because the access key lacks a right, which some calls can do without. */
    static boolean isDenied(JobFailure e) {
        return e.getCause() instanceof OSSException refused && code(refused).equals(DENIED);
    }

    /** Where the job cannot go on, the message says all that the exception does, whose stack would be shown as that of a mistake. */
    private static Failure refused(String what, OSSException e) {
        String code = code(e);
        String message = what + ": " + code + ": " + e.getErrorMessage() + " (request id " + e.getRequestId() + ")";
        if (isThrottled(code)) {
            return TransientFailure.throttled(message, e);
        }
        return switch (code) {
            case "InternalError", "RequestTimeout", "InvalidResponse" -> new TransientFailure(message, e);
            case "InvalidAccessKeyId", "SignatureDoesNotMatch" ->
                new JobFailure(message, "Check accessId, accessKey and region.", e);
            case "SecurityTokenExpired", "InvalidSecurityToken", "SecurityTokenNotSupported" ->
                new JobFailure(message, "Get a new securityToken with its access key.", e);
            case "RequestTimeTooSkewed" -> new JobFailure(message, "Set this machine's clock.", e);
            case DENIED, "AccessForbidden", "UserDisable" -> new JobFailure(message, RAM, e);
            case "NoSuchBucket" -> new JobFailure(message, "Check bucket and endpoint, or create the bucket.", e);
            case "InvalidBucketName" -> new JobFailure(message, "Check bucket.", e);
            case "NoSuchKey", "InvalidObjectName" -> new JobFailure(message, "Check object.", e);
            case "InvalidObjectState" -> new JobFailure(message, "Restore the archived object first.", e);
            case "InsufficientStorage" -> new FatalFailure(message, "Make room for the store, and run the job again.");
            default -> new FatalFailure(message, "Look the code up in the documentation of OSS.");
        };
    }

    private static boolean isThrottled(String code) {
        return code.equals("ServiceUnavailable")
                || code.equals("SlowDown")
                || code.contains("QpsLimit")
                || code.contains("RateLimit");
    }

    private static Failure unsent(String what, ClientException e, boolean connected) {
        String message = what + ": " + e.getErrorCode() + ": " + e.getErrorMessage();
        if (ClientErrorCode.UNKNOWN_HOST.equals(e.getErrorCode()) && !connected) {
            return new JobFailure(message, "Check endpoint, bucket, cname and this machine's name service.", e);
        }
        if (ClientErrorCode.SSL_EXCEPTION.equals(e.getErrorCode()) && !connected) {
            return new JobFailure(
                    message, "Check whether endpoint is http or https, and that Java trusts its certificate.", e);
        }
        return new TransientFailure(message, e);
    }
}
