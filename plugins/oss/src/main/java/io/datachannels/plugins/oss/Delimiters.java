package io.datachannels.plugins.oss;

import io.datachannels.spi.config.Problems;

/** The rules that keep cells, nulls and line ends apart; the same for reading and writing. */
final class Delimiters {
    private Delimiters() {}

    static void validate(String fieldDelimiter, String nullFormat, Problems problems) {
        problems.check(
                fieldDelimiter.length() == 1 && "\"\r\n".indexOf(fieldDelimiter.charAt(0)) < 0,
                "fieldDelimiter",
                "must be one character that is no quote and no line end");
        problems.check(
                nullFormat.chars().noneMatch(c -> c == '"' || c == '\r' || c == '\n')
                        && (fieldDelimiter.isEmpty() || !nullFormat.contains(fieldDelimiter)),
                "nullFormat",
                "must not contain the field delimiter, a quote or a line end, because it stands without quotes");
    }
}
