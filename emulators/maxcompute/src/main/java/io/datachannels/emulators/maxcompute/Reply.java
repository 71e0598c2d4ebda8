package io.datachannels.emulators.maxcompute;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.datachannels.emulators.http.Exchange;
import io.datachannels.emulators.http.Xml;
import io.datachannels.emulators.maxcompute.store.ServiceError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What is answered to a call. */
final class Reply {
    private static final DateTimeFormatter RFC_822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final int status;
    private final byte[] body;
    private final Path file;
    private final Map<String, String> headers = new LinkedHashMap<>();

    private Reply(int status, byte[] body, Path file) {
        this.status = status;
        this.body = body;
        this.file = file;
    }

    static Reply text(int status, String text) {
        return new Reply(status, text.getBytes(UTF_8), null).with("Content-Type", "text/plain");
    }

    static Reply xml(Xml document) {
        return new Reply(200, document.text().getBytes(UTF_8), null).with("Content-Type", "application/xml");
    }

    static Reply json(Map<String, ?> value) {
        return new Reply(200, Json.text(value).getBytes(UTF_8), null).with("Content-Type", "application/json");
    }

    /** A file, which is removed when it is sent. */
    static Reply file(Path file) {
        return new Reply(200, null, file);
    }

    /** An error as the part of the service that is asked tells it: the tunnel in JSON, the others in XML. */
    static Reply error(ServiceError error, boolean tunnel, String requestId, String host) {
        if (tunnel) {
            byte[] json = Json.text(Map.of("Code", error.code(), "Message", error.getMessage()))
                    .getBytes(UTF_8);
            return new Reply(error.status(), json, null).with("Content-Type", "application/json");
        }
        byte[] xml = new Xml("Error")
                .leaf("Code", error.code())
                .leaf("Message", error.getMessage())
                .leaf("RequestId", requestId)
                .leaf("HostId", host)
                .text()
                .getBytes(UTF_8);
        return new Reply(error.status(), xml, null).with("Content-Type", "application/xml");
    }

    /** A time as headers and XML tell it. */
    static String rfc822(Instant instant) {
        return RFC_822.format(instant);
    }

    Reply with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    void send(Exchange exchange) throws IOException {
        headers.forEach(exchange::with);
        if (file == null) {
            exchange.reply(status, body);
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            exchange.reply(status, Files.size(file), in);
        } finally {
            Files.delete(file);
        }
    }
}
