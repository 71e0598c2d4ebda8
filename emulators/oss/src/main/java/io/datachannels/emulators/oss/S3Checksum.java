package io.datachannels.emulators.oss;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/** One of the checksums that clients of S3 send along, over the bytes that arrive. */
abstract class S3Checksum {
    private static final String PREFIX = "x-amz-checksum-";
    private static final Set<String> ALGORITHMS = Set.of("crc32", "crc32c", "crc64nvme", "sha1", "sha256");

    /** Whether a header of that name is a checksum. */
    static boolean isValue(String header) {
        return header.startsWith(PREFIX) && ALGORITHMS.contains(header.substring(PREFIX.length()));
    }

    /** @param header {@code x-amz-checksum-crc32} and so on, or {@code x-amz-content-sha256} */
    static S3Checksum of(String header) {
        return switch (header) {
            case PREFIX + "crc32" -> crc(new CRC32(), Integer.BYTES);
            case PREFIX + "crc32c" -> crc(new CRC32C(), Integer.BYTES);
            case PREFIX + "crc64nvme" -> crc(new Crc64Nvme(), Long.BYTES);
            case PREFIX + "sha1" -> digest("SHA-1", true);
            case PREFIX + "sha256" -> digest("SHA-256", true);
            default -> digest("SHA-256", false);
        };
    }

    abstract void update(byte[] bytes, int from, int length);

    /** As the header has it. */
    abstract String value();

    private static S3Checksum crc(Checksum crc, int width) {
        return new S3Checksum() {
            @Override
            void update(byte[] bytes, int from, int length) {
                crc.update(bytes, from, length);
            }

            @Override
            String value() {
                byte[] value =
                        ByteBuffer.allocate(Long.BYTES).putLong(crc.getValue()).array();
                return Base64.getEncoder().encodeToString(Arrays.copyOfRange(value, Long.BYTES - width, Long.BYTES));
            }
        };
    }

    private static S3Checksum digest(String algorithm, boolean base64) {
        MessageDigest digest = Received.newDigest(algorithm);
        return new S3Checksum() {
            @Override
            void update(byte[] bytes, int from, int length) {
                digest.update(bytes, from, length);
            }

            @Override
            String value() {
                byte[] value = digest.digest();
                return base64
                        ? Base64.getEncoder().encodeToString(value)
                        : HexFormat.of().formatHex(value);
            }
        };
    }
}
