package io.datachannels.engine.catalog;

/** Collects lines of text that are no wider than a screen. */
final class Lines {
    private final StringBuilder text = new StringBuilder();
    private final int width;

    /** @param width in characters; a word that is longer stays whole */
    Lines(int width) {
        this.width = width;
    }

    Lines blank() {
        text.append('\n');
        return this;
    }

    /** A line as it is. */
    Lines line(String line) {
        text.append(line).append('\n');
        return this;
    }

    /** A paragraph: the first line begins with one text, every further one with another. */
    Lines wrapped(String first, String further, String paragraph) {
        StringBuilder line = new StringBuilder(first);
        boolean empty = true;
        for (String word : paragraph.split(" ")) {
            if (!empty && line.length() + 1 + word.length() > width) {
                line(line.toString());
                line.setLength(0);
                line.append(further);
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        return line(line.toString());
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
