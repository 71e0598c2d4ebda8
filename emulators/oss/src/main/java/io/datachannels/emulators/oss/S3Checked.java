package io.datachannels.emulators.oss;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** A body that at its end is compared with its checksums, of which those in the trailer are not known before. */
final class S3Checked extends FilterInputStream {
    private final Map<String, String> expected;
    private final Map<String, S3Checksum> running = new LinkedHashMap<>();
    private boolean checked;

    /**
     * @param expected by header; may grow while the body is read
     * @param sent the request's headers, of which {@code x-amz-trailer} says what will come
     */
    S3Checked(InputStream in, Map<String, String> expected, Map<String, String> sent) {
        super(in);
        this.expected = expected;
        expected.keySet().forEach(each -> running.put(each, S3Checksum.of(each)));
        for (String name : sent.getOrDefault("x-amz-trailer", "").split(",")) {
            if (S3Checksum.isValue(name.trim())) {
                running.put(name.trim(), S3Checksum.of(name.trim()));
            }
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        int count = in.read(bytes, from, length);
        if (count > 0) {
            running.values().forEach(each -> each.update(bytes, from, count));
        } else if (count < 0 && !checked) {
            checked = true;
            running.forEach(this::compare);
        }
        return count;
    }

    private void compare(String header, S3Checksum checksum) {
        String value = checksum.value();
        if (value.equals(expected.get(header))) {
            return;
        }
        if (header.equals(S3Authenticator.PAYLOAD)) {
            throw new OssError(
                            400,
                            "XAmzContentSHA256Mismatch",
                            "The provided 'x-amz-content-sha256' header does not match what was computed.")
                    .with("ClientComputedContentSHA256", expected.get(header))
                    .with("S3ComputedContentSHA256", value);
        }
        throw new OssError(400, "BadDigest", "The " + header + " you specified did not match the calculated checksum.");
    }
}
