package io.datachannels.emulators.oss;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The signature of S3, version 4: HMAC-SHA256 with a key for one day, region and service. */
final class S3Signature {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final String QUERY_ALGORITHM = "X-Amz-Algorithm";
    static final String QUERY_SIGNATURE = "X-Amz-Signature";
    static final String EMPTY_SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    static final String END = "aws4_request";

    private S3Signature() {}

    /**
     * The request in the form whose hash is signed.
     *
     * @param path decoded
     * @param query decoded, without the signature
     * @param headers names in lower case
     * @param signed the names of the headers that are signed, in lower case and sorted
     * @param payload what stands for the body
     */
    static String canonicalRequest(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            List<String> signed,
            String payload) {
        StringBuilder text = new StringBuilder(method).append('\n');
        text.append(Percent.encodePath(path)).append('\n');
        Map<String, String> encoded = new TreeMap<>();
        query.forEach((name, value) -> encoded.put(Percent.encode(name), Percent.encode(value)));
        String separator = "";
        for (Map.Entry<String, String> each : encoded.entrySet()) {
            text.append(separator).append(each.getKey()).append('=').append(each.getValue());
            separator = "&";
        }
        text.append('\n');
        for (String name : signed) {
            String value = headers.getOrDefault(name, "").trim().replaceAll(" +", " ");
            text.append(name).append(':').append(value).append('\n');
        }
        return text.append('\n')
                .append(String.join(";", signed))
                .append('\n')
                .append(payload)
                .toString();
    }

    static String stringToSign(String date, SignatureScope scope, String canonicalRequest) {
        return ALGORITHM + "\n" + date + "\n" + scope.text() + "\n" + SignatureV4.sha256(canonicalRequest);
    }

    static byte[] key(String secret, SignatureScope scope) {
        return scope.key("AWS4" + secret);
    }

    static String sign(byte[] key, String text) {
        return HexFormat.of().formatHex(SignatureV4.hmac(key, text));
    }
}
