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

    /** How many words are taken side by side: the processor does not wait for one before it looks the next one up. */
    private static final int LANES = 4;

    private static final int BLOCK = LANES * Long.BYTES;
    /** Where the tables are that take a lane's word to its next one. */
    private static final int TO_NEXT_BLOCK = (BLOCK - Long.BYTES) * 256;

    /** What a byte adds to the checksum with 0 to 31 bytes after it: a table of 256 for each. */
    private static final long[] TABLES = tables();

    private long crc = -1;

    void update(byte[] bytes, int from, int length) {
        long value = crc;
        int end = from + length;
        int at = from;
        if (length >= BLOCK) {
            long second = 0;
            long third = 0;
            long fourth = 0;
            for (; at < end - 2 * BLOCK; at += BLOCK) {
                value = add(value ^ (long) LONGS.get(bytes, at), TO_NEXT_BLOCK);
                second = add(second ^ (long) LONGS.get(bytes, at + 8), TO_NEXT_BLOCK);
                third = add(third ^ (long) LONGS.get(bytes, at + 16), TO_NEXT_BLOCK);
                fourth = add(fourth ^ (long) LONGS.get(bytes, at + 24), TO_NEXT_BLOCK);
            }
            value = add(value ^ (long) LONGS.get(bytes, at), 0);
            value = add(value ^ second ^ (long) LONGS.get(bytes, at + 8), 0);
            value = add(value ^ third ^ (long) LONGS.get(bytes, at + 16), 0);
            value = add(value ^ fourth ^ (long) LONGS.get(bytes, at + 24), 0);
            at += BLOCK;
        }
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            value = add(value ^ (long) LONGS.get(bytes, at), 0);
        }
        for (; at < end; at++) {
            value = TABLES[(int) (value ^ bytes[at]) & 0xFF] ^ value >>> Byte.SIZE;
        }
        crc = value;
    }

    /** What eight bytes add with as many after them as the tables from this place on are for. */
    private static long add(long word, int table) {
        return TABLES[table + 1792 + ((int) word & 0xFF)]
                ^ TABLES[table + 1536 + ((int) (word >>> 8) & 0xFF)]
                ^ TABLES[table + 1280 + ((int) (word >>> 16) & 0xFF)]
                ^ TABLES[table + 1024 + ((int) (word >>> 24) & 0xFF)]
                ^ TABLES[table + 768 + ((int) (word >>> 32) & 0xFF)]
                ^ TABLES[table + 512 + ((int) (word >>> 40) & 0xFF)]
                ^ TABLES[table + 256 + ((int) (word >>> 48) & 0xFF)]
                ^ TABLES[table + (int) (word >>> 56)];
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
        long[] tables = new long[BLOCK * 256];
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
