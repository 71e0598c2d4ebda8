package io.datachannels.emulators.oss;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The body of a request of S3, out of its chunks and compared with all hashes, checksums and signatures that came with it. */
final class S3Body {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    private S3Body() {}

    /** @throws OssError if the client announces a body of a kind that there is not */
    static InputStream of(OssRequest request, S3Seal seal) {
        String payload = request.sent().getOrDefault(S3Authenticator.PAYLOAD, "UNSIGNED-PAYLOAD");
        Map<String, String> checksums = new LinkedHashMap<>();
        request.sent().forEach((name, value) -> {
            if (S3Checksum.isValue(name)) {
                checksums.put(name, value);
            }
        });
        if (HEX.matcher(payload).matches()) {
            checksums.put(S3Authenticator.PAYLOAD, payload);
        }
        InputStream body = switch (payload) {
            case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" ->
                new S3Chunks(request.body(), seal, checksums);
            case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> new S3Chunks(request.body(), null, checksums);
            case "UNSIGNED-PAYLOAD" -> request.body();
            default -> {
                if (!checksums.containsKey(S3Authenticator.PAYLOAD)) {
                    throw OssError.invalid(S3Authenticator.PAYLOAD, payload, "a hash or one of the streaming forms");
                }
                yield request.body();
            }
        };
        return new S3Checked(body, checksums, request.sent());
    }

    static boolean hasChecksum(OssRequest request) {
        return request.sent().keySet().stream().anyMatch(S3Checksum::isValue)
                || request.sent().containsKey("x-amz-trailer");
    }
}
