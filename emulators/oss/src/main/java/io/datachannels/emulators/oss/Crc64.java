package io.datachannels.emulators.oss;

/**
 * The CRC-64 that OSS puts into {@code x-oss-hash-crc64ecma}: polynomial 42f0e1eba9ea3693 of ECMA-182, reflected, start
 * and final XOR all ones; of {@code 123456789} it is 995dc9bbdf1939fa. Not for use by several threads at once.
 */
final class Crc64 {
    private static final long POLYNOMIAL = 0xC96C5795D7870F42L;
    private static final long ONE = 1L << 63;
    private static final long[][] TABLES = tables();
    /** x to the power of 2 to the power of the index, modulo the polynomial; enough for a length of 63 bits in bytes. */
    private static final long[] POWERS = powers();

    private long state = -1;

    void update(byte[] bytes, int offset, int count) {
        long crc = state;
        int at = offset;
        int end = offset + count;
        for (; end - at >= 8; at += 8) {
            crc ^= littleEndian(bytes, at);
            long next = 0;
            for (int i = 0; i < 8; i++) {
                next ^= TABLES[7 - i][(int) (crc >>> (8 * i)) & 0xff];
            }
            crc = next;
        }
        for (; at < end; at++) {
            crc = TABLES[0][(int) (crc ^ bytes[at]) & 0xff] ^ (crc >>> 8);
        }
        state = crc;
    }

    long value() {
        return ~state;
    }

    /** The CRC of two pieces one after the other, from the CRC of each; {@code length} is the second one's, in bytes. */
    static long combine(long first, long second, long length) {
        long shift = ONE;
        int power = 3;
        for (long left = length; left != 0; left >>>= 1) {
            if ((left & 1) != 0) {
                shift = multiply(POWERS[power], shift);
            }
            power++;
        }
        return multiply(shift, first) ^ second;
    }

    private static long multiply(long a, long b) {
        long product = 0;
        long factor = b;
        for (long bit = ONE; bit != 0; bit >>>= 1) {
            if ((a & bit) != 0) {
                product ^= factor;
            }
            factor = step(factor);
        }
        return product;
    }

    private static long step(long value) {
        return (value & 1) == 0 ? value >>> 1 : (value >>> 1) ^ POLYNOMIAL;
    }

    private static long littleEndian(byte[] bytes, int at) {
        long value = 0;
        for (int i = 7; i >= 0; i--) {
            value = value << 8 | bytes[at + i] & 0xff;
        }
        return value;
    }

    private static long[][] tables() {
        long[][] tables = new long[8][256];
        for (int i = 0; i < 256; i++) {
            long crc = i;
            for (int bit = 0; bit < 8; bit++) {
                crc = step(crc);
            }
            tables[0][i] = crc;
        }
        for (int table = 1; table < 8; table++) {
            for (int i = 0; i < 256; i++) {
                long before = tables[table - 1][i];
                tables[table][i] = tables[0][(int) before & 0xff] ^ (before >>> 8);
            }
        }
        return tables;
    }

    private static long[] powers() {
        long[] powers = new long[67];
        powers[0] = ONE >>> 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = multiply(powers[i - 1], powers[i - 1]);
        }
        return powers;
    }
}
