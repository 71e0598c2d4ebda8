package io.datachannels.plugins.kafka;

import java.util.ArrayList;
import java.util.List;

/**
 * The way to a field inside a JSON object: names with dots between them and numbers of elements in brackets, as {@code tag.desc} or
 * {@code geometry.coordinates[0]}. A dot, bracket or backslash that is part of a name has a backslash before it.
 *
 * @param steps from the value inward: a name with a dot before it, or the number of an element in brackets
 */
record FieldPath(List<String> steps) {
    static FieldPath parse(String text) {
        List<String> steps = new ArrayList<>();
        StringBuilder name = new StringBuilder();
        boolean afterIndex = false;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                name.append(text.charAt(i + 1));
                i += 2;
            } else if (c == '.') {
                endName(text, name, afterIndex, steps);
                afterIndex = false;
                i++;
            } else if (c == '[') {
                int close = text.indexOf(']', i);
                if (close < 0 || !text.substring(i + 1, close).matches("\\d{1,9}")) {
                    throw new IllegalArgumentException("must have the number of an element between [ and ]");
                }
                if (!afterIndex) {
                    endName(text, name, false, steps);
                }
                steps.add("[" + Integer.parseInt(text.substring(i + 1, close)) + "]");
                afterIndex = true;
                i = close + 1;
            } else if (afterIndex) {
                throw new IllegalArgumentException("must have a dot or [ after ]");
            } else {
                name.append(c);
                i++;
            }
        }
        endName(text, name, afterIndex, steps);
        return new FieldPath(List.copyOf(steps));
    }

    private static void endName(String text, StringBuilder name, boolean afterIndex, List<String> steps) {
        if (afterIndex && name.isEmpty()) {
            return;
        }
        if (name.isEmpty()) {
            throw new IllegalArgumentException("must have a name before, between and after dots");
        }
        steps.add("." + name);
        name.setLength(0);
    }
}
