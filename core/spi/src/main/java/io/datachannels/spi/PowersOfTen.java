package io.datachannels.spi;

import java.math.BigInteger;

/**
 * Powers of ten in 126 bits, which is what doubles need: 10<sup>n</sup> is just below {@code (high(n) * 2^63 + low(n)) * 2^(log2(n) - 125)}.
 */
final class PowersOfTen {
    static final int LEAST = -292;
    static final int MOST = 324;
    private static final int BITS = 126;
    private static final int HALF = 63;
    private static final long[] HIGH = new long[MOST - LEAST + 1];
    private static final long[] LOW = new long[MOST - LEAST + 1];

    static {
        BigInteger power = BigInteger.ONE;
        for (int n = 0; n <= MOST; n++) {
            fill(n, power, BigInteger.ONE);
            if (-n >= LEAST) {
                fill(-n, BigInteger.ONE, power);
            }
            power = power.multiply(BigInteger.TEN);
        }
    }

    private PowersOfTen() {}

    private static void fill(int n, BigInteger dividend, BigInteger divisor) {
        int shift = BITS - 1 - log2(n);
        BigInteger quotient = shift < 0
                ? dividend.shiftRight(-shift)
                : dividend.shiftLeft(shift).divide(divisor);
        BigInteger above = quotient.add(BigInteger.ONE);
        HIGH[n - LEAST] = above.shiftRight(HALF).longValueExact();
        LOW[n - LEAST] = above.longValue() & Long.MAX_VALUE;
    }

    /** The upper 63 bits. */
    static long high(int n) {
        return HIGH[n - LEAST];
    }

    /** The lower 63 bits. */
    static long low(int n) {
        return LOW[n - LEAST];
    }

    /** The logarithm of 10<sup>n</sup> to the base 2, rounded down; the factor is that of 10 in units of 2<sup>-19</sup>, good to |n| = 1,233. */
    static int log2(int n) {
        return n * 1_741_647 >> 19;
    }
}
