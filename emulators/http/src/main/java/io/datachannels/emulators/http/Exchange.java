package io.datachannels.emulators.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** One request and its reply, on the thread that serves it; all calls block. Names of reply headers keep their case. */
public final class Exchange {
    private final Request request;
    private final Response response;
    private final Fault.Kind harm;
    private boolean replied;

    /** With harm TRUNCATE or LOSE_ANSWER the reply is sent by half or not at all; with null it is sent. */
    Exchange(Request request, Response response, Fault.Kind harm) {
        this.request = request;
        this.response = response;
        this.harm = harm;
    }

    public String method() {
        return request.getMethod();
    }

    /** The path as sent: percent-encoded, beginning with a slash. */
    public String rawPath() {
        String path = request.getHttpURI().getPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    /** The query as sent, without the question mark; empty if there is none. */
    public String rawQuery() {
        String query = request.getHttpURI().getQuery();
        return query == null ? "" : query;
    }

    /** The query's parameters, decoded, in the order sent; a name without a value has the value "". */
    public Map<String, String> query() {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : rawQuery().split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                parameters.put(decode(name), equals < 0 ? "" : decode(pair.substring(equals + 1)));
            }
        }
        return parameters;
    }

    /** The request header of that name in any case, or null. */
    public String header(String name) {
        return request.getHeaders().get(name);
    }

    /** All request headers, names in lower case, in the order sent; of a repeated one, the values joined by a comma. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HttpField field : request.getHeaders()) {
            String value = field.getValue() == null ? "" : field.getValue();
            headers.merge(field.getName().toLowerCase(Locale.ROOT), value, (a, b) -> a + "," + b);
        }
        return headers;
    }

    /** The request's body; reading it blocks until the client has sent more. */
    public InputStream body() {
        return Content.Source.asInputStream(request);
    }

    /**
     * The whole body, or null if it is longer than {@code limit} bytes; what follows is then read and thrown away, so that
     * the client sees the reply and not a broken pipe.
     */
    public byte[] body(int limit) throws IOException {
        try (InputStream in = body()) {
            byte[] bytes = in.readNBytes(limit);
            if (bytes.length == limit && in.read() >= 0) {
                in.transferTo(OutputStream.nullOutputStream());
                return null;
            }
            return bytes;
        }
    }

    /** Adds a reply header; to be called before the reply. */
    public Exchange with(String name, String value) {
        response.getHeaders().add(new HttpField(name, value));
        return this;
    }

    /** Replies with these bytes; the request's body is read to its end first, so that the connection can be kept. */
    public void reply(int status, byte[] body) throws IOException {
        reply(status, List.of(ByteBuffer.wrap(body)));
    }

    /** Replies with these bytes one after the other, without copying them together. */
    public void reply(int status, List<ByteBuffer> body) throws IOException {
        long length = body.stream().mapToLong(ByteBuffer::remaining).sum();
        begin(status, length);
        long left = sendable(length);
        for (int i = 0; i < body.size(); i++) {
            ByteBuffer part = body.get(i).duplicate();
            part.limit((int) (part.position() + Math.min(part.remaining(), left)));
            left -= part.remaining();
            send(i == body.size() - 1, part);
        }
    }

    /** Replies with {@code length} bytes of the stream, which is left open. */
    public void reply(int status, long length, InputStream body) throws IOException {
        begin(status, length);
        long left = sendable(length);
        byte[] buffer = new byte[(int) Math.max(1, Math.min(left, 64 * 1024))];
        while (left > 0) {
            int count = body.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (count < 0) {
                throw new IOException("the body ends " + left + " bytes early");
            }
            left -= count;
            send(false, ByteBuffer.wrap(buffer, 0, count));
        }
        send(true, ByteBuffer.allocate(0));
    }

    /** Replies without a body but with the length that a body would have: the answer to HEAD. */
    public void replyHead(int status, long length) throws IOException {
        begin(status, length);
        send(true, ByteBuffer.allocate(0));
    }

    boolean replied() {
        return replied;
    }

    private long sendable(long length) {
        return harm == null ? length : length / 2;
    }

    private void send(boolean last, ByteBuffer part) throws IOException {
        if (harm != Fault.Kind.LOSE_ANSWER) {
            Content.Sink.write(response, last && harm == null, part);
        }
    }

    private void begin(int status, long length) throws IOException {
        if (replied) {
            throw new IllegalStateException("replied twice to " + method() + " " + rawPath());
        }
        replied = true;
        try (InputStream rest = body()) {
            rest.transferTo(OutputStream.nullOutputStream());
        }
        response.setStatus(status);
        if (status != 204 && status != 304) {
            response.getHeaders().put("Content-Length", length);
        }
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
