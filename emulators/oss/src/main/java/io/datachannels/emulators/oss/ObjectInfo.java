package io.datachannels.emulators.oss;

import java.time.Instant;
import java.util.Map;

/**
 * What is known of an object beside its bytes.
 *
 * @param key 1 to 1,023 bytes of UTF-8
 * @param size in bytes
 * @param etag without quotes: the MD5 in upper-case hex, for multipart objects {@code HEX-N}
 * @param crc64 the CRC-64/ECMA of the bytes, as an unsigned number
 * @param modified to the second
 * @param headers what the client sent along and gets back: {@code content-type}, {@code x-oss-meta-…} and the like, names
 *     in lower case
 */
public record ObjectInfo(
        String key,
        long size,
        String etag,
        long crc64,
        Instant modified,
        ObjectType type,
        Map<String, String> headers) {
    public ObjectInfo {
        headers = Map.copyOf(headers);
    }
}
