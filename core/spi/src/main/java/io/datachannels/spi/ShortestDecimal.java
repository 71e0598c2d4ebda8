package io.datachannels.spi;

/**
 * The shortest decimal that reads as a double, and of those that are as short the nearest to it; where one digit would do, the nearest of
 * two. By the method of R. Giulietti, "The Schubfach way to render doubles": of the decimals of a scale that is just fine enough, only
 * two, and the two of the next coarser scale, can lie within the double's rounding interval.
 */
final class ShortestDecimal {
    private static final int FRACTION_BITS = 52;
    private static final long IMPLICIT_BIT = 1L << FRACTION_BITS;
    private static final int LEAST_EXPONENT = -1074;
    /** Doubles of fewer of the smallest units would come out with a single digit. */
    private static final int TWO_DIGITS = 3;

    private ShortestDecimal() {}

    /**
     * The power of ten that the digits of the double count.
     *
     * @param value positive and finite
     */
    static int scale(double value) {
        return units(value) < TWO_DIGITS ? fineScale(value) - 1 : fineScale(value);
    }

    /** The decimal's digits as a whole number, maybe with noughts at its end. */
    static long digits(double value) {
        long units = units(value);
        int exponent = exponent(value);
        int scale = fineScale(value);
        if (units < TWO_DIGITS) {
            units *= 10;
        }
        int power = -scale;
        long high = PowersOfTen.high(power);
        long low = PowersOfTen.low(power);
        int shift = exponent + PowersOfTen.log2(power) + 2;
        // The double and the ends of its rounding interval, in quarters of the scale; an even double's interval has its
        // ends in it.
        long open = units & 1;
        long quarters = units << 2;
        long middle = times(high, low, quarters << shift);
        long lower = times(high, low, quarters - (isNarrow(value) ? 1 : 2) << shift) + open;
        long upper = times(high, low, quarters + 2 << shift) - open;

        long below = middle >> 2;
        if (below >= 100) {
            long ten = below / 10 * 10;
            boolean isLower = lower <= ten << 2;
            boolean isUpper = ten + 10 << 2 <= upper;
            if (isLower != isUpper) {
                return isLower ? ten : ten + 10;
            }
        }
        boolean isLower = lower <= below << 2;
        boolean isUpper = below + 1 << 2 <= upper;
        if (isLower != isUpper) {
            return isLower ? below : below + 1;
        }
        long beyondHalf = middle - (2 * below + 1 << 1);
        return beyondHalf < 0 || beyondHalf == 0 && (below & 1) == 0 ? below : below + 1;
    }

    /** The product with a power of ten, without 127 bits of which the lowest bit that is left says whether there were any. */
    private static long times(long high, long low, long factor) {
        long fraction = (high * factor >>> 1) + Math.multiplyHigh(low, factor);
        long whole = Math.multiplyHigh(high, factor) + (fraction >>> 63);
        return fraction << 1 == 0 ? whole : whole | 1;
    }

    /** The logarithm of the interval's width to the base 10, rounded down; the factor is that of 2 in units of 2<sup>-22</sup>. */
    private static int fineScale(double value) {
        return exponent(value) * 1_262_611 - (isNarrow(value) ? 524_031 : 0) >> 22;
    }

    /** Whether the next smaller double is only half as far away as the next larger one. */
    private static boolean isNarrow(double value) {
        return units(value) == IMPLICIT_BIT && exponent(value) > LEAST_EXPONENT;
    }

    /** The double is so many times {@code 2^exponent}. */
    private static long units(double value) {
        long bits = Double.doubleToRawLongBits(value);
        long fraction = bits & IMPLICIT_BIT - 1;
        return bits >>> FRACTION_BITS == 0 ? fraction : fraction | IMPLICIT_BIT;
    }

    private static int exponent(double value) {
        return Math.max(1, (int) (Double.doubleToRawLongBits(value) >>> FRACTION_BITS)) - 1 + LEAST_EXPONENT;
    }
}
