package io.datachannels.emulators.oss;

import io.datachannels.emulators.http.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A request as OSS reads it. The bucket stands in the path, or in the host name if that is one of the service's. */
final class OssRequest {
    private static final Pattern HOST = Pattern.compile(
            "(?:([a-z0-9][a-z0-9-]*)\\.)?(?:oss[a-z0-9-]*\\.aliyuncs\\.com|s3[a-z0-9.-]*\\.amazonaws\\.com|localhost)(?::\\d+)?");
    /** Enough for a thousand keys, each character written as an entity, and for ten thousand parts. */
    private static final int LARGEST_DOCUMENT = 16 << 20;

    private final Exchange exchange;
    private final Map<String, String> query;
    private final Map<String, String> sent;
    private final Dialect dialect;
    private final Map<String, String> headers;
    private final String path;
    private final String bucket;
    private final String key;
    private final InputStream body;

    /** @throws OssError InvalidObjectName if the path is no percent-encoded UTF-8 */
    OssRequest(Exchange exchange) {
        this.exchange = exchange;
        this.query = exchange.query();
        this.sent = exchange.headers();
        this.dialect = Dialect.of(sent, query);
        this.headers = dialect == Dialect.S3 ? S3Headers.received(sent, exchange.method()) : sent;
        this.path = decoded(exchange.rawPath());
        this.body = exchange.body();
        String place = path.substring(1);
        Matcher host = HOST.matcher(headers.getOrDefault("host", ""));
        if (host.matches() && host.group(1) != null) {
            bucket = host.group(1);
            key = place;
        } else {
            int slash = place.indexOf('/');
            bucket = slash < 0 ? place : place.substring(0, slash);
            key = slash < 0 ? "" : place.substring(slash + 1);
        }
    }

    private OssRequest(OssRequest request, InputStream body) {
        this.exchange = request.exchange;
        this.query = request.query;
        this.sent = request.sent;
        this.dialect = request.dialect;
        this.headers = request.headers;
        this.path = request.path;
        this.bucket = request.bucket;
        this.key = request.key;
        this.body = body;
    }

    /** The same request with another body. */
    OssRequest with(InputStream other) {
        return new OssRequest(this, other);
    }

    private static String decoded(String path) {
        try {
            return Percent.decode(path);
        } catch (IllegalArgumentException e) {
            throw new OssError(400, "InvalidObjectName", "The specified object is not valid.");
        }
    }

    Dialect dialect() {
        return dialect;
    }

    /** The headers as the client sent and signed them, names in lower case. */
    Map<String, String> sent() {
        return sent;
    }

    /** The path that the client asked for, decoded. */
    String path() {
        return path;
    }

    String method() {
        return exchange.method();
    }

    /** "" if the request names none. */
    String bucket() {
        return bucket;
    }

    /** "" if the request names none. */
    String key() {
        return key;
    }

    /** Decoded. */
    Map<String, String> query() {
        return query;
    }

    /** As OSS has them, names in lower case. */
    Map<String, String> headers() {
        return headers;
    }

    String query(String name, String otherwise) {
        return query.getOrDefault(name, otherwise);
    }

    String header(String name) {
        return headers.get(name);
    }

    /**
     * A number from the query.
     *
     * @throws OssError InvalidArgument if it is none or out of range
     */
    long number(String name, long otherwise, long least, long most) {
        String text = query.get(name);
        if (text == null || text.isEmpty()) {
            return otherwise;
        }
        long value;
        try {
            value = Long.parseLong(text);
        } catch (NumberFormatException e) {
            value = least - 1;
        }
        if (value < least || value > most) {
            throw OssError.invalid(name, text, "a number from " + least + " to " + most);
        }
        return value;
    }

    /** False if the client asked not to overwrite an object. */
    boolean mayOverwrite() {
        return !"true".equalsIgnoreCase(header("x-oss-forbid-overwrite"));
    }

    Operation operation() {
        if (dialect == Dialect.S3) {
            return Operation.ofS3(method(), bucket, key, query, headers);
        }
        return Operation.of(method(), bucket, key, query, headers);
    }

    InputStream body() {
        return body;
    }

    /** The length that the client announced, in bytes, or -1. */
    long announced() {
        String length = header("content-length");
        return length == null ? -1 : Long.parseLong(length);
    }

    /**
     * The whole body of a call that sends XML.
     *
     * @throws OssError MalformedXML if it is too long to be meant
     */
    byte[] document() throws IOException {
        byte[] bytes = body.readNBytes(LARGEST_DOCUMENT);
        if (body.read() >= 0) {
            throw new OssError(400, "MalformedXML", "The XML you provided is too large.");
        }
        return bytes;
    }
}
