package io.datachannels.emulators.maxcompute.sql;

import java.util.List;

/** The result of a select: a line of names, then the rows; what holds a comma, quote or line end is quoted. */
final class Csv {
    private final StringBuilder out = new StringBuilder();

    Csv line(List<String> fields) {
        for (int i = 0; i < fields.size(); i++) {
            out.append(i == 0 ? "" : ",").append(field(fields.get(i)));
        }
        out.append('\n');
        return this;
    }

    String text() {
        return out.toString();
    }

    private static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain && !text.isEmpty() ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
