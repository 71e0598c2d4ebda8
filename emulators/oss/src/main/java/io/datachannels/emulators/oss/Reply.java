package io.datachannels.emulators.oss;

import io.datachannels.emulators.http.Exchange;
import io.datachannels.emulators.http.Xml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is answered to a request; nothing is sent before all of it is known. */
final class Reply implements AutoCloseable {
    private final int status;
    private final byte[] body;
    private final Content content;
    private final long offset;
    private final long length;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Reply(int status, byte[] body, Content content, long offset, long length) {
        this.status = status;
        this.body = body;
        this.content = content;
        this.offset = offset;
        this.length = length;
    }

    static Reply empty(int status) {
        return new Reply(status, new byte[0], null, 0, 0);
    }

    static Reply xml(Xml document) {
        byte[] bytes = document.text().getBytes(StandardCharsets.UTF_8);
        return new Reply(200, bytes, null, 0, bytes.length).with("Content-Type", "application/xml");
    }

    /** A range of an object, which is closed with the reply. */
    static Reply content(int status, Content content, long offset, long length) {
        return new Reply(status, null, content, offset, length);
    }

    /** The answer to HEAD: only the length of what is not sent. */
    static Reply head(long length) {
        return new Reply(200, null, null, 0, length);
    }

    static Reply error(OssError error, String requestId, String host) {
        Xml xml = new Xml("Error")
                .leaf("Code", error.code())
                .leaf("Message", error.getMessage())
                .leaf("RequestId", requestId)
                .leaf("HostId", host);
        error.details().forEach(xml::leaf);
        byte[] bytes = error.status() == 304 ? new byte[0] : xml.text().getBytes(StandardCharsets.UTF_8);
        Reply reply = new Reply(error.status(), bytes, null, 0, bytes.length).with("Content-Type", "application/xml");
        reply.headers.putAll(error.headers());
        return reply;
    }

    Reply with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    void send(Exchange exchange, Dialect dialect) throws IOException {
        boolean s3 = dialect == Dialect.S3;
        headers.forEach((name, value) -> {
            Map.Entry<String, String> sent = s3 ? S3Headers.sent(name, value) : Map.entry(name, value);
            if (sent != null) {
                exchange.with(sent.getKey(), sent.getValue());
            }
        });
        if (exchange.method().equals("HEAD")) {
            if (status >= 400 && !s3) {
                exchange.with("x-oss-err", Base64.getEncoder().encodeToString(body));
            }
            exchange.replyHead(status, status >= 300 ? 0 : length);
        } else if (content != null) {
            try (InputStream bytes = content.from(offset)) {
                exchange.reply(status, length, bytes);
            }
        } else {
            exchange.reply(status, s3 ? S3Document.of(body) : body);
        }
    }

    @Override
    public void close() throws IOException {
        if (content != null) {
            content.close();
        }
    }
}
