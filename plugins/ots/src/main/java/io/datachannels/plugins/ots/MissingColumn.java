package io.datachannels.plugins.ots;

import java.util.Locale;

/** What to do about a column that may be misspelt. */
enum MissingColumn {
    WARN,
    FAIL,
    IGNORE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
