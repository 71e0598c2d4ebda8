package io.datachannels.emulators.oss;

/**
 * What the signature of a request was made with, and the signatures of a body in chunks are.
 *
 * @param signature of the request, in hex
 */
record S3Seal(byte[] key, String date, SignatureScope scope, String signature) {
    /** The signature of a chunk, which holds that of the chunk before. */
    String chunk(String before, String sha256) {
        return sign("AWS4-HMAC-SHA256-PAYLOAD", before + "\n" + S3Signature.EMPTY_SHA256 + "\n" + sha256);
    }

    /** The signature of the headers behind the last chunk. */
    String trailer(String before, String sha256) {
        return sign("AWS4-HMAC-SHA256-TRAILER", before + "\n" + sha256);
    }

    private String sign(String algorithm, String what) {
        return S3Signature.sign(key, algorithm + "\n" + date + "\n" + scope.text() + "\n" + what);
    }
}
