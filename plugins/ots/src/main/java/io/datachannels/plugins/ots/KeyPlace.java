package io.datachannels.plugins.ots;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How far a key lies between the ends of a range, as if keys were spread evenly. It goes by the first primary key column in which the ends
 * differ. An end that is open where the range begins is learnt from the first row; one where it ends leaves the answer unknown.
 */
final class KeyPlace {
    /** Enough to tell keys apart, and few enough to calculate with. */
    private static final int BYTES = 16;

    private final int column;
    private final KeyPart end;
    private KeyPart begin;
    private double progress = Double.NaN;

    KeyPlace(KeyRange range) {
        int differing = 0;
        while (differing < range.begin().size() - 1
                && range.begin().get(differing).equals(range.end().get(differing))) {
            differing++;
        }
        this.column = differing;
        this.begin = range.begin().get(differing);
        this.end = range.end().get(differing);
    }

    /** Takes a key on the way, the first row's first. */
    void reached(List<KeyPart> key) {
        KeyPart at = key.get(column);
        if (begin.type().isInfinite()) {
            begin = at;
        }
        progress = between(at);
    }

    /** From 0 to 1, or NaN. */
    double progress() {
        return progress;
    }

    private double between(KeyPart at) {
        if (begin.type() != end.type() || at.type() != end.type() || end.type().isInfinite()) {
            return Double.NaN;
        }
        List<BigInteger> numbers = end.type() == KeyType.INTEGER
                ? List.of(integer(begin), integer(at), integer(end))
                : binaries(begin.bytes(), at.bytes(), end.bytes());
        BigInteger whole = numbers.get(2).subtract(numbers.get(0));
        if (whole.abs().compareTo(BigInteger.ONE) <= 0) {
            return Double.NaN;
        }
        BigInteger part = numbers.get(1).subtract(numbers.get(0));
        double place = new BigDecimal(part)
                .divide(new BigDecimal(whole), MathContext.DECIMAL64)
                .doubleValue();
        return Math.min(1, Math.max(0, place));
    }

    private static BigInteger integer(KeyPart part) {
        return new BigInteger(part.value());
    }

    /** As numbers of the same length, without what both ends begin with. */
    private static List<BigInteger> binaries(byte[] begin, byte[] at, byte[] end) {
        int same = Arrays.mismatch(begin, end);
        if (same < 0) {
            return List.of(BigInteger.ZERO, BigInteger.ZERO, BigInteger.ZERO);
        }
        List<BigInteger> numbers = new ArrayList<>();
        for (byte[] each : List.of(begin, at, end)) {
            int from = Math.min(same, each.length);
            numbers.add(new BigInteger(1, Arrays.copyOfRange(each, from, from + BYTES)));
        }
        return numbers;
    }
}
