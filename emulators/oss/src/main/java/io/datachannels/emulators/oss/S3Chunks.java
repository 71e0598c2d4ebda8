package io.datachannels.emulators.oss;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;

/**
 * The bytes in a body of {@code aws-chunked}: chunks that begin with their length and maybe a signature, and behind the last one
 * headers, of which checksums are handed on.
 */
final class S3Chunks extends InputStream {
    private static final int LARGEST_CHUNK = 64 << 20;
    private static final int LONGEST_LINE = 4 * 1024;
    private static final String SIGNATURE = ";chunk-signature=";
    private static final String TRAILER_SIGNATURE = "x-amz-trailer-signature";

    private final InputStream in;
    private final S3Seal seal;
    private final Map<String, String> checksums;
    private String before;
    private byte[] chunk = new byte[0];
    private int position;
    private boolean ended;

    /**
     * @param seal what the chunks are signed with; null if they are not
     * @param checksums takes those that come at the end
     */
    S3Chunks(InputStream in, S3Seal seal, Map<String, String> checksums) {
        this.in = in;
        this.seal = seal;
        this.checksums = checksums;
        this.before = seal == null ? "" : seal.signature();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        while (position == chunk.length && !ended) {
            next();
        }
        if (ended) {
            return -1;
        }
        int count = Math.min(length, chunk.length - position);
        System.arraycopy(chunk, position, bytes, from, count);
        position += count;
        return count;
    }

    private void next() throws IOException {
        String head = line();
        int cut = head.indexOf(';');
        int size = size(cut < 0 ? head : head.substring(0, cut));
        chunk = in.readNBytes(size);
        position = 0;
        if (chunk.length < size) {
            throw new EOFException("the body ends inside a chunk");
        }
        if (seal != null) {
            String signature = head.contains(SIGNATURE) ? head.substring(cut + SIGNATURE.length()) : "";
            verify(seal.chunk(before, sha256(chunk)), signature);
            before = signature;
        }
        if (size == 0) {
            ended = true;
            trailer();
        } else if (!line().isEmpty()) {
            throw malformed("a chunk is longer than it says");
        }
    }

    private void trailer() throws IOException {
        StringBuilder signed = new StringBuilder();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, Math.max(0, colon)).trim().toLowerCase(Locale.ROOT);
            String value = line.substring(colon + 1).trim();
            if (name.equals(TRAILER_SIGNATURE)) {
                if (seal != null) {
                    verify(seal.trailer(before, sha256(signed.toString().getBytes(StandardCharsets.UTF_8))), value);
                }
            } else if (S3Checksum.isValue(name)) {
                signed.append(name).append(':').append(value).append('\n');
                checksums.put(name, value);
            }
        }
    }

    /** Up to the end of the line, which is not part of it; "" at the end of the body. */
    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            if (line.size() == LONGEST_LINE) {
                throw malformed("a line is too long");
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    private static int size(String hex) {
        try {
            int size = Integer.parseInt(hex.trim(), 16);
            if (size <= LARGEST_CHUNK) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw malformed("a chunk has no length");
        }
        throw malformed("a chunk is too large");
    }

    private static void verify(String computed, String signature) {
        if (!computed.equals(signature)) {
            throw new OssError(
                    403,
                    "SignatureDoesNotMatch",
                    "The signature of a chunk we calculated does not match the signature you provided.");
        }
    }

    private static String sha256(byte[] bytes) {
        MessageDigest digest = Received.newDigest("SHA-256");
        return HexFormat.of().formatHex(digest.digest(bytes));
    }

    private static OssError malformed(String why) {
        return new OssError(400, "IncompleteBody", "The body is no aws-chunked one: " + why + ".");
    }
}
