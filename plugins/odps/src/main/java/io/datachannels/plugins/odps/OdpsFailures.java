package io.datachannels.plugins.odps;

import com.aliyun.odps.OdpsException;
import io.datachannels.spi.Failure;
import io.datachannels.spi.FatalFailure;
import io.datachannels.spi.JobFailure;
import io.datachannels.spi.TransientFailure;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** What kind of failure an exception of the SDK is. */
final class OdpsFailures {
    /** The service's code, at the beginning of a message if not in a field of its own. */
    private static final Pattern CODE = Pattern.compile("\\bODPS-\\d{7}");

    /** How the codes of statements begin that cannot be run. */
    private static final String SQL = "ODPS-013";

    /** What the SDK gives for a code when the answer has none. */
    private static final String LOCAL = "Local Error";

    private static final int TOO_MANY = 429;

    private OdpsFailures() {}

    /**
     * @param what the call and the table, for the message
     * @param connected whether the service has answered before: an unknown host is then a hiccup
     */
    static Failure of(String what, Exception e, boolean connected) {
        Failure known = find(e, Failure.class);
        if (known != null) {
            return known;
        }
        UnknownHostException host = find(e, UnknownHostException.class);
        if (host != null && !connected) {
            return new JobFailure(
                    what + ": the host " + host.getMessage() + " is not known",
                    "Check endpoint, tunnelEndpoint and this machine's name service.",
                    e);
        }
        SSLException tls = find(e, SSLException.class);
        if (tls != null && !connected) {
            return new JobFailure(what + ": " + tls.getMessage(), "Check endpoint and its certificate.", e);
        }
        OdpsException refused = refusal(e);
        if (refused != null) {
            return refused(what, refused, e);
        }
        IOException broken = find(e, IOException.class);
        if (broken != null) {
            return new TransientFailure(what + ": " + broken, e);
        }
        return new FatalFailure(what + ": " + e, "", e);
    }

    /** The service's code for why it refused; empty if the exception is none of its answers. */
    static String code(Throwable e) {
        OdpsException refused = refusal(e);
        return refused == null ? "" : code(refused);
    }

    private static String code(OdpsException e) {
        Matcher code = CODE.matcher(String.valueOf(e.getMessage()));
        if (code.find()) {
            return code.group();
        }
        return e.getErrorCode() == null || e.getErrorCode().equals(LOCAL) ? "" : e.getErrorCode();
    }

    private static Failure refused(String what, OdpsException e, Exception thrown) {
        String code = code(e);
        int status = e.getStatus() == null ? 0 : e.getStatus();
        IOException broken = find(thrown, IOException.class);
        String message = what + ": " + text(e) + (broken == null ? "" : " (" + broken + ")");
        if (status == TOO_MANY || code.equals("FlowExceeded") || e.existRetryAfter()) {
            return TransientFailure.throttled(message, thrown);
        }
        return switch (code) {
            case "InternalServerError", "IncompleteBody", "CorruptedDataStream", "MalformedDataStream" ->
                new TransientFailure(message, thrown);
            case "ODPS-0410051", "ODPS-0410042", "ODPS-0410031", "Unauthorized" ->
                new JobFailure(message, "Check accessId, accessKey and region.", thrown);
            case "ODPS-0410041", "ODPS-0410061" ->
                new JobFailure(message, "Get a new securityToken with its access key.", thrown);
            case "ODPS-0420095", "ODPS-0130013", "ODPS-0420061", "AccessDenied", "NoPermission" ->
                new JobFailure(message, "Give the access key's user the right to do that in the project.", thrown);
            case "ODPS-0420111", "NoSuchProject" ->
                new JobFailure(message, "Check project, and endpoint, whose region it must be in.", thrown);
            case "ODPS-0422231", "NoSuchSchema" -> new JobFailure(message, "Check schema, or create it.", thrown);
            case "ODPS-0130131", "NoSuchTable" -> new JobFailure(message, "Check table, or create it.", thrown);
            case "NoSuchPartition" -> new JobFailure(message, "Check partition, or create it.", thrown);
            case "StatusConflict", "NoSuchUpload", "NoSuchDownload", "DataVersionConflict", "TableModified" ->
                new FatalFailure(
                        message,
                        "The session is over: sessions live for 24 hours, and end when their table or partition changes. Run the job again, in smaller pieces if it takes that long.",
                        thrown);
            default -> other(code, status, message, thrown);
        };
    }

    private static Failure other(String code, int status, String message, Exception thrown) {
        if (code.startsWith(SQL)) {
            return new JobFailure(message, "Correct the SQL statement as the message says.", thrown);
        }
        if (status >= 500) {
            return new TransientFailure(message, thrown);
        }
        if (status == 0 && find(thrown, IOException.class) != null) {
            return new TransientFailure(message, thrown);
        }
        return new FatalFailure(message, "Look the code up in the documentation of MaxCompute.", thrown);
    }

    private static String text(OdpsException e) {
        String message = String.valueOf(e.getMessage())
                .replace("ErrorCode=" + LOCAL + ", ErrorMessage=", "")
                .strip();
        boolean named = e.getRequestId() == null || message.contains(e.getRequestId());
        return named ? message : message + " (request id " + e.getRequestId() + ")";
    }

    /** The innermost answer of the service: the SDK wraps one exception of its own in another. */
    private static OdpsException refusal(Throwable e) {
        OdpsException found = null;
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (each instanceof OdpsException refused) {
                boolean tells = refused.getStatus() != null || !code(refused).isEmpty();
                found = found == null || tells ? refused : found;
            }
        }
        return found;
    }

    private static <T extends Throwable> T find(Throwable e, Class<T> type) {
        for (Throwable each = e; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}
