package io.datachannels.plugins.ots;

import java.util.Locale;

/** What a null attribute means to an update. */
enum NullInUpdate {
    /** The column goes, with all its versions. */
    DELETE,
    /** The column stays as it is. */
    KEEP;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
