package io.datachannels.emulators.maxcompute.sql;

import java.util.Locale;

/** A piece of a statement, and where it stands, both from 1. */
record Token(Kind kind, String text, int line, int column) {
    enum Kind {
        WORD,
        QUOTED_NAME,
        TEXT,
        NUMBER,
        SYMBOL,
        END
    }

    boolean is(String word) {
        return kind != Kind.TEXT && kind != Kind.QUOTED_NAME && text.equalsIgnoreCase(word);
    }

    boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED_NAME;
    }

    String name() {
        return text.toLowerCase(Locale.ROOT);
    }

    /** {@code [1,13]}, as the service writes it. */
    String place() {
        return "[" + line + "," + column + "]";
    }
}
