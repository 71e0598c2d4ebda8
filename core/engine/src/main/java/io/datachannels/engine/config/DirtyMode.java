package io.datachannels.engine.config;

import java.util.Locale;

/** {@code setting.dirty.mode}: where dirty rows go besides the run folder, by the names of the vendor's connector. */
enum DirtyMode {
    IGNORE(null),
    KAFKA("kafkadirtysink"),
    TABLESTORE("otsdirtysink");

    private final String plugin;

    DirtyMode(String plugin) {
        this.plugin = plugin;
    }

    /** The plug-in that does it; null if the run folder is all. */
    String plugin() {
        return plugin;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
