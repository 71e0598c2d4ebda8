package io.datachannels.spi;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Numbers as ASCII text in bytes, the same as {@link Cast} writes and reads, without an object for each. Safe for use from any thread. */
public final class NumberText {
    /** The room that a number needs; none has more than 28 bytes. */
    public static final int MAX_BYTES = 32;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORD = 8;
    private static final long WORD_POWER = 100_000_000L;
    private static final long NOUGHTS = 0x3030303030303030L;
    private static final long HIGHER_HALVES = 0xF0F0F0F0F0F0F0F0L;

    private static final int LONG_DIGITS = 19;
    /** Decimals of no more digits than this are apart by more than doubles, so that no other one can read as the same double. */
    private static final long SURE = 1_000_000_000_000_000L;
    /** A long has room for any number of so many digits. */
    private static final int READ_DIGITS = 18;

    /** Decimals of millionths are tried first: most people's numbers are. */
    private static final int FEW = 6;

    private static final double FEW_POWER = 1e6;
    /** Within these powers of ten there is no exponent. */
    private static final int LEAST_PLAIN = -9;

    private static final int MOST_PLAIN = 20;
    /** Within these, as in Java, there is a point at any rate. */
    private static final int LEAST_POINT = -3;

    private static final int MOST_POINT = 6;

    private static final long[] POWERS = powers();

    private NumberText() {}

    /**
     * Writes a whole number.
     *
     * @param to has {@link #MAX_BYTES} from {@code at} on
     * @return the place after its last digit
     */
    public static int put(long value, byte[] to, int at) {
        if (value == Long.MIN_VALUE) {
            return put(Long.toString(value), to, at);
        }
        int start = at;
        if (value < 0) {
            to[start++] = '-';
        }
        long positive = Math.abs(value);
        int count = digits(positive);
        putDigits(positive, count, to, start);
        return start + count;
    }

    /**
     * Writes the shortest text that reads as this double, in plain digits from 10<sup>-9</sup> up to 10<sup>21</sup>, and otherwise as Java
     * does from its release 19 on.
     *
     * @param to has {@link #MAX_BYTES} from {@code at} on
     * @return the place after its last character
     */
    public static int put(double value, byte[] to, int at) {
        if (!Double.isFinite(value)) {
            return put(Double.toString(value), to, at);
        }
        int start = at;
        if (Double.doubleToRawLongBits(value) < 0) {
            to[start++] = '-';
        }
        double positive = Math.abs(value);
        if (positive == 0) {
            return put("0.0", to, start);
        }
        double few = Math.rint(positive * FEW_POWER);
        boolean isFew = few < SURE && few / FEW_POWER == positive;
        long digits = isFew ? (long) few : ShortestDecimal.digits(positive);
        int scale = isFew ? -FEW : ShortestDecimal.scale(positive);
        while (digits % 10 == 0) {
            digits /= 10;
            scale++;
        }
        return putDecimal(digits, scale, to, start);
    }

    /**
     * Reads plain digits, maybe with a sign before and a point between them, as {@link Cast#parseDouble} does.
     *
     * @return NaN for any other text, and for one of more digits than are surely kept
     */
    public static double parseDouble(byte[] text, int from, int to) {
        boolean isNegative = from < to && text[from] == '-';
        int first = isNegative ? from + 1 : from;
        int point = -1;
        int count = 0;
        long digits = 0;
        int i = first;
        while (i < to) {
            int eight = to - i < WORD ? -1 : parseEight(text, i);
            if (eight >= 0) {
                count += digits != 0 ? WORD : eight == 0 ? 0 : digits(eight);
                digits = digits * WORD_POWER + eight;
                i += WORD;
                continue;
            }
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
                count += digits == 0 ? 0 : 1;
            } else if (digit == '.' - '0' && point < 0) {
                point = i;
            } else {
                return Double.NaN;
            }
            i++;
        }
        boolean hasDigits = to - first > (point < 0 ? 0 : 1);
        int scale = point < 0 ? 0 : point + 1 - to;
        if (!hasDigits || count > READ_DIGITS || -scale > READ_DIGITS) {
            return Double.NaN;
        }
        double value = digits < SURE ? digits / (double) POWERS[-scale] : parseLonger(digits, scale);
        return isNegative ? -value : value;
    }

    /** The double whose shortest text has these digits, or NaN. */
    private static double parseLonger(long written, int writtenScale) {
        long digits = written;
        int scale = writtenScale;
        while (digits % 10 == 0) {
            digits /= 10;
            scale++;
        }
        // Off by no more than one of the smallest units: the product has some bits more than a double.
        int shift = Long.numberOfLeadingZeros(digits) - 1;
        long product = Math.multiplyHigh(digits << shift, PowersOfTen.high(scale));
        double near = Math.scalb((double) product, PowersOfTen.log2(scale) + 2 - shift);
        if (isShortest(digits, scale, near)) {
            return near;
        } else if (isShortest(digits, scale, Math.nextUp(near))) {
            return Math.nextUp(near);
        }
        return isShortest(digits, scale, Math.nextDown(near)) ? Math.nextDown(near) : Double.NaN;
    }

    private static boolean isShortest(long digits, int scale, double value) {
        int noughts = scale - ShortestDecimal.scale(value);
        return noughts >= 0 && noughts < LONG_DIGITS && digits * POWERS[noughts] == ShortestDecimal.digits(value);
    }

    /** Writes a number whose last digit is not 0. */
    private static int putDecimal(long digits, int scale, byte[] to, int at) {
        int count = digits(digits);
        int exponent = count - 1 + scale;
        if (exponent < LEAST_PLAIN || exponent > MOST_PLAIN) {
            putWithPoint(digits, count, 1, to, at);
            int end = at + count + 1;
            if (count == 1) {
                to[end++] = '0';
            }
            to[end++] = 'E';
            return put((long) exponent, to, end);
        } else if (exponent < 0) {
            int start = putNoughts(1 - exponent, to, at);
            to[at + 1] = '.';
            putDigits(digits, count, to, start);
            // An only digit has a nought behind it where Java would write an exponent: it is 1.0E-5 there.
            boolean bare = count == 1 && exponent < LEAST_POINT;
            return bare ? putNoughts(1, to, start + count) : start + count;
        } else if (scale < 0) {
            putWithPoint(digits, count, exponent + 1, to, at);
            return at + count + 1;
        }
        putDigits(digits, count, to, at);
        int end = putNoughts(scale, to, at + count);
        if (exponent <= MOST_POINT) {
            to[end] = '.';
            return putNoughts(1, to, end + 1);
        }
        return end;
    }

    /** Writes the digits, and a point after some of them. */
    private static void putWithPoint(long digits, int count, int whole, byte[] to, int at) {
        putDigits(digits, count, to, at + 1);
        for (int i = at; i < at + whole; i++) {
            to[i] = to[i + 1];
        }
        to[at + whole] = '.';
    }

    private static int putNoughts(int count, byte[] to, int at) {
        for (int i = at; i < at + count; i++) {
            to[i] = '0';
        }
        return at + count;
    }

    private static int put(String text, byte[] to, int at) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, to, at, bytes.length);
        return at + bytes.length;
    }

    /** Writes a number of that many digits, of which eight are made at once; what comes behind it is overwritten. */
    private static void putDigits(long value, int count, byte[] to, int at) {
        if (count <= WORD) {
            putFirst(value, count, to, at);
            return;
        }
        long upper = value / WORD_POWER;
        if (count <= 2 * WORD) {
            putFirst(upper, count - WORD, to, at);
        } else {
            long highest = upper / WORD_POWER;
            putFirst(highest, count - 2 * WORD, to, at);
            LONGS.set(to, at + count - 2 * WORD, word(upper - highest * WORD_POWER));
        }
        LONGS.set(to, at + count - WORD, word(value - upper * WORD_POWER));
    }

    private static void putFirst(long value, int count, byte[] to, int at) {
        LONGS.set(to, at, word(value) >>> (WORD - count) * Byte.SIZE);
    }

    /** The eight digits of a number, the first one lowest: halves of four, then of two, then digits, all of them side by side. */
    private static long word(long value) {
        long upper = value / 10_000;
        long fours = upper | value - upper * 10_000 << 32;
        long hundreds = fours * 10_486 >>> 20 & 0x7F_0000_007FL;
        long twos = hundreds | fours - hundreds * 100 << 16;
        long tens = twos * 103 >>> 10 & 0x0F_000F_000F_000FL;
        return (tens | twos - tens * 10 << 8) + NOUGHTS;
    }

    /**
     * Reads eight digits.
     *
     * @param text has as many bytes from {@code at} on
     * @return the number, or -1 if one of them is no digit
     */
    public static int parseEight(byte[] text, int at) {
        long word = (long) LONGS.get(text, at);
        if ((word & HIGHER_HALVES) != NOUGHTS || (word + 0x0606060606060606L & HIGHER_HALVES) != NOUGHTS) {
            return -1;
        }
        long digits = word - NOUGHTS;
        long twos = digits * 10 + (digits >>> 8);
        long lower = (twos & 0xFF_0000_00FFL) * 0xF_4240_0000_0064L;
        long upper = (twos >>> 16 & 0xFF_0000_00FFL) * 0x2710_0000_0001L;
        return (int) (lower + upper >>> 32);
    }

    private static int digits(long value) {
        // The logarithm to the base 10 is this part of that to the base 2.
        int least = (Long.SIZE - Long.numberOfLeadingZeros(value | 1)) * 1233 >> 12;
        return least + ((value | 1) >= POWERS[least] ? 1 : 0);
    }

    private static long[] powers() {
        long[] powers = new long[LONG_DIGITS];
        powers[0] = 1;
        for (int i = 1; i < LONG_DIGITS; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
