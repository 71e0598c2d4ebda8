package io.datachannels.emulators.oss;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where and when a signature of version 4 holds: {@code yyyyMMdd/REGION/SERVICE/END}.
 *
 * @param end the protocol's own word
 */
record SignatureScope(String date, String region, String service, String end) {
    /** @throws IllegalArgumentException if the text has another form */
    static SignatureScope parse(String text, String end) {
        String[] parts = text.split("/");
        if (parts.length != 4 || !parts[3].equals(end)) {
            throw new IllegalArgumentException(text);
        }
        return new SignatureScope(parts[0], parts[1], parts[2], end);
    }

    String text() {
        return date + "/" + region + "/" + service + "/" + end;
    }

    /** The key that signs in it, made of the secret with the protocol's prefix. */
    byte[] key(String prefixed) {
        byte[] key = prefixed.getBytes(StandardCharsets.UTF_8);
        for (String part : List.of(date, region, service, end)) {
            key = SignatureV4.hmac(key, part);
        }
        return key;
    }
}
