package io.datachannels.engine.transform;

import io.datachannels.spi.Cast;
import io.datachannels.spi.ColumnType;
import io.datachannels.spi.Row;
import io.datachannels.spi.RowFailure;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * The comparison of dx_filter, as DataX makes it: numbers by their value, dates and timestamps by their instant, everything else by its
 * text. Of null cells, {@code not like} and {@code !=} are true, and {@code =} if the value is the word null; all others are not.
 */
final class CellFilter implements Step.CellTest {
    private final Operator operator;
    private final String value;
    private final Cast cast;
    private final boolean nullValue;
    private final Pattern pattern;
    private final BigDecimal number;
    private final Long whole;
    private final Instant instant;

    /** @throws java.util.regex.PatternSyntaxException if the operator takes a regular expression and the value is none */
    CellFilter(Operator operator, String value, Cast cast) {
        this.operator = operator;
        this.value = value;
        this.cast = cast;
        this.nullValue = (operator == Operator.EQUAL || operator == Operator.NOT_EQUAL)
                && value.strip().equalsIgnoreCase("null");
        this.pattern = operator.isPattern() ? Pattern.compile(value) : null;
        this.number = number(value.strip());
        this.whole = whole(number);
        this.instant = instant(value.strip(), cast);
    }

    /** Whether cells of this type, or of any if it is null, may be compared with the value. */
    boolean canCompare(ColumnType type) {
        if (type == null || !operator.hasValue() || operator.isPattern() || nullValue) {
            return true;
        }
        return switch (type) {
            case LONG, DOUBLE, DECIMAL -> number != null;
            case DATE, TIMESTAMP -> instant != null || whole != null;
            case BOOL, TEXT, BYTES, JSON -> true;
        };
    }

    @Override
    public boolean drops(Row row, int column) {
        boolean empty = row.isNull(column);
        return switch (operator) {
            case NULL -> empty;
            case NOT_NULL -> !empty;
            case LIKE -> !empty && pattern.matcher(cast.toText(row, column)).matches();
            case NOT_LIKE -> empty || !pattern.matcher(cast.toText(row, column)).matches();
            case EQUAL -> empty ? nullValue : compares(row, column);
            case NOT_EQUAL -> empty ? !nullValue : compares(row, column);
            case GREATER, LESS, GREATER_OR_EQUAL, LESS_OR_EQUAL -> !empty && compares(row, column);
        };
    }

    private boolean compares(Row row, int column) {
        ColumnType type = row.typeAt(column);
        if (type == ColumnType.BOOL || type == ColumnType.TEXT || type == ColumnType.BYTES || type == ColumnType.JSON) {
            return operator.holds(cast.toText(row, column).compareTo(value));
        }
        if (nullValue) {
            return operator == Operator.NOT_EQUAL;
        }
        if (!canCompare(type)) {
            throw new RowFailure(column, "is of type " + type + " and cannot be compared with \"" + value + "\"");
        }
        return switch (type) {
            case LONG ->
                operator.holds(
                        whole != null
                                ? Long.compare(row.longAt(column), whole)
                                : BigDecimal.valueOf(row.longAt(column)).compareTo(number));
            case DOUBLE -> holds(row.doubleAt(column));
            case DECIMAL -> operator.holds(row.decimalAt(column).compareTo(number));
            default ->
                operator.holds(
                        instant != null
                                ? cast.toTimestamp(row, column).compareTo(instant)
                                : cast.toTimestamp(row, column).compareTo(Instant.ofEpochMilli(whole)));
        };
    }

    /** What is no number is unequal to every number, and neither less nor greater. */
    private boolean holds(double cell) {
        if (Double.isNaN(cell)) {
            return operator == Operator.NOT_EQUAL;
        }
        return operator.holds(Double.compare(cell + 0.0, number.doubleValue() + 0.0));
    }

    private static BigDecimal number(String text) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Long whole(BigDecimal number) {
        try {
            return number == null ? null : number.longValueExact();
        } catch (ArithmeticException e) {
            return null;
        }
    }

    /** What is only digits is milliseconds, as in DataX, and not a date of the form yyyyMMdd. */
    private static Instant instant(String text, Cast cast) {
        if (number(text) != null) {
            return null;
        }
        try {
            return cast.parseTimestamp(text, 0);
        } catch (RowFailure e) {
            return null;
        }
    }
}
