package io.datachannels.plugins.oss;

import com.aliyun.oss.common.utils.CRC64;

/** The checksum that OSS keeps of every object, CRC-64 as in ECMA-182, as an unsigned decimal number; the SDK computes it of all that it moves. */
final class Crc64 {
    static final String OF_NOTHING = "0";

    private Crc64() {}

    static String of(byte[] bytes) {
        return Long.toUnsignedString(new CRC64(bytes, bytes.length).getValue());
    }

    /** The checksum of bytes and others after them; empty if one of both is unknown. */
    static String combine(String first, String second, long secondLength) {
        if (first.isEmpty() || second.isEmpty()) {
            return "";
        }
        long combined = CRC64.combine(Long.parseUnsignedLong(first), Long.parseUnsignedLong(second), secondLength);
        return Long.toUnsignedString(combined);
    }
}
