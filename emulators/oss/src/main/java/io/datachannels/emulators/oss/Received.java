package io.datachannels.emulators.oss;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A body that was written to a file.
 *
 * @param md5 16 bytes
 */
record Received(Path file, long size, byte[] md5, long crc64) {
    private static final int BUFFER = 128 * 1024;

    /**
     * Writes the stream to a new file; if that fails the file is gone again.
     *
     * @param limit bytes
     * @throws OssError EntityTooLarge if there are more
     * @throws IOException if the stream or the disk fails
     */
    static Received write(Path file, InputStream body, long limit) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            return copy(file, body, out, limit);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** Reads a file that is there already. */
    static Received read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return copy(file, in, OutputStream.nullOutputStream(), Long.MAX_VALUE);
        }
    }

    private static Received copy(Path file, InputStream in, OutputStream out, long limit) throws IOException {
        MessageDigest md5 = newMd5();
        Crc64 crc = new Crc64();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            size += count;
            if (size > limit) {
                throw new OssError(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size.");
            }
            md5.update(buffer, 0, count);
            crc.update(buffer, 0, count);
            out.write(buffer, 0, count);
        }
        return new Received(file, size, md5.digest(), crc.value());
    }

    static MessageDigest newMd5() {
        return newDigest("MD5");
    }

    static MessageDigest newDigest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Upper-case hex, as the service writes ETags. */
    String etag() {
        return hex(md5);
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
