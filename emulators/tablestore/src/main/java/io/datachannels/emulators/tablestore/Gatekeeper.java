package io.datachannels.emulators.tablestore;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Lets a request in if it has the headers it must have, comes in time and is signed by a known key. The request's date is
 * compared with the system's clock, whatever clock the rows have: the SDK takes it from there.
 */
final class Gatekeeper {
    private static final Duration MAX_SKEW = Duration.ofMinutes(15);
    private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9_-]+");
    private static final String V2 = "x-ots-signature";
    private static final String V4 = "x-ots-signaturev4";
    private static final List<String> REQUIRED =
            List.of("x-ots-apiversion", "x-ots-accesskeyid", "x-ots-instancename", "x-ots-date", "x-ots-contentmd5");

    private final Map<String, String> secrets;

    /** @param secrets by access key id */
    Gatekeeper(Map<String, String> secrets) {
        this.secrets = Map.copyOf(secrets);
    }

    /**
     * Checks the headers of a request, names in lower case; the body comes later.
     *
     * @throws ServiceException if the request is not let in
     */
    Caller admit(String action, Map<String, String> headers) {
        for (String name : REQUIRED) {
            require(headers, name);
        }
        String id = headers.get("x-ots-accesskeyid");
        String instance = headers.get("x-ots-instancename");
        checkDate(headers.get("x-ots-date"));
        String secret = secrets.get(id);
        if (secret == null) {
            throw ServiceException.authFailed("The AccessKeyID does not exist.");
        }
        String key = checkSignature(secret, action, headers);
        if (!INSTANCE.matcher(instance).matches()) {
            throw ServiceException.authFailed("The instance is not found.");
        }
        return new Caller(id, instance, key);
    }

    private static String checkSignature(String secret, String action, Map<String, String> headers) {
        SortedMap<String, String> signed = new TreeMap<>(headers);
        String v2 = signed.remove(V2);
        String v4 = signed.remove(V4);
        String key = secret;
        String expected;
        if (v4 != null) {
            key = Signer.keyV4(secret, require(headers, "x-ots-signdate"), require(headers, "x-ots-signregion"));
            expected = Signer.requestV4(key, action, signed);
        } else {
            require(headers, V2);
            expected = Signer.requestV2(secret, action, signed);
        }
        if (!expected.equals(v4 != null ? v4 : v2)) {
            throw ServiceException.authFailed("Signature mismatch.");
        }
        return key;
    }

    private static String require(Map<String, String> headers, String name) {
        String value = headers.get(name);
        if (value == null) {
            throw ServiceException.invalid("Missing header: '" + name + "'.");
        }
        return value;
    }

    private static void checkDate(String date) {
        Instant now = Instant.now();
        try {
            if (Duration.between(Instant.parse(date), now).abs().compareTo(MAX_SKEW) <= 0) {
                return;
            }
        } catch (DateTimeParseException e) {
            throw ServiceException.invalid("Invalid date: '" + date + "'.");
        }
        throw ServiceException.authFailed(
                "Mismatch between system time and x-ots-date: system time is " + now + ", x-ots-date is " + date + ".");
    }

    /**
     * Who asks.
     *
     * @param id the access key's id
     * @param instance whose tables the request is about
     * @param key what the response is to be signed with
     */
    record Caller(String id, String instance, String key) {}
}
