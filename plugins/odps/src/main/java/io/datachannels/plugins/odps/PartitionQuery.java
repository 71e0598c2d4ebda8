package io.datachannels.plugins.odps;

import io.datachannels.spi.JobFailure;
import io.datachannels.spi.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a condition on partitions as SQL has them: comparisons, {@code in}, {@code like}, {@code between}, {@code not}, {@code and},
 * {@code or}, brackets. Values are compared as texts; with a number that stands without quotes, as numbers.
 */
final class PartitionQuery {
    static final String MARK = "/*query*/";

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*(?:('(?:[^']|'')*'|\"[^\"]*\")|(-?\\d+)(?![\\w.])|([A-Za-z_]\\w*)|(<=|>=|<>|!=|==|[=<>(),]))");

    private final String text;
    private final List<String> levels;
    private final Matcher tokens;
    private String token = "";
    private int at;

    private PartitionQuery(String text, List<String> levels) {
        this.text = text;
        this.levels = levels;
        this.tokens = TOKEN.matcher(text);
        this.at = MARK.length();
        advance();
    }

    /**
     * @param text {@link #MARK} and a condition
     * @param levels the names of the partition columns
     * @throws JobFailure if it cannot be read, with the place
     */
    static PartitionFilter parse(String text, List<String> levels) {
        PartitionQuery query = new PartitionQuery(text, levels);
        PartitionFilter filter = query.or();
        if (!query.token.isEmpty()) {
            throw query.unexpected("and, or or the end");
        }
        return filter;
    }

    private PartitionFilter or() {
        PartitionFilter left = and();
        while (takeWord("or")) {
            PartitionFilter first = left;
            PartitionFilter second = and();
            left = partition -> first.matches(partition) || second.matches(partition);
        }
        return left;
    }

    private PartitionFilter and() {
        PartitionFilter left = not();
        while (takeWord("and")) {
            PartitionFilter first = left;
            PartitionFilter second = not();
            left = partition -> first.matches(partition) && second.matches(partition);
        }
        return left;
    }

    private PartitionFilter not() {
        if (takeWord("not")) {
            PartitionFilter inner = not();
            return partition -> !inner.matches(partition);
        }
        if (take("(")) {
            PartitionFilter inner = or();
            require(")");
            return inner;
        }
        return comparison();
    }

    private PartitionFilter comparison() {
        int level = level();
        boolean not = takeWord("not");
        Predicate<String> holds;
        if (takeWord("in")) {
            holds = in();
        } else if (takeWord("like")) {
            holds = like(literal().text()).asMatchPredicate();
        } else if (takeWord("between")) {
            Literal least = literal();
            if (!takeWord("and")) {
                throw unexpected("and");
            }
            Literal most = literal();
            holds = value -> least.compare(value) >= 0 && most.compare(value) <= 0;
        } else if (not) {
            throw unexpected("in, like or between");
        } else {
            holds = compared();
        }
        return partition -> holds.test(partition.get(level)) != not;
    }

    private Predicate<String> compared() {
        String operator = token;
        switch (operator) {
            case "=", "==", "<>", "!=", "<", "<=", ">", ">=" -> advance();
            default -> throw unexpected("a comparison, in, like or between");
        }
        Literal literal = literal();
        return value -> {
            int order = literal.compare(value);
            return switch (operator) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                case "<>", "!=" -> order != 0;
                default -> order == 0;
            };
        };
    }

    private Predicate<String> in() {
        require("(");
        List<Literal> literals = new ArrayList<>();
        do {
            literals.add(literal());
        } while (take(","));
        require(")");
        return value -> literals.stream().anyMatch(each -> each.compare(value) == 0);
    }

    private static Pattern like(String pattern) {
        StringBuilder regex = new StringBuilder();
        for (char each : pattern.toCharArray()) {
            regex.append(each == '%' ? ".*" : each == '_' ? "." : Pattern.quote(String.valueOf(each)));
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }

    private int level() {
        String name = token.toLowerCase(Locale.ROOT);
        int level = levels.indexOf(name);
        if (level < 0) {
            String meant = NearestName.of(name, levels)
                    .map(each -> ", did you mean " + each + "?")
                    .orElse("");
            throw unexpected("one of the partition columns " + String.join(", ", levels) + meant);
        }
        advance();
        return level;
    }

    private Literal literal() {
        String literal = token;
        if (literal.matches("'(?:[^']|'')*'|\"[^\"]*\"")) {
            advance();
            return new Literal(literal.substring(1, literal.length() - 1).replace("''", "'"), false);
        }
        if (literal.matches("-?\\d+")) {
            advance();
            return new Literal(literal, true);
        }
        throw unexpected("a value");
    }

    private boolean take(String wanted) {
        boolean there = token.equals(wanted);
        if (there) {
            advance();
        }
        return there;
    }

    private boolean takeWord(String wanted) {
        boolean there = token.equalsIgnoreCase(wanted);
        if (there) {
            advance();
        }
        return there;
    }

    private void require(String wanted) {
        if (!take(wanted)) {
            throw unexpected(wanted);
        }
    }

    private void advance() {
        at += token.length();
        if (text.substring(at).isBlank()) {
            at = text.length();
            token = "";
        } else if (tokens.find(at) && tokens.start() == at) {
            token = tokens.group().strip();
            at = tokens.end() - token.length();
        } else {
            while (Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            token = text.substring(at).split("\\s", 2)[0];
        }
    }

    private JobFailure unexpected(String wanted) {
        String found = token.isEmpty() ? "the end" : token;
        return new JobFailure(
                "partition \"" + text + "\" at character " + (at + 1) + ": " + found + " in place of " + wanted,
                "Write it as /*query*/ " + levels.get(0) + " >= '20240101' and " + levels.get(0) + " < '20240201'.");
    }

    /** A value in the condition. */
    private record Literal(String text, boolean isNumber) {
        /** How a partition's value compares to it. */
        int compare(String value) {
            if (isNumber && value.matches("-?\\d{1,18}") && text.length() < 19) {
                return Long.compare(Long.parseLong(value), Long.parseLong(text));
            }
            return value.compareTo(text);
        }
    }
}
