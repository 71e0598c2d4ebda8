package io.datachannels.engine.schedule;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Computes the dates that job files take from their schedule, by the rules of DataWorks. There are two clocks: the scheduled time, to
 * the second, of which is {@code $[…]}; and the business date, the day before it, of which is {@code ${…}}. Immutable.
 */
public final class Schedule {
    /** The zone of schedules, unless another is given. */
    public static final String ZONE = "Asia/Shanghai";

    private static final List<DateField> OF_A_DAY = DateField.upTo(DateField.DAY);
    private static final List<DateField> OF_A_TIME = DateField.upTo(DateField.SECOND);
    private static final Map<String, String> WORDS = Map.of(
            "bizdate", "${yyyymmdd}",
            "bdp.system.bizdate", "${yyyymmdd}",
            "cyctime", "$[yyyymmddhh24miss]",
            "bdp.system.cyctime", "$[yyyymmddhh24miss]",
            "gmtdate", "$[yyyymmdd]",
            "bizmonth", "");
    private static final Set<String> OF_THE_SCHEDULER = Set.of("jobid", "nodeid", "taskid");
    private static final Pattern EXPRESSION =
            Pattern.compile("\\$\\{([^{}]*)}|\\$\\[([^\\[\\]]*)]|\\$([A-Za-z][A-Za-z0-9_]*)");

    private final ZonedDateTime time;

    /**
     * What an expression comes to.
     *
     * @param warning what the user may have meant instead, or null
     */
    public record Result(String value, String warning) {}

    /** @param time the scheduled time */
    public Schedule(ZonedDateTime time) {
        this.time = time;
    }

    /** Whether this is a word that stands for a date, or that only a scheduler could say: {@code bizdate}, {@code jobid}. */
    public static boolean isWord(String name) {
        return WORDS.containsKey(name) || OF_THE_SCHEDULER.contains(name);
    }

    /** Whether somebody who wrote this between brackets meant a date. */
    public static boolean isMeant(String inner) {
        return ExpressionParser.isMeant(inner);
    }

    /**
     * The value of a word.
     *
     * @throws ExpressionException if only the scheduler knows it
     * @throws IllegalArgumentException if it is none
     */
    public Result word(String name) throws ExpressionException {
        if (OF_THE_SCHEDULER.contains(name)) {
            throw new ExpressionException(
                    "only the scheduler of DataWorks knows it; hand it over with -p \"-D" + name + "=VALUE\"");
        }
        if (!WORDS.containsKey(name)) {
            throw new IllegalArgumentException(name);
        }
        return new Result(value(name), null);
    }

    /**
     * The value of {@code ${inner}}, of the day before the scheduled one; a number added or taken off counts in the finest field.
     *
     * @throws ExpressionException if it is no such expression
     */
    public Result ofBusinessDate(String inner) throws ExpressionException {
        DateExpression expression = ExpressionParser.parse(inner, OF_A_DAY);
        if (expression.byMonths()) {
            throw new ExpressionException("add_months is for $[…]; write ${yyyymm-1} or $[add_months(yyyymm,-1)]");
        }
        DateField finest = expression.format().finest();
        LocalDateTime date = time.toLocalDate().minusDays(1).atStartOfDay();
        try {
            for (Offset each : expression.offsets()) {
                date = switch (finest) {
                    case DAY -> date.plusDays(each.whole());
                    case MONTH -> date.plusMonths(each.whole());
                    default -> date.plusYears(each.whole());
                };
            }
        } catch (DateTimeException e) {
            throw new ExpressionException("the date is out of range");
        }
        return new Result(expression.format().of(inRange(date)), null);
    }

    /**
     * The value of {@code $[inner]}, of the scheduled time; a number added or taken off counts in days. Months go first, whole days
     * by the calendar, parts of a day by the clock. The time is moved as a whole, then written.
     *
     * @throws ExpressionException if it is no such expression
     */
    public Result ofScheduledTime(String inner) throws ExpressionException {
        DateExpression expression = ExpressionParser.parse(inner, OF_A_TIME);
        ZonedDateTime moved = time;
        try {
            moved = moved.plusMonths(expression.months());
            for (Offset each : expression.offsets()) {
                long seconds = each.seconds();
                moved = each.isWholeDays() ? moved.plusDays(each.whole()) : moved.plusSeconds(seconds);
            }
        } catch (DateTimeException | ArithmeticException e) {
            throw new ExpressionException("the date is out of range");
        }
        DateFormat format = expression.format();
        String value = format.of(inRange(moved.toLocalDateTime()));
        boolean days = !expression.byMonths() && !expression.offsets().isEmpty();
        boolean misleading = days && format.finest().compareTo(DateField.MONTH) <= 0;
        return new Result(value, misleading ? misunderstanding(inner, format) : null);
    }

    /**
     * A value that was given for a variable, with its expressions and words computed; what is none stays as it is.
     *
     * @throws ExpressionException if the whole value was meant as a date and is none
     */
    public Result computed(String value) throws ExpressionException {
        Matcher expression = EXPRESSION.matcher(value);
        StringBuilder computed = new StringBuilder();
        List<String> warnings = new ArrayList<>();
        while (expression.find()) {
            boolean whole =
                    expression.end() - expression.start() == value.trim().length();
            Optional<Result> result = result(expression, whole);
            result.map(Result::warning).ifPresent(warnings::add);
            expression.appendReplacement(
                    computed, Matcher.quoteReplacement(result.map(Result::value).orElse(expression.group())));
        }
        expression.appendTail(computed);
        return new Result(computed.toString(), warnings.isEmpty() ? null : String.join("; ", warnings));
    }

    private Optional<Result> result(Matcher expression, boolean whole) throws ExpressionException {
        try {
            if (expression.group(2) != null) {
                return Optional.of(ofScheduledTime(expression.group(2)));
            }
            String name = expression.group(1) == null ? expression.group(3) : expression.group(1);
            if (isWord(name)) {
                return Optional.of(word(name));
            }
            boolean date = expression.group(1) != null || whole && isMeant(name);
            return date ? Optional.of(ofBusinessDate(name)) : Optional.empty();
        } catch (ExpressionException e) {
            String inner = expression.group(1) == null ? expression.group(2) : expression.group(1);
            if (whole && (inner == null || isMeant(inner) || isWord(inner))) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** The month of the business date, or the one before if that is the running month. */
    private String value(String word) throws ExpressionException {
        if (word.equals("bizmonth")) {
            String month = ofBusinessDate("yyyymm").value();
            boolean running = month.equals(ofScheduledTime("yyyymm").value());
            return running ? ofScheduledTime("add_months(yyyymm,-1)").value() : month;
        }
        return computed(WORDS.get(word)).value();
    }

    private static LocalDateTime inRange(LocalDateTime date) throws ExpressionException {
        if (date.getYear() < 1 || date.getYear() > 9999) {
            throw new ExpressionException("the date is out of range");
        }
        return date;
    }

    private static String misunderstanding(String inner, DateFormat format) {
        boolean month = format.finest() == DateField.MONTH;
        return "in $[" + inner + "] the number counts in days; for " + (month ? "months write" : "years write")
                + " $[add_months(" + (month ? "yyyymm,-1" : "yyyy,-12*1") + ")]";
    }

    /** For messages. */
    @Override
    public String toString() {
        return "the scheduled time " + time;
    }
}
