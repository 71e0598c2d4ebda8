package io.datachannels.emulators.tablestore;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** What happens to bodies on their way: checksums and zlib compression. */
final class Body {
    /** The longest request body, in bytes as sent. */
    static final int MAX_LENGTH = 5 << 20;

    /** The longest request body after inflating: a request of 5 MB may unfold to a little more, not to a flood. */
    private static final int MAX_INFLATED = 64 << 20;

    private Body() {}

    /**
     * Checks the body as sent against its MD5 and inflates it if it is compressed.
     *
     * @param body null if it is longer than {@link #MAX_LENGTH}
     * @throws ServiceException if it is damaged or too long
     */
    static byte[] unpack(byte[] body, Map<String, String> headers) {
        if (body == null) {
            throw new ServiceException(413, "OTSRequestBodyTooLarge", "The size of POST data is too large.");
        }
        if (!md5(body).equals(headers.get("x-ots-contentmd5"))) {
            throw ServiceException.authFailed(
                    "Mismatch between MD5 value of request body and x-ots-contentmd5 in header.");
        }
        String type = headers.get("x-ots-request-compress-type");
        if (type == null) {
            return body;
        }
        if (!type.equals("deflate")) {
            throw ServiceException.invalid("Unsupported compress type: '" + type + "'.");
        }
        try {
            return inflate(body, Integer.parseInt(headers.getOrDefault("x-ots-request-compress-size", "")));
        } catch (NumberFormatException | DataFormatException e) {
            throw ServiceException.invalid("Cannot inflate the request's body.");
        }
    }

    static byte[] deflate(byte[] body) {
        Deflater deflater = new Deflater();
        try {
            deflater.setInput(body);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 4 + 64);
            byte[] buffer = new byte[64 * 1024];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    static String md5(byte[] body) {
        return md5(List.of(ByteBuffer.wrap(body)));
    }

    /** The Base64 text of the MD5 of the parts together. */
    static String md5(List<ByteBuffer> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            parts.forEach(part -> digest.update(part.duplicate()));
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK has no MD5", e);
        }
    }

    private static byte[] inflate(byte[] body, int size) throws DataFormatException {
        if (size < 0 || size > MAX_INFLATED) {
            throw new DataFormatException("size " + size);
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(body);
            byte[] inflated = new byte[size];
            int length = 0;
            while (length < size && !inflater.finished() && !inflater.needsInput()) {
                length += inflater.inflate(inflated, length, size - length);
            }
            if (length < size) {
                throw new DataFormatException("it ends early");
            }
            return inflated;
        } finally {
            inflater.end();
        }
    }
}
