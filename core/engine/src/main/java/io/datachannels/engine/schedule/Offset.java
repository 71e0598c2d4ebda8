package io.datachannels.engine.schedule;

/**
 * How far a date is moved: a number of units, which may be a fraction.
 *
 * @param count of units, times {@code parts}
 * @param parts into which a unit is cut, 1 or more
 */
record Offset(long count, long parts) {
    private static final long SECONDS_A_DAY = 86_400;

    /** @throws ExpressionException if it is a fraction */
    long whole() throws ExpressionException {
        if (count % parts != 0) {
            throw new ExpressionException("what is added or taken off must be a whole number here");
        }
        return count / parts;
    }

    /**
     * The seconds of so many days.
     *
     * @throws ExpressionException if that is a fraction, too
     */
    long seconds() throws ExpressionException {
        try {
            long seconds = Math.multiplyExact(count, SECONDS_A_DAY);
            if (seconds % parts == 0) {
                return seconds / parts;
            }
        } catch (ArithmeticException e) {
            throw new ExpressionException("what is added or taken off is too much");
        }
        throw new ExpressionException("what is added or taken off must come to whole seconds");
    }

    boolean isWholeDays() {
        return count % parts == 0;
    }
}
