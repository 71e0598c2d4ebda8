package io.datachannels.plugins.oss;

import com.aliyun.oss.common.utils.CRC64;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The checksum that OSS keeps of every object, CRC-64 as in ECMA-182, as an unsigned decimal number. For one thread. */
final class Crc64 {
    static final String OF_NOTHING = "0";

    /** ECMA-182's, its bits the other way round. */
    private static final long POLYNOMIAL = 0xC96C5795D7870F42L;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** What a byte adds to the checksum from so many bytes before its end on; eight tables of 256, so that eight bytes are taken at once. */
    private static final long[] TABLES = tables();

    private long crc = -1;

    void update(byte[] bytes, int from, int length) {
        long value = crc;
        int end = from + length;
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            long word = value ^ (long) LONGS.get(bytes, at);
            value = TABLES[1792 + ((int) word & 0xFF)]
                    ^ TABLES[1536 + ((int) (word >>> 8) & 0xFF)]
                    ^ TABLES[1280 + ((int) (word >>> 16) & 0xFF)]
                    ^ TABLES[1024 + ((int) (word >>> 24) & 0xFF)]
                    ^ TABLES[768 + ((int) (word >>> 32) & 0xFF)]
                    ^ TABLES[512 + ((int) (word >>> 40) & 0xFF)]
                    ^ TABLES[256 + ((int) (word >>> 48) & 0xFF)]
                    ^ TABLES[(int) (word >>> 56)];
        }
        for (; at < end; at++) {
            value = TABLES[(int) (value ^ bytes[at]) & 0xFF] ^ value >>> Byte.SIZE;
        }
        crc = value;
    }

    String value() {
        return Long.toUnsignedString(~crc);
    }

    /** The checksum of bytes and others after them; empty if one of both is unknown. */
    static String combine(String first, String second, long secondLength) {
        if (first.isEmpty() || second.isEmpty()) {
            return "";
        }
        long combined = CRC64.combine(Long.parseUnsignedLong(first), Long.parseUnsignedLong(second), secondLength);
        return Long.toUnsignedString(combined);
    }

    private static long[] tables() {
        long[] tables = new long[8 * 256];
        for (int i = 0; i < 256; i++) {
            long value = i;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                value = (value & 1) == 0 ? value >>> 1 : value >>> 1 ^ POLYNOMIAL;
            }
            tables[i] = value;
        }
        for (int i = 256; i < tables.length; i++) {
            long before = tables[i - 256];
            tables[i] = tables[(int) before & 0xFF] ^ before >>> Byte.SIZE;
        }
        return tables;
    }
}
