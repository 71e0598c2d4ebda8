package io.datachannels.engine.json;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * A JSON text made ready for a parser: a variable that stands without quotes, as in {@code "channel": ${n}}, gets quotes. Knows for
 * every character of the ready text where it stood in the given one.
 */
final class Source {
    private static final int NOWHERE = -1;

    private final String given;
    private final StringBuilder ready;
    /** From an offset in the ready text, what follows stood at this offset in the given one. */
    private final NavigableMap<Integer, Integer> moved = new TreeMap<>();

    private final TreeMap<Integer, Boolean> variables = new TreeMap<>();
    private final int[] lines;
    private int longText = NOWHERE;

    Source(String given) {
        this.given = given;
        this.ready = new StringBuilder(given.length() + 64);
        this.lines = lineStarts(given);
        moved.put(0, 0);
        quoteVariables();
    }

    String ready() {
        return ready.toString();
    }

    /** Where the character at this offset of the ready text stood. */
    Position position(long offset) {
        int at = (int) Math.max(0, Math.min(offset, ready.length()));
        Map.Entry<Integer, Integer> from = moved.floorEntry(at);
        return positionOf(Math.min(from.getValue() + at - from.getKey(), given.length()));
    }

    /** Whether the text that begins at this offset of the ready text was given quotes. */
    boolean isVariable(long offset) {
        return variables.containsKey((int) offset);
    }

    /** Where the first quoted text begins that runs over the end of its line, or null: its closing quote may be missing. */
    Position longText() {
        return longText == NOWHERE ? null : positionOf(longText);
    }

    private void quoteVariables() {
        int i = 0;
        while (i < given.length()) {
            char c = given.charAt(i);
            int end;
            if (c == '"' || c == '\'') {
                end = endOfText(i);
            } else if (c == '#' || given.startsWith("//", i)) {
                end = endOfLine(i);
            } else if (given.startsWith("/*", i)) {
                int close = given.indexOf("*/", i + 2);
                end = close < 0 ? given.length() : close + 2;
            } else if (c == '$' && !(i > 0 && Character.isJavaIdentifierPart(given.charAt(i - 1)))) {
                end = endOfVariable(i);
                if (end > i) {
                    quote(i, end);
                    i = end;
                    continue;
                }
                end = i + 1;
            } else {
                end = i + 1;
            }
            ready.append(given, i, end);
            i = end;
        }
    }

    private void quote(int begin, int end) {
        variables.put(ready.length(), true);
        moved.put(ready.length(), begin);
        ready.append('"');
        for (int i = begin; i < end; i++) {
            if (given.charAt(i) == '\\') {
                ready.append('\\');
            }
            moved.put(ready.length(), i);
            ready.append(given.charAt(i));
        }
        moved.put(ready.length(), end - 1);
        ready.append('"');
        moved.put(ready.length(), end);
    }

    private int endOfText(int begin) {
        char quote = given.charAt(begin);
        for (int i = begin + 1; i < given.length(); i++) {
            char c = given.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                return i + 1;
            } else if ((c == '\n' || c == '\r') && longText == NOWHERE) {
                longText = begin;
            }
        }
        return given.length();
    }

    private int endOfLine(int begin) {
        int i = begin;
        while (i < given.length() && given.charAt(i) != '\n' && given.charAt(i) != '\r') {
            i++;
        }
        return i;
    }

    /** The end of the word that begins with this dollar sign; the beginning again if what is in its brackets is no name. */
    private int endOfVariable(int begin) {
        int i = begin;
        while (i < given.length() && ",:]}\"'/#".indexOf(given.charAt(i)) < 0 && given.charAt(i) > ' ') {
            int open = given.charAt(i) == '$' && i + 1 < given.length() ? "{<[".indexOf(given.charAt(i + 1)) : -1;
            if (open >= 0) {
                int close = given.indexOf("}>]".charAt(open), i);
                if (close < 0 || close > endOfLine(i) || hasQuote(i, close)) {
                    return begin;
                }
                i = close;
            }
            i++;
        }
        return i;
    }

    private boolean hasQuote(int begin, int end) {
        return given.substring(begin, end).chars().anyMatch(c -> c == '"' || c == '\'');
    }

    private Position positionOf(int offset) {
        int found = Arrays.binarySearch(lines, offset);
        int line = found >= 0 ? found : -found - 2;
        return new Position(line + 1, offset - lines[line] + 1);
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[64];
        int count = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ends = c == '\n' || c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n');
            if (ends) {
                if (count == starts.length) {
                    starts = Arrays.copyOf(starts, count * 2);
                }
                starts[count++] = i + 1;
            }
        }
        return Arrays.copyOf(starts, count);
    }
}
