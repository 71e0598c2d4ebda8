package io.datachannels.plugins.oss;

import java.math.BigInteger;
import java.util.Arrays;

/** Whole numbers as Parquet keeps those of decimals: two's complement, the highest byte first. */
final class DecimalBytes {
    private DecimalBytes() {}

    /** How many bytes numbers of so many decimal digits need. */
    static int length(int digits) {
        return BigInteger.TEN.pow(digits).bitLength() / 8 + 1;
    }

    /** The number in exactly so many bytes, which are enough for it. */
    static byte[] of(BigInteger number, int length) {
        byte[] shortest = number.toByteArray();
        byte[] bytes = new byte[length];
        if (number.signum() < 0) {
            Arrays.fill(bytes, (byte) -1);
        }
        System.arraycopy(shortest, 0, bytes, length - shortest.length, shortest.length);
        return bytes;
    }
}
