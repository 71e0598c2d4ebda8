package io.datachannels.emulators.oss;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The fourth of the service's signatures: HMAC-SHA256 with a key for one day, region and product. */
final class SignatureV4 {
    static final String ALGORITHM = "OSS4-HMAC-SHA256";
    static final String END = "aliyun_v4_request";
    private static final String PAYLOAD = "x-oss-content-sha256";

    private SignatureV4() {}

    /**
     * The request in the form whose hash is signed.
     *
     * @param resource {@code /}, {@code /BUCKET/} or {@code /BUCKET/KEY}, not encoded
     * @param query decoded, without {@code x-oss-signature}
     * @param additional further headers to sign, in lower case and sorted
     */
    static String canonicalRequest(
            String method,
            String resource,
            Map<String, String> query,
            Map<String, String> headers,
            List<String> additional) {
        StringBuilder text = new StringBuilder(method).append('\n');
        text.append(Percent.encodePath(resource)).append('\n');
        text.append(canonicalQuery(query)).append('\n');
        new TreeMap<>(headers).forEach((name, value) -> {
            if (isSigned(name) || additional.contains(name)) {
                text.append(name).append(':').append(value.trim()).append('\n');
            }
        });
        text.append('\n').append(String.join(";", additional)).append('\n');
        return text.append(headers.getOrDefault(PAYLOAD, "UNSIGNED-PAYLOAD")).toString();
    }

    static String stringToSign(String date, SignatureScope scope, String canonicalRequest) {
        return ALGORITHM + "\n" + date + "\n" + scope.text() + "\n" + sha256(canonicalRequest);
    }

    static String sign(String secret, SignatureScope scope, String text) {
        return HexFormat.of().formatHex(hmac(scope.key("aliyun_v4" + secret), text));
    }

    private static boolean isSigned(String header) {
        return header.startsWith("x-oss-") || header.equals("content-type") || header.equals("content-md5");
    }

    private static String canonicalQuery(Map<String, String> query) {
        Map<String, String> encoded = new TreeMap<>();
        query.forEach((name, value) -> encoded.put(Percent.encode(name.trim()), Percent.encode(value.trim())));
        StringBuilder text = new StringBuilder();
        encoded.forEach((name, value) -> {
            text.append(text.isEmpty() ? "" : "&").append(name);
            text.append(value.isEmpty() ? "" : "=" + value);
        });
        return text.toString();
    }

    static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
