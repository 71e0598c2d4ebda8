package io.datachannels.emulators.maxcompute;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.datachannels.emulators.maxcompute.store.ServiceError;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Checks who sent a call: signatures of versions 2 and 4 in the header {@code Authorization}. */
final class Authenticator {
    private static final Pattern AUTHORIZATION =
            Pattern.compile("ODPS ([^:/]+)(?:/(\\d{8})/([^/]+)/odps/aliyun_v4_request)?:(.+)");
    private static final String PREFIX = "x-odps-";

    private final Map<String, String> secrets;

    /** @param secrets by access id */
    Authenticator(Map<String, String> secrets) {
        this.secrets = Map.copyOf(secrets);
    }

    /** @throws ServiceError if the call is not signed, or not by a known key */
    void check(Call call) {
        String authorization = call.headers().get("authorization");
        if (authorization == null) {
            throw new ServiceError(401, "MissingAuthorization", "ODPS-0410051:Invalid credentials - no Authorization");
        }
        Matcher parts = AUTHORIZATION.matcher(authorization);
        if (!parts.matches()) {
            throw new ServiceError(
                    401, "InvalidAuthorization", "ODPS-0410051:Invalid credentials - Authorization cannot be read");
        }
        String secret = secrets.get(parts.group(1));
        if (secret == null) {
            throw new ServiceError(401, "Unauthorized", "ODPS-0410051:Invalid credentials - accessId not found");
        }
        byte[] key = parts.group(2) == null ? secret.getBytes(UTF_8) : key(secret, parts.group(2), parts.group(3));
        String computed = Base64.getEncoder()
                .encodeToString(hmac("HmacSHA1", key, stringToSign(call).getBytes(UTF_8)));
        if (!MessageDigest.isEqual(computed.getBytes(UTF_8), parts.group(4).getBytes(UTF_8))) {
            throw new ServiceError(
                    401, "Unauthorized", "ODPS-0410042:Invalid signature value - User signature does not match");
        }
    }

    private static String stringToSign(Call call) {
        TreeMap<String, String> signed = new TreeMap<>(Map.of("content-md5", "", "content-type", ""));
        call.headers().forEach((name, value) -> {
            if (name.equals("content-md5")
                    || name.equals("content-type")
                    || name.equals("date")
                    || name.startsWith(PREFIX)) {
                signed.put(name, value);
            }
        });
        call.query().forEach((name, value) -> {
            if (name.startsWith(PREFIX)) {
                signed.put(name, value);
            }
        });
        StringBuilder text = new StringBuilder(call.method()).append('\n');
        signed.forEach((name, value) -> text.append(name.startsWith(PREFIX) ? name + ":" : "")
                .append(value)
                .append('\n'));
        text.append(call.path());
        char separator = '?';
        for (Map.Entry<String, String> each : new TreeMap<>(call.query()).entrySet()) {
            text.append(separator).append(each.getKey());
            if (!each.getValue().isEmpty()) {
                text.append('=').append(each.getValue());
            }
            separator = '&';
        }
        return text.toString();
    }

    private static byte[] key(String secret, String date, String region) {
        byte[] key = ("aliyun_v4" + secret).getBytes(UTF_8);
        for (String part : new String[] {date, region, "odps", "aliyun_v4_request"}) {
            key = hmac("HmacSHA256", key, part.getBytes(UTF_8));
        }
        return key;
    }

    private static byte[] hmac(String algorithm, byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(algorithm + " is not there", e);
        }
    }
}
