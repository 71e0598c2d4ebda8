package io.datachannels.plugins.oss;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** MD5 as S3 uses it: not against attackers, but to find bytes that changed on their way. */
final class Md5 {
    private Md5() {}

    /** Of the first {@code length} bytes, as the header Content-MD5 has it. */
    static String base64(byte[] bytes, int length) {
        MessageDigest md5 = md5();
        md5.update(bytes, 0, length);
        return Base64.getEncoder().encodeToString(md5.digest());
    }

    /** As most stores give it to a part for its ETag. */
    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(md5().digest(bytes));
    }

    /** Whether the ETag is that of an object of these parts; where the parts' ETags are no hashes, whether it may be. */
    static boolean isOf(List<Part> parts, String etag) {
        MessageDigest md5 = md5();
        for (Part each : parts) {
            String hex = unquoted(each.etag());
            if (!hex.matches("[0-9a-f]{32}")) {
                return true;
            }
            md5.update(HexFormat.of().parseHex(hex));
        }
        String whole = HexFormat.of().formatHex(md5.digest()) + "-" + parts.size();
        return whole.equals(unquoted(etag));
    }

    /** The ETag without its quotes, of which not every answer of a store has them. */
    static String unquoted(String etag) {
        return etag.replace("\"", "").toLowerCase(Locale.ROOT);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
