package io.datachannels.emulators.oss;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.Base64;

/** Takes the body of a request that stores bytes. */
final class Body {
    private final ObjectStore store;

    Body(ObjectStore store) {
        this.store = store;
    }

    /**
     * Writes it to a file and compares it with the Content-MD5 that came along, if any.
     *
     * @throws OssError InvalidDigest if the Content-MD5 is none, BadDigest if it is another one's, EntityTooLarge over 5 GB
     */
    Received receive(OssRequest request) throws IOException {
        byte[] expected = digest(request);
        if (request.announced() > ObjectStore.LARGEST_BODY) {
            throw new OssError(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size.");
        }
        Received received = store.receive(request.body(), ObjectStore.LARGEST_BODY);
        if (expected != null && !Arrays.equals(expected, received.md5())) {
            Files.delete(received.file());
            throw bad();
        }
        return received;
    }

    /** As {@link #receive}, for XML. */
    byte[] document(OssRequest request) throws IOException {
        byte[] expected = digest(request);
        byte[] document = request.document();
        if (expected != null && !Arrays.equals(expected, Received.newMd5().digest(document))) {
            throw bad();
        }
        return document;
    }

    private static byte[] digest(OssRequest request) {
        String header = request.header("content-md5");
        if (header == null) {
            return null;
        }
        try {
            byte[] digest = Base64.getDecoder().decode(header.trim());
            if (digest.length == 16) {
                return digest;
            }
        } catch (IllegalArgumentException e) {
            throw invalid(header);
        }
        throw invalid(header);
    }

    private static OssError invalid(String header) {
        return new OssError(400, "InvalidDigest", "The Content-MD5 you specified was invalid.")
                .with("Content-MD5", header);
    }

    private static OssError bad() {
        return new OssError(400, "BadDigest", "The Content-MD5 you specified did not match what we received.");
    }
}
