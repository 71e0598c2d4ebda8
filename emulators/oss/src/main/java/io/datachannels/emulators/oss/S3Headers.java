package io.datachannels.emulators.oss;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Headers of S3 as OSS has them, and the other way round. What is stored is the same, whichever client stored it. */
final class S3Headers {
    private static final String AMZ = "x-amz-";
    private static final String OSS = "x-oss-";
    private static final String ENCODING = "content-encoding";
    private static final String CHUNKED = "aws-chunked";

    private S3Headers() {}

    /** @param sent names in lower case */
    static Map<String, String> received(Map<String, String> sent, String method) {
        Map<String, String> headers = new LinkedHashMap<>();
        sent.forEach(
                (name, value) -> headers.put(name.startsWith(AMZ) ? OSS + name.substring(AMZ.length()) : name, value));
        // a range beyond the end is cut or refused, as HTTP says
        headers.put("x-oss-range-behavior", "standard");
        boolean stores = method.equals("PUT") || method.equals("POST");
        if (stores && "*".equals(headers.get("if-none-match"))) {
            headers.put("x-oss-forbid-overwrite", "true");
        }
        String length = sent.get("x-amz-decoded-content-length");
        if (length != null) {
            headers.put("content-length", length);
        }
        String encoding = headers.remove(ENCODING);
        if (encoding != null) {
            String kept = Arrays.stream(encoding.split(","))
                    .map(String::trim)
                    .filter(each -> !each.equals(CHUNKED))
                    .collect(Collectors.joining(","));
            if (!kept.isEmpty()) {
                headers.put(ENCODING, kept);
            }
        }
        return headers;
    }

    /** The headers of a reply; null for one that S3 does not know. */
    static Map.Entry<String, String> sent(String name, String value) {
        return switch (name) {
            case "x-oss-hash-crc64ecma", "x-oss-object-type", "x-oss-next-append-position", "x-oss-err" -> null;
            case "x-oss-storage-class" -> Map.entry("x-amz-storage-class", value.toUpperCase(Locale.ROOT));
            case "ETag" -> Map.entry(name, value.toLowerCase(Locale.ROOT));
            default -> Map.entry(name.startsWith(OSS) ? AMZ + name.substring(OSS.length()) : name, value);
        };
    }
}
