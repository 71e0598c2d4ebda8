package io.datachannels.emulators.oss;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends what the vendor's client would refuse to send: a signed request written by hand. */
final class RawClient {
    private final URI endpoint;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private int announced = -1;

    RawClient(URI endpoint) {
        this.endpoint = endpoint;
        headers.put("Host", "127.0.0.1");
    }

    /** Announces another length than the body has, and ends the request after the body all the same. */
    RawClient withLength(int length) {
        announced = length;
        return this;
    }

    RawClient with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /**
     * The whole answer, headers and all.
     *
     * @param resource as it is signed, not encoded
     * @param target as it is sent
     */
    String send(String method, String resource, Map<String, String> query, String target, String body)
            throws IOException {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
        headers.put("Date", date);
        Map<String, String> lower = new TreeMap<>();
        headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        String text = SignatureV1.stringToSign(method, lower, date, resource, query);
        StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        headers.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        request.append("Authorization: OSS local:")
                .append(SignatureV1.sign("local", text))
                .append("\r\n");
        byte[] bytes = body.getBytes(UTF_8);
        request.append("Content-Length: ")
                .append(announced < 0 ? bytes.length : announced)
                .append("\r\nConnection: close\r\n\r\n");
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            socket.getOutputStream().write(request.toString().getBytes(ISO_8859_1));
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
