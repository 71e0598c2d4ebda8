package io.datachannels.emulators.oss;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks who sent a request: signatures of versions 1 and 4, in a header or in the URL. */
final class Authenticator {
    private static final Pattern V1 = Pattern.compile("OSS ([^:]+):(.+)");
    private static final Pattern V4 = Pattern.compile(SignatureV4.ALGORITHM
            + " Credential=([^,]+),\\s*(?:AdditionalHeaders=([^,]*),\\s*)?Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** How far a client's clock may be off, from the service's description of RequestTimeTooSkewed. */
    private static final Duration SKEW = Duration.ofMinutes(15);

    private final Map<String, String> secrets;
    private final Clock clock;

    /** @param secrets by access key id */
    Authenticator(Map<String, String> secrets, Clock clock) {
        this.secrets = Map.copyOf(secrets);
        this.clock = clock;
    }

    /** @throws OssError if the request is not signed, or not by a known key, or not now */
    void check(OssRequest request) {
        String authorization = request.header("authorization");
        Map<String, String> query = request.query();
        if (authorization != null) {
            Matcher v1 = V1.matcher(authorization);
            Matcher v4 = V4.matcher(authorization);
            if (v1.matches()) {
                checkV1(request, v1.group(1), v1.group(2));
            } else if (v4.matches()) {
                checkV4(request, v4.group(1), v4.group(2), v4.group(3));
            } else {
                throw new OssError(400, "InvalidArgument", "Authorization header is invalid.");
            }
        } else if (query.containsKey("Signature") && query.containsKey("OSSAccessKeyId")) {
            checkV1Url(request);
        } else if (query.containsKey("x-oss-signature") && query.containsKey("x-oss-credential")) {
            checkV4Url(request);
        } else {
            throw denied("You have no right to access this object because of bucket acl.");
        }
    }

    private void checkV1(OssRequest request, String id, String signature) {
        String date = request.header("date");
        String ossDate = request.header("x-oss-date");
        String signed = date == null ? ossDate : date;
        if (signed == null) {
            throw denied("OSS authentication requires a valid Date.");
        }
        String secret = secret(id);
        checkSkew(rfc1123(signed), signed);
        compareV1(request, id, secret, signature, signed);
    }

    private void checkV1Url(OssRequest request) {
        Map<String, String> query = request.query();
        String expires = query.getOrDefault("Expires", "");
        if (!expires.matches("\\d{1,11}")) {
            throw denied("Invalid date (should be seconds since epoch): " + expires);
        }
        String id = query.get("OSSAccessKeyId");
        String secret = secret(id);
        checkExpiry(Instant.ofEpochSecond(Long.parseLong(expires)));
        compareV1(request, id, secret, query.get("Signature"), expires);
    }

    private static void compareV1(OssRequest request, String id, String secret, String signature, String date) {
        String text = SignatureV1.stringToSign(
                request.method(), asSigned(request.headers()), date, resource(request), request.query());
        compare(id, signature, SignatureV1.sign(secret, text), text);
    }

    private void checkV4(OssRequest request, String credential, String additional, String signature) {
        String date = request.header("x-oss-date");
        Instant time = basic(date);
        checkSkew(time, date);
        compareV4(request, request.query(), credential, additional, signature, date);
    }

    private void checkV4Url(OssRequest request) {
        Map<String, String> query = new TreeMap<>(request.query());
        String signature = query.remove("x-oss-signature");
        String date = query.get("x-oss-date");
        Instant time = basic(date);
        if (time.isAfter(clock.instant().plus(SKEW))) {
            throw denied("Request is not valid yet.");
        }
        checkExpiry(time.plusSeconds(request.number("x-oss-expires", 0, 1, 604_800)));
        compareV4(
                request, query, query.get("x-oss-credential"), query.get("x-oss-additional-headers"), signature, date);
    }

    private void compareV4(
            OssRequest request,
            Map<String, String> query,
            String credential,
            String additional,
            String signature,
            String date) {
        int slash = credential.indexOf('/');
        String id = credential.substring(0, Math.max(0, slash));
        String secret = secret(id);
        SignatureScope scope;
        try {
            scope = SignatureScope.parse(credential.substring(slash + 1), SignatureV4.END);
        } catch (IllegalArgumentException e) {
            throw new OssError(400, "InvalidArgument", "The credential's scope is invalid.");
        }
        if (!date.startsWith(scope.date())) {
            throw new OssError(400, "InvalidArgument", "The credential's date is not that of x-oss-date.");
        }
        List<String> names = additional == null || additional.isEmpty()
                ? List.of()
                : Arrays.stream(additional.split(";"))
                        .map(String::trim)
                        .sorted()
                        .toList();
        String canonical = SignatureV4.canonicalRequest(
                request.method(), resource(request), query, asSigned(request.headers()), names);
        String text = SignatureV4.stringToSign(date, scope, canonical);
        try {
            compare(id, signature, SignatureV4.sign(secret, scope, text), text);
        } catch (OssError e) {
            throw e.with("CanonicalRequest", canonical);
        }
    }

    String secret(String id) {
        String secret = secrets.get(id);
        if (secret == null) {
            throw new OssError(
                            403,
                            "InvalidAccessKeyId",
                            "The OSS Access Key Id you provided does not exist in our records.")
                    .with("OSSAccessKeyId", id);
        }
        return secret;
    }

    void checkSkew(Instant time, String text) {
        Instant now = clock.instant();
        if (Duration.between(time, now).abs().compareTo(SKEW) > 0) {
            throw new OssError(
                            403,
                            "RequestTimeTooSkewed",
                            "The difference between the request time and the current time is too large.")
                    .with("MaxAllowedSkewMilliseconds", Long.toString(SKEW.toMillis()))
                    .with("RequestTime", text)
                    .with("ServerTime", Times.iso(now));
        }
    }

    void checkExpiry(Instant end) {
        if (clock.instant().isAfter(end)) {
            throw denied("Request has expired.").with("Expires", Times.iso(end));
        }
    }

    private static void compare(String id, String given, String computed, String text) {
        if (!MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), computed.getBytes(StandardCharsets.UTF_8))) {
            throw new OssError(
                            403,
                            "SignatureDoesNotMatch",
                            "The request signature we calculated does not match the signature you provided. Check your key and signing method.")
                    .with("OSSAccessKeyId", id)
                    .with("SignatureProvided", given)
                    .with("StringToSign", text);
        }
    }

    private static String resource(OssRequest request) {
        return request.bucket().isEmpty() ? "/" : "/" + request.bucket() + "/" + request.key();
    }

    /** Clients sign the text and send its UTF-8 bytes, which HTTP reads as ISO 8859-1. */
    static Map<String, String> asSigned(Map<String, String> headers) {
        Map<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) ->
                signed.put(name, new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8)));
        return signed;
    }

    private static Instant rfc1123(String text) {
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            return basic(text);
        }
    }

    static Instant basic(String text) {
        try {
            return BASIC.parse(text == null ? "" : text, Instant::from);
        } catch (DateTimeException e) {
            throw denied("OSS authentication requires a valid Date.");
        }
    }

    private static OssError denied(String message) {
        return new OssError(403, "AccessDenied", message);
    }
}
