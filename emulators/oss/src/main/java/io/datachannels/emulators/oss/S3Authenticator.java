package io.datachannels.emulators.oss;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks who sent a request of S3: version 4 of its signatures, in a header or in the URL. */
final class S3Authenticator {
    static final String PAYLOAD = "x-amz-content-sha256";
    private static final Pattern HEADER = Pattern.compile(
            S3Signature.ALGORITHM + " Credential=([^,]+),\\s*SignedHeaders=([^,]+),\\s*Signature=([0-9a-f]{64})");
    private static final int LONGEST_EXPIRY = 604_800;

    private final Authenticator keys;

    S3Authenticator(Authenticator keys) {
        this.keys = keys;
    }

    /** @throws OssError if the request is not signed, or not by a known key, or not now */
    S3Seal check(OssRequest request) {
        String authorization = request.sent().get("authorization");
        return authorization == null ? checkUrl(request) : checkHeader(request, authorization);
    }

    private S3Seal checkHeader(OssRequest request, String authorization) {
        Matcher header = HEADER.matcher(authorization);
        String payload = request.sent().get(PAYLOAD);
        if (!header.matches() || payload == null) {
            throw malformed("The authorization header is malformed, or x-amz-content-sha256 is missing.");
        }
        String date = request.sent().get("x-amz-date");
        keys.checkSkew(Authenticator.basic(date), date);
        return compare(request, request.query(), header.group(1), header.group(2), header.group(3), date, payload);
    }

    private S3Seal checkUrl(OssRequest request) {
        Map<String, String> query = new TreeMap<>(request.query());
        String signature = query.remove(S3Signature.QUERY_SIGNATURE);
        String date = query.get("X-Amz-Date");
        Instant time = Authenticator.basic(date);
        keys.checkExpiry(time.plusSeconds(request.number("X-Amz-Expires", 0, 1, LONGEST_EXPIRY)));
        String payload = request.sent().getOrDefault(PAYLOAD, "UNSIGNED-PAYLOAD");
        String signed = query.getOrDefault("X-Amz-SignedHeaders", "");
        return compare(
                request,
                query,
                query.getOrDefault("X-Amz-Credential", ""),
                signed,
                String.valueOf(signature),
                date,
                payload);
    }

    private S3Seal compare(
            OssRequest request,
            Map<String, String> query,
            String credential,
            String signedHeaders,
            String signature,
            String date,
            String payload) {
        int slash = credential.indexOf('/');
        String id = credential.substring(0, Math.max(0, slash));
        byte[] key;
        SignatureScope scope;
        try {
            scope = SignatureScope.parse(credential.substring(slash + 1), S3Signature.END);
            key = S3Signature.key(keys.secret(id), scope);
        } catch (IllegalArgumentException e) {
            throw malformed("The credential's scope is invalid.");
        }
        if (!date.startsWith(scope.date())) {
            throw malformed("The credential's date is not that of the request.");
        }
        List<String> signed = Arrays.stream(signedHeaders.split(";")).sorted().toList();
        requireSigned(request, signed);
        String canonical = S3Signature.canonicalRequest(
                request.method(), request.path(), query, Authenticator.asSigned(request.sent()), signed, payload);
        String computed = S3Signature.sign(key, S3Signature.stringToSign(date, scope, canonical));
        if (!MessageDigest.isEqual(bytes(signature), bytes(computed))) {
            throw new OssError(
                            403,
                            "SignatureDoesNotMatch",
                            "The request signature we calculated does not match the signature you provided. Check your key and signing method.")
                    .with("AWSAccessKeyId", id)
                    .with("SignatureProvided", signature)
                    .with("CanonicalRequest", canonical);
        }
        return new S3Seal(key, date, scope, signature);
    }

    /** The host and every header of the service's own must be signed, so that nobody adds one on the way. */
    private static void requireSigned(OssRequest request, List<String> signed) {
        boolean all = signed.contains("host")
                && request.sent().keySet().stream()
                        .filter(each -> each.startsWith("x-amz-") && !each.equals(PAYLOAD))
                        .allMatch(signed::contains);
        if (!all) {
            throw new OssError(403, "AccessDenied", "There were headers present in the request which were not signed");
        }
    }

    private static OssError malformed(String message) {
        return new OssError(400, "AuthorizationHeaderMalformed", message);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
