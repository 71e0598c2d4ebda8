package io.datachannels.engine.transform;

import io.datachannels.spi.RowFailure;

/**
 * Counts in a text as DataX does, in Java's chars; most characters are one, rare ones such as emoji two. A cut between those two would
 * leave halves that no charset can write, so it sets the row aside.
 */
final class TextCut {
    private TextCut() {}

    /** The text before a place. */
    static String before(String text, int end, int column) {
        return text.substring(0, checked(text, end, column));
    }

    /** The text from a place on. */
    static String from(String text, int begin, int column) {
        return text.substring(checked(text, begin, column));
    }

    /**
     * The start of a cut that must lie in the text.
     *
     * @throws RowFailure if it lies behind the text's end, as in DataX
     */
    static int start(String text, int start, int column) {
        if (start > text.length()) {
            throw new RowFailure(
                    column, "has " + text.length() + " characters, so there is nothing to begin with at " + start);
        }
        return start;
    }

    private static int checked(String text, int at, int column) {
        boolean inside = at > 0
                && at < text.length()
                && Character.isHighSurrogate(text.charAt(at - 1))
                && Character.isLowSurrogate(text.charAt(at));
        if (inside) {
            throw new RowFailure(column, "would be cut at " + at + ", in the middle of a character");
        }
        return at;
    }
}
