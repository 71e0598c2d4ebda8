package io.datachannels.engine.cli;

import io.datachannels.engine.plugin.Plugins;
import java.nio.file.Path;

/**
 * Where the product lies.
 *
 * @param home the folder above {@code bin/}: job templates, {@code conf/}, {@code runs/} and {@code local-data/} are in it
 * @param built the folder of {@code lib/} and {@code plugin/}; the same as home, or in a checkout the one that the build fills
 */
record Installation(Path home, Path built) {
    Plugins plugins() {
        return Plugins.in(built.resolve("plugin"));
    }

    Path runs() {
        return home.resolve("runs");
    }

    Path datasources() {
        return home.resolve("conf").resolve("datasources.json");
    }

    Path localData() {
        return home.resolve("local-data");
    }
}
