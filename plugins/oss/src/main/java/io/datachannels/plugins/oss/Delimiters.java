package io.datachannels.plugins.oss;

import io.datachannels.spi.config.Problems;

/** The rules that keep cells, nulls and line ends apart; the same for reading and writing. */
final class Delimiters {
    private Delimiters() {}

    static void validate(boolean text, String fieldDelimiter, String nullFormat, Problems problems) {
        problems.check(
                text || fieldDelimiter.length() == 1 && fieldDelimiter.charAt(0) != '"',
                "fieldDelimiter",
                "must be one character that is no quote; fileFormat text takes longer ones");
        problems.check(
                !fieldDelimiter.isEmpty() && fieldDelimiter.chars().noneMatch(c -> c == '\r' || c == '\n'),
                "fieldDelimiter",
                "must not be empty nor have a line end in it");
        problems.check(
                nullFormat.chars().noneMatch(c -> c == '"' && !text || c == '\r' || c == '\n')
                        && (fieldDelimiter.isEmpty() || !nullFormat.contains(fieldDelimiter)),
                "nullFormat",
                "must not contain the field delimiter, a quote or a line end, because it stands without quotes");
    }
}
