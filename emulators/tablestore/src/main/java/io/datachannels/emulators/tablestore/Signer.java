package io.datachannels.emulators.tablestore;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.SortedMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures of requests and responses, versions 2 and 4. Headers are given with their names in lower case. */
final class Signer {
    private static final String PREFIX = "x-ots-";
    private static final String SHA1 = "HmacSHA1";
    private static final String SHA256 = "HmacSHA256";

    private Signer() {}

    /** Version 2 of the request's signature. */
    static String requestV2(String secret, String action, SortedMap<String, String> headers) {
        return base64(hmac(SHA1, utf8(secret), requestText(action, headers)));
    }

    /** Version 4, with the key of {@link #keyV4}. */
    static String requestV4(String key, String action, SortedMap<String, String> headers) {
        return base64(hmac(SHA256, utf8(key), requestText(action, headers) + "ots"));
    }

    /** The key that a secret has on a day ({@code yyyyMMdd}) in a region; its text, in UTF-8, is what signs. */
    static String keyV4(String secret, String date, String region) {
        byte[] day = hmac(SHA256, utf8("aliyun_v4" + secret), date);
        byte[] ots = hmac(SHA256, hmac(SHA256, day, region), "ots");
        return base64(hmac(SHA256, ots, "aliyun_v4_request"));
    }

    /** The response's signature; the key is the secret, or the key of version 4 if the request was signed with one. */
    static String response(String key, String action, SortedMap<String, String> headers) {
        StringBuilder text = new StringBuilder();
        append(text, headers);
        return base64(hmac(SHA1, utf8(key), text.append('/').append(action).toString()));
    }

    private static String requestText(String action, SortedMap<String, String> headers) {
        StringBuilder text = new StringBuilder(512).append('/').append(action).append("\nPOST\n\n");
        append(text, headers);
        return text.toString();
    }

    private static void append(StringBuilder text, SortedMap<String, String> headers) {
        headers.forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                text.append(name).append(':').append(value.trim()).append('\n');
            }
        });
    }

    private static byte[] hmac(String algorithm, byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no " + algorithm, e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
