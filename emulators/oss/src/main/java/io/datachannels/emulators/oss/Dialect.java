package io.datachannels.emulators.oss;

import java.util.Map;

/** The two protocols that the server speaks on its one port; a request shows by its signature which of them it is. */
enum Dialect {
    OSS,
    /** That of Amazon S3; its headers and errors are turned into those of OSS and back. */
    S3;

    /** @param headers names in lower case */
    static Dialect of(Map<String, String> headers, Map<String, String> query) {
        boolean signed = headers.getOrDefault("authorization", "").startsWith(S3Signature.ALGORITHM);
        return signed || query.containsKey(S3Signature.QUERY_ALGORITHM) ? S3 : OSS;
    }
}
